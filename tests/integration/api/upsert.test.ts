import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, apiOf } from "../../support/api";
import { foundWorkspace, ownDatabase } from "../../support/world";

ownDatabase();

let api: Api;

beforeAll(async () => {
  const here = await foundWorkspace("here");
  api = apiOf(await here.apiKey("admin"));
});

type Attributes = Record<string, string | number | boolean>;
type Model = { name: string | null; joinedOn: string | null; kind: string; attributes: Attributes };
type Item = {
  externalId: string;
  name?: string | null;
  joinedOn?: string | null;
  kind?: string;
  attributes?: Record<string, Attributes[string] | null> | null;
};

/** What the rules say in a dozen lines: left out is kept, null clears, attributes are merged, null removes one. */
function put(before: Model | undefined, item: Item): Model {
  const base = before ?? { name: null, joinedOn: null, kind: "person", attributes: {} };
  const attributes = { ...(item.attributes === null ? {} : base.attributes) };
  for (const [key, value] of Object.entries(item.attributes ?? {})) {
    if (value === null) delete attributes[key];
    else attributes[key] = value;
  }
  return {
    name: item.name === undefined ? base.name : item.name || null,
    joinedOn: item.joinedOn === undefined ? base.joinedOn : item.joinedOn,
    kind: item.kind ?? base.kind,
    attributes,
  };
}

const isValid = ({ kind }: Item): boolean => kind !== "ghost";

const item = fc.record(
  {
    externalId: fc.constantFrom("a", "b", "B", "c ü/%"),
    name: fc.constantFrom("Ada", "Bo", "", null),
    joinedOn: fc.constantFrom("2026-01-01", "2024-02-29", null),
    kind: fc.constantFrom("person", "company", "ghost"),
    attributes: fc.oneof(
      fc.constant(null),
      fc.dictionary(
        fc.constantFrom("x", "y", "größe"),
        fc.constantFrom<Attributes[string] | null>("1", 1, true, 1.5, null),
      ),
    ),
  },
  { requiredKeys: ["externalId"] },
);

test("one by one or together, upserts come to what the model comes to", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ together: fc.boolean(), items: fc.array(item, { minLength: 1, maxLength: 6 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      async (steps) => {
        const prefix = `${run++}-`;
        const model = new Map<string, Model>();
        const expected = (one: Item): string => {
          if (!isValid(one)) return "rejected";
          const before = model.get(one.externalId);
          const after = put(before, one);
          model.set(one.externalId, after);
          return before === undefined
            ? "created"
            : JSON.stringify(sorted(before)) === JSON.stringify(sorted(after))
              ? "unchanged"
              : "updated";
        };
        for (const { together, items } of steps) {
          const sent = items.map((one) => ({ ...one, externalId: prefix + one.externalId }));
          const statuses: string[] = [];
          if (together) {
            const { body } = await api.post("/customers", { items: sent });
            for (const { status } of (body as { results: { status: string }[] }).results)
              statuses.push(status);
          } else {
            for (const one of sent) {
              const { status, body } = await api.post("/customers", one);
              statuses.push(status === 422 ? "rejected" : (body as { status: string }).status);
            }
          }
          expect(statuses).toEqual(items.map(expected));
        }
        for (const [externalId, state] of model) {
          const { body } = await api.get(`/customers/ext:${encodeURIComponent(prefix + externalId)}`);
          expect(body).toMatchObject(state);
          expect((body as Model).attributes).toEqual(state.attributes);
        }
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

const sorted = (model: Model) => ({
  ...model,
  attributes: Object.entries(model.attributes).sort(([a], [b]) => a.localeCompare(b)),
});

describe("a thousand items", () => {
  test("are judged one by one and written together, in a handful of statements", async () => {
    const items = Array.from({ length: 1_000 }, (_, i) => ({
      externalId: `m${i % 900}`,
      name: i % 10 === 3 ? 7 : `Name ${i}`,
    }));
    const { status, body } = await api.post("/customers", { items });
    const { results } = body as { results: { status: string; id?: string }[] };
    expect(status).toBe(200);
    const count = (what: string) => results.filter((one) => one.status === what).length;
    expect({ created: count("created"), updated: count("updated"), rejected: count("rejected") }).toEqual({
      created: 810,
      updated: 90,
      rejected: 100,
    });
    expect(results[0]?.id).toBe(results[900]?.id);
    // The later of two with the same name wins.
    expect((await api.get("/customers/ext:m0")).body).toMatchObject({ name: "Name 900" });
    const again = await api.post("/customers", { items: [items[999], items[998]] });
    expect(again.body).toMatchObject({ results: [{ status: "unchanged" }, { status: "unchanged" }] });
  });

  test("orders, contracts and contacts too, with the refused ones among them", async () => {
    const money = { amount: 100, currency: "EUR" };
    const nth = (i: number) => `m${i % 7 === 0 ? `${i} nobody` : 0}`;
    const bulk = async (address: string, of: (i: number) => object) => {
      const items = Array.from({ length: 1_000 }, (_, i) => of(i));
      const { body } = await api.post(address, { items });
      const { results } = body as { results: { status: string }[] };
      return results
        .map(({ status }, i) => (status === (i % 7 === 0 ? "rejected" : "created") ? "" : `${i}: ${status}`))
        .filter(Boolean);
    };
    expect(
      await bulk("/orders", (i) => ({
        externalId: `o${i}`,
        customer: `ext:${nth(i)}`,
        orderedAt: "2026-01-01",
        total: money,
        lines: [{ product: `p${i % 50}`, productGroup: `g${i % 5}`, quantity: 1, amount: 100 }],
      })),
    ).toEqual([]);
    expect(
      await bulk("/contracts", (i) => ({
        externalId: `k${i}`,
        customer: `ext:${nth(i)}`,
        plan: "p",
        startedOn: "2026-01-01",
        monthlyRevenue: money,
      })),
    ).toEqual([]);
    expect(
      await bulk("/contacts", (i) => ({
        externalId: `c${i}`,
        customer: `ext:${nth(i)}`,
        channel: "phone",
        at: "2026-01-01",
        direction: "in",
      })),
    ).toEqual([]);
  });

  test("1,001 are too many", async () => {
    const { status, body } = await api.post("/customers", {
      items: Array.from({ length: 1_001 }, () => ({})),
    });
    expect([status, body]).toMatchObject([
      422,
      { error: { fields: { items: expect.stringContaining("1,000") } } },
    ]);
    expect((await api.post("/customers", { items: [] })).status).toBe(422);
  });
});

describe("at the same time", () => {
  test("100 upserts of one name are one row, and every attribute arrives", async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        api.post("/customers", { externalId: "one", attributes: { [`a${i}`]: i } }),
      ),
    );
    const statuses = answers.map(({ body }) => (body as { status: string }).status);
    expect(statuses.filter((status) => status === "created")).toHaveLength(1);
    expect(statuses.filter((status) => status === "updated")).toHaveLength(99);
    const { body } = await api.get("/customers?externalId=one");
    const { data } = body as { data: { attributes: object }[] };
    expect(data).toHaveLength(1);
    expect(Object.keys(data[0]?.attributes ?? {})).toHaveLength(100);
  });

  test("bulks with the same names in opposite orders both arrive", async () => {
    const names = Array.from({ length: 300 }, (_, i) => `both${i}`);
    const bulk = (order: string[], attributes: object) =>
      api.post("/customers", { items: order.map((externalId) => ({ externalId, attributes })) });
    const answers = await Promise.all([
      bulk(names, { x: 1 }),
      bulk(names.toReversed(), { y: 2 }),
      bulk(names, { z: 3 }),
      bulk(names.toReversed(), { w: 4 }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const created = answers.flatMap(({ body }) =>
      (body as { results: { status: string }[] }).results.filter(({ status }) => status === "created"),
    );
    expect(created).toHaveLength(300);
    expect((await api.get("/customers/ext:both7")).body).toMatchObject({
      attributes: { x: 1, y: 2, z: 3, w: 4 },
    });
  });

  test("50 orders with the same new product are fifty orders of one product", async () => {
    await api.post("/customers", { externalId: "shopper" });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        api.post("/orders", {
          externalId: `rush${i}`,
          customer: "ext:shopper",
          orderedAt: "2026-01-01T10:00:00Z",
          total: { amount: 1, currency: "EUR" },
          lines: [{ product: "rush hour", productGroup: "rush", quantity: 1, amount: 1 }],
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect((await api.get("/product-groups?key=rush")).body).toMatchObject({ data: [{ key: "rush" }] });
  });
});

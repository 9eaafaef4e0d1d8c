import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { inWorkspaceBulk } from "@/lib/db/client";
import { type Api, apiOf } from "../../support/api";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
let api: Api;

beforeAll(async () => {
  here = await foundWorkspace("here");
  api = apiOf(await here.apiKey("admin"));
});

type Listed = { data: { externalId: string; updatedAt: string }[]; nextCursor: string | null };

async function page(query: string): Promise<Listed> {
  const { status, body } = await api.get(`/customers?${query}`);
  expect([status, body]).toMatchObject([200, {}]);
  return body as Listed;
}

/** Follows a list to its end; `meanwhile` runs after each page. */
async function follow(
  query: string,
  meanwhile: (n: number) => Promise<unknown> = async () => {},
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (let n = 0; ; n++) {
    const { data, nextCursor }: Listed = await page(cursor === null ? query : `${query}&cursor=${cursor}`);
    seen.push(...data.map(({ externalId }) => externalId));
    if (nextCursor === null) return seen;
    cursor = nextCursor;
    await meanwhile(n);
  }
}

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const post = (externalIds: string[], more: object = {}) =>
  api.post("/customers", { items: externalIds.map((externalId) => ({ externalId, ...more })) });

describe("a list that is followed", () => {
  const old = names("old", 120);
  beforeAll(() => post(old));

  test("has every row once, whatever the size of its pages", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 130 }), async (limit) => {
        expect((await follow(`limit=${limit}`)).sort()).toEqual([...old].sort());
      }),
      { numRuns: 6 },
    );
  }, 60_000);

  test("loses and doubles nothing while others insert and change", async () => {
    let wave = 0;
    const writing = async () => {
      wave++;
      await Promise.all([post(names(`new${wave}-`, 5)), post([`old${wave}`], { name: `renamed ${wave}` })]);
    };
    const seen = await follow("limit=20", async (n) => (n < 6 ? writing() : undefined));
    // What was changed after it was read comes once more, at its new place; everything else exactly once.
    const times = new Map<string, number>();
    for (const name of seen) times.set(name, (times.get(name) ?? 0) + 1);
    for (const name of old) expect([name, times.get(name)]).toEqual([name, expect.any(Number)]);
    for (const [name, count] of times) {
      const changed = Number(name.slice(3)) >= 1 && Number(name.slice(3)) <= wave && name.startsWith("old");
      expect([name, count <= (changed ? 2 : 1)]).toEqual([name, true]);
    }
    for (let i = 1; i <= wave; i++) expect(seen).toEqual(expect.arrayContaining(names(`new${i}-`, 5)));
  }, 60_000);

  test("waits for a row that is being written: what becomes visible later is not lost", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let wrote = () => {};
    const written = new Promise<void>((resolve) => {
      wrote = resolve;
    });
    const slow = inWorkspaceBulk(here.workspaceId, async (client) => {
      await client.query(`insert into customer ("workspaceId", "externalId") values ($1, 'late')`, [
        here.workspaceId,
      ]);
      wrote();
      await held;
    });
    await written;
    await post(names("after", 30));
    const seen = await follow("limit=50&updatedSince=2020-01-01", async (n) => {
      if (n === 8) release();
    });
    await slow;
    expect(seen).toEqual(expect.arrayContaining(["late", ...names("after", 30)]));
    expect(seen.indexOf("late")).toBeLessThan(seen.indexOf("after0"));
    expect(new Set(seen).size).toBe(seen.length);
  }, 60_000);

  test("a list of one page shows at once what was just written, whoever else is writing", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = inWorkspaceBulk(here.workspaceId, async (client) => {
      await client.query(`insert into customer ("workspaceId", "externalId") values ($1, 'later')`, [
        here.workspaceId,
      ]);
      await held;
    });
    await post(["mine"]);
    expect((await page("externalId=mine")).data).toMatchObject([{ externalId: "mine" }]);
    release();
    await slow;
  });
});

describe("what is asked for", () => {
  test("updatedSince gives what changed, with instants in any offset and days", async () => {
    await post(["a1", "a2"]);
    const { data } = await page("externalId=a2");
    const since = data[0]?.updatedAt ?? "";
    const rest = await follow(`updatedSince=${since}`);
    expect(rest).toContain("a2");
    expect(rest.length).toBeLessThan(4);
    const plus = new Date(Date.parse(since)).toISOString().replace("Z", "+00:00");
    expect(await follow(`updatedSince=${plus}`)).toEqual(rest);
    expect((await page("updatedSince=2190-01-01")).data).toEqual([]);
    expect((await page("cursor=&updatedSince=&externalId=a1")).data).toMatchObject([{ externalId: "a1" }]);
  });

  test("nonsense is refused with a sentence about the field", async () => {
    const wrong: [query: string, field: string][] = [
      ["limit=0", "limit"],
      ["limit=501", "limit"],
      ["limit=ten", "limit"],
      ["limit=1&limit=2", "limit"],
      ["cursor=x", "cursor"],
      [`cursor=${Buffer.from("[1e300,1]").toString("base64url")}`, "cursor"],
      [`cursor=${Buffer.from("[1,99999999999]").toString("base64url")}`, "cursor"],
      ["updatedSince=yesterday", "updatedSince"],
      ["updatedSince=0000-01-01T00:00:00Z", "updatedSince"],
      ["kind=ghost", "kind"],
      ["externalId=a%00b", "externalId"],
      ["nonsense=1", "(input)"],
      ["__proto__=1", "(input)"],
    ];
    for (const [query, field] of wrong) {
      const { status, body } = await api.get(`/customers?${query}`);
      expect([query, status, body]).toMatchObject([
        query,
        400,
        {
          error: { code: "malformed", message: expect.any(String), fields: { [field]: expect.any(String) } },
        },
      ]);
    }
    expect((await api.get("/orders?customer=ext:nobody")).status).toBe(422);
  });
});

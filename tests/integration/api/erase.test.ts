import { beforeAll, describe, expect, test } from "vitest";
import { type Api, apiOf } from "../../support/api";
import { askOwner } from "../../support/owner";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

const database = ownDatabase();

let here: TestWorkspace;
let api: Api;
const eur = (amount: number) => ({ amount, currency: "EUR" });

beforeAll(async () => {
  here = await foundWorkspace("here");
  api = apiOf(await here.apiKey("admin"));
});

/** The tables of which a row, written out as text, holds one of the words. */
async function tracesOf(...words: string[]): Promise<string[]> {
  const url = database.current?.ownerUrl ?? "";
  const tables = await askOwner<{ name: string }>(
    url,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const found = await askOwner<{ trace: string }>(
    url,
    tables
      .map(
        ({ name }) =>
          `select distinct '${name}: ' || word as trace from "${name}" t, unnest($1::text[]) as word
           where position(lower(word) in lower(t::text)) > 0`,
      )
      .join(" union all "),
    [words],
  );
  return found.map(({ trace }) => trace);
}

const words = [
  "Rosalind-7f3a",
  "rosalind@secret.example",
  "KD-998877",
  "+49 171 5566778",
  "491715566778",
  "gluten-free",
];

describe("erasing a person", () => {
  test("leaves no trace in any text or JSON column, and every total as it was", async () => {
    const named = { "idempotency-key": "keep-me" };
    const { body } = await api.post(
      "/customers",
      {
        externalId: "KD-998877",
        name: "Rosalind-7f3a",
        email: "rosalind@secret.example",
        phone: "+49 171 5566778",
        attributes: { diet: "gluten-free" },
      },
      named,
    );
    const { id } = body as { id: string };
    await api.post("/customers", { externalId: "other", name: "Somebody else" });
    const about = { customer: "ext:KD-998877" };
    const orders = [
      { externalId: "O-1", ...about, orderedAt: "2026-01-05", total: eur(100) },
      { externalId: "KD-998877/2", ...about, orderedAt: "2026-02-05", total: eur(200) },
    ];
    await api.post("/orders", { items: orders });
    await api.post("/contracts", {
      externalId: "KD-998877-K",
      ...about,
      plan: "Fibre",
      startedOn: "2026-01-05",
      cancelledOn: "2026-02-01",
      cancellationReason: "Rosalind-7f3a moves",
      monthlyRevenue: eur(3990),
    });
    await api.post("/contracts", {
      externalId: "K-2",
      ...about,
      plan: "TV",
      startedOn: "2026-01-05",
      cancellationReason: "moving",
      monthlyRevenue: eur(1),
    });
    await api.post("/contacts", {
      ...about,
      channel: "phone",
      at: "2026-01-06",
      direction: "in",
      subject: "Rosalind-7f3a asks for gluten-free food",
      outcome: "call +49 171 5566778",
    });
    await api.post("/phase-moves", {
      ...about,
      phase: "usage",
      at: "2026-01-06",
      reason: "KD-998877 is online",
    });
    for (let i = 0; i < 6; i++) {
      await api.post("/feedback", {
        submissionKey: `KD-998877 answer ${i}`,
        ...about,
        technique: "survey",
        answeredAt: `2026-01-1${i}`,
        answers: [{ metric: "nps", value: i }],
        comment: i % 2 ? "It is I, Rosalind-7f3a." : undefined,
      });
    }
    await here.asSystem(async ({ db, workspaceId }) => {
      const [person, said] = await Promise.all([
        db.customer.findFirstOrThrow({ where: { workspaceId, publicId: id } }),
        db.feedback.findFirstOrThrow({ where: { workspaceId, submissionKey: "KD-998877 answer 1" } }),
      ]);
      const on = new Date("2026-01-20");
      const group = await db.segment.create({
        data: { workspaceId, key: "eaters", name: "Eaters", rule: {} },
      });
      await db.needStatement.createMany({
        data: [
          { workspaceId, kind: "need", on, customerId: person.id, text: "gluten-free in all she orders" },
          { workspaceId, kind: "need", on, segmentId: group.id, feedbackId: said.id, text: "gluten-free" },
          { workspaceId, kind: "wish", on, segmentId: group.id, text: "Something warm" },
        ],
      });
      await db.plannedContact.create({
        data: { workspaceId, customerId: person.id, on, purpose: "Offer gluten-free bread" },
      });
      const quote = "It is I, Rosalind-7f3a.";
      await db.persona.create({
        data: {
          workspaceId,
          key: "eater",
          name: "An eater",
          quote,
          quoteFeedbackId: said.id,
          translations: { quote: { de: quote }, who: { de: "Jemand, der isst" } },
        },
      });
    });
    await here.asSystem(async ({ db, workspaceId }) => {
      const file = await db.storedFile.create({
        data: { workspaceId, name: "Rosalind-7f3a.csv", bytes: 1n, sha256: new Uint8Array(32) },
      });
      const made = await db.import.create({
        data: {
          workspaceId,
          kind: "customers",
          fileId: file.id,
          mapping: { name: "n" },
          options: {
            said: {
              defaults: { customer: "KD-998877" },
              values: { diet: { vegan: 1, "Rosalind-7f3a": 2 } },
            },
            form: { source: "Rosalind-7f3a.csv", records: 7 },
          },
        },
      });
      await db.savedMapping.create({
        data: {
          workspaceId,
          kind: "customers",
          name: "For Rosalind-7f3a",
          mapping: {},
          options: { skipWhen: { column: "id", equals: "KD-998877" } },
          columns: ["id"],
        },
      });
      await db.importError.createMany({
        data: ["0171 / 55 66 778", "kd-998877", "0171"].map((value, position) => ({
          workspaceId,
          importId: made.id,
          line: 2,
          position,
          column: "phone",
          value,
          reason: "r",
        })),
      });
      await db.importError.create({
        data: {
          workspaceId,
          importId: made.id,
          line: 1,
          position: 0,
          column: "email",
          value: "x rosalind@secret.example",
          reason: "r",
        },
      });
      const row = await db.customer.findFirstOrThrow({ where: { workspaceId, publicId: id } });
      await db.importChange.create({
        data: {
          workspaceId,
          importId: made.id,
          entity: "customers",
          rowId: row.id,
          before: { name: "Rosalind-7f3a" },
        },
      });
    });
    const measured = async () => ({
      nps: (await api.get("/metrics/nps?view=all")).body,
      comments: (await api.get("/metrics/nps?view=all&hasComment=true")).body,
      orders: await here.asSystem(({ db, workspaceId }) =>
        db.order.aggregate({ where: { workspaceId }, _count: true, _sum: { totalMinor: true } }),
      ),
      customers: await here.asSystem(({ db, workspaceId }) => db.customer.count({ where: { workspaceId } })),
    });
    const before = await measured();
    expect((await tracesOf(...words)).length).toBeGreaterThan(10);

    expect((await api.delete("/customers/ext:KD-998877")).status).toBe(204);

    expect(await tracesOf(...words, id)).toEqual([]);
    expect(await measured()).toEqual(before);
    const kept = await here.asSystem(async ({ db, workspaceId }) => ({
      cells: await db.importError.findMany({ where: { workspaceId, line: 2 }, orderBy: { position: "asc" } }),
      told: await db.import.findFirstOrThrow({ where: { workspaceId } }),
    }));
    expect(kept.cells.map(({ value }) => value)).toEqual(["", "", "0171"]);
    expect(kept.told).toMatchObject({ mapping: { name: "n" }, options: { form: { records: 7 } } });
    expect((await api.get(`/customers/${id}`)).status).toBe(404);
    expect((await api.get("/customers/ext:KD-998877")).status).toBe(404);
    expect((await api.delete("/customers/ext:KD-998877")).status).toBe(404);
    const { body: list } = await api.get("/customers");
    expect(list).toMatchObject({ data: [{ externalId: "other" }] });
    expect((await api.get("/orders/ext:O-1")).body).toMatchObject({ customer: null, total: eur(100) });
    expect((await api.get("/contracts/ext:K-2")).body).toMatchObject({
      customer: null,
      cancellationReason: "moving",
    });
    const { body: feedback } = await api.get("/feedback");
    expect((feedback as { data: object[] }).data).toHaveLength(6);
    for (const one of (feedback as { data: object[] }).data) {
      expect(one).toMatchObject({ customer: null, anonymous: true, comment: null });
    }
    // The same name may come back as somebody new.
    expect((await api.post("/customers", { externalId: "KD-998877" })).body).toMatchObject({
      status: "created",
    });
    expect((await api.get("/orders?customer=ext:KD-998877")).body).toMatchObject({ data: [] });
  }, 60_000);

  test("and writing about them at the same moment leaves nothing attached to them", async () => {
    for (let i = 0; i < 5; i++) {
      await api.post("/customers", { externalId: `race${i}` });
      const record = {
        customer: `ext:race${i}`,
        technique: "survey",
        answeredAt: "2026-01-01",
        answers: [{ metric: "nps", value: 1 }],
        comment: `about race${i}`,
      };
      await Promise.all([
        api.post("/feedback", { ...record, submissionKey: `r${i}a` }),
        api.delete(`/customers/ext:race${i}`),
        api.post("/feedback", { ...record, submissionKey: `r${i}b` }),
        api.post("/contacts", {
          customer: `ext:race${i}`,
          channel: "phone",
          at: "2026-01-01",
          direction: "in",
          subject: `race${i}`,
        }),
      ]);
    }
    expect(await tracesOf("about race")).toEqual([]);
    const [left] = await askOwner<{ n: number }>(
      database.current?.ownerUrl ?? "",
      `select count(*)::int as n from feedback f join customer c on c."workspaceId" = f."workspaceId" and c."id" = f."customerId" where c."erasedAt" is not null`,
    );
    expect(left?.n).toBe(0);
  }, 60_000);
});

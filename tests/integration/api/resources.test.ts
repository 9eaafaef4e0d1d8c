import { beforeAll, describe, expect, test } from "vitest";
import { type Api, apiOf } from "../../support/api";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
let api: Api;
const anId = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const eur = (amount: number) => ({ amount, currency: "EUR" });

beforeAll(async () => {
  here = await foundWorkspace("here");
  api = apiOf(await here.apiKey("admin"));
});

describe("customers", () => {
  test("are created, found by id and by external id, changed, left alone and merged", async () => {
    const created = await api.post("/customers", {
      externalId: "C/1 %ü",
      name: "Ada",
      email: "Ada@Example.com",
      phone: "0171 123 45",
      country: "at",
      joinedOn: "2026-01-15",
      attributes: { tariff: "a", size: 3 },
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      id: anId,
      status: "created",
      kind: "person",
      company: null,
      email: "ada@example.com",
      country: "AT",
      joinedOn: "2026-01-15",
    });
    const { id } = created.body as { id: string };
    const same = await api.post("/customers", { externalId: "C/1 %ü", email: "ada@example.com" });
    expect([same.status, same.body]).toEqual([200, { ...(created.body as object), status: "unchanged" }]);

    const updated = await api.post("/customers", {
      externalId: "C/1 %ü",
      joinedOn: null,
      attributes: { tariff: null, since: "2026-01-31" },
    });
    expect([updated.status, updated.body]).toMatchObject([
      200,
      { id, status: "updated", name: "Ada", joinedOn: null, attributes: { size: 3, since: "2026-01-31" } },
    ]);
    const byExternalId = await api.get(`/customers/ext:${encodeURIComponent("C/1 %ü")}`);
    const byId = await api.get(`/customers/${id}`);
    expect(byExternalId.body).toEqual(byId.body);
    expect(byId.body).not.toHaveProperty("status");

    const patched = await api.patch(`/customers/${id}`, { externalId: "c/1", attributes: null, name: null });
    expect(patched.body).toMatchObject({ id, externalId: "c/1", name: null, attributes: {} });
    expect((await api.get("/customers/ext:C%2F1%20%25%C3%BC")).status).toBe(404);
    // Names are compared letter by letter.
    expect((await api.get("/customers/ext:C%2F1")).status).toBe(404);
  });

  test("belong to companies, also of the same request, wherever these stand in it", async () => {
    const { body } = await api.post("/customers", {
      items: [
        { externalId: "p1", name: "Person", company: "ext:f1" },
        { externalId: "f1", kind: "company", name: "Firm" },
        { externalId: "p2", company: "ext:p1", name: "x" },
        { externalId: "p3", company: "ext:nobody", name: "x" },
        { externalId: "f2", kind: "company", company: "ext:f1" },
      ],
    });
    expect(body).toMatchObject({
      results: [
        { status: "created" },
        { status: "created" },
        { status: "rejected", error: { code: "invalid", fields: { company: expect.any(String) } } },
        { status: "rejected", error: { fields: { company: expect.stringContaining("no such customer") } } },
        { status: "rejected", error: { fields: { company: expect.any(String) } } },
      ],
    });
    const { results } = body as { results: { id: string }[] };
    expect((await api.get("/customers/ext:p1")).body).toMatchObject({ company: results[1]?.id });
    expect((await api.get("/customers?company=ext:f1")).body).toMatchObject({ data: [{ externalId: "p1" }] });
  });

  test("are found by telephone and e-mail however these are written", async () => {
    await api.post("/customers", { externalId: "tel", phone: "+49 (0)30 / 901-820", email: "T@x.example" });
    for (const phone of ["030901820", "0049 30 901820", "+4930901820"]) {
      const { body } = await api.get(`/customers?phone=${encodeURIComponent(phone)}`);
      expect(body).toMatchObject({ data: [{ externalId: "tel" }] });
    }
    expect((await api.get("/customers?email=t@X.example")).body).toMatchObject({
      data: [{ externalId: "tel" }],
    });
  });

  test("a name that another customer has is a conflict, and nothing changes", async () => {
    await api.post("/customers", { items: [{ externalId: "n1" }, { externalId: "n2" }] });
    const refused = await api.patch("/customers/ext:n1", { externalId: "n2" });
    expect([refused.status, refused.body]).toMatchObject([409, { error: { code: "conflict" } }]);
    expect((await api.get("/customers/ext:n1")).status).toBe(200);
  });
});

describe("orders", () => {
  test("keep their lines, their local day and the workspace's currency", async () => {
    await api.post("/customers", { externalId: "buyer" });
    const order = {
      externalId: "O-1",
      customer: "ext:buyer",
      orderedAt: "2026-01-31T23:30:00Z",
      total: eur(4990),
      lines: [
        { product: "router", productGroup: "devices", quantity: 1, amount: 4990 },
        { product: "cable", quantity: 2.5, amount: eur(0) },
      ],
    };
    const created = await api.post("/orders", order);
    expect([created.status, created.body]).toMatchObject([
      201,
      {
        status: "created",
        orderedAt: "2026-01-31T23:30:00.000Z",
        total: eur(4990),
        margin: null,
        lines: [
          { product: "router", productGroup: "devices", quantity: 1, amount: 4990 },
          { product: "cable", productGroup: null, quantity: 2.5, amount: 0 },
        ],
      },
    ]);
    expect((await api.get("/orders/ext:O-1")).body).toMatchObject({ status: "completed" });
    expect((await api.post("/orders", order)).body).toMatchObject({ status: "unchanged" });
    // Half past eleven in London is the next day in Berlin.
    expect((await api.get("/orders?from=2026-02-01")).body).toMatchObject({ data: [{ externalId: "O-1" }] });
    const partly = await api.post("/orders", { externalId: "O-1", status: "returned", margin: eur(-5) });
    expect(partly.body).toMatchObject({
      status: "updated",
      margin: eur(-5),
      lines: [{ product: "router" }, {}],
    });
    expect((await api.patch("/orders/ext:O-1", { lines: [] })).body).toMatchObject({
      status: "returned",
      lines: [],
    });

    const other = await api.post("/orders", {
      ...order,
      externalId: "O-2",
      total: { amount: 1, currency: "USD" },
    });
    expect([other.status, other.body]).toMatchObject([
      422,
      { error: { fields: { "total.currency": expect.any(String) } } },
    ]);
    const fraction = await api.post("/orders", { ...order, externalId: "O-2", total: eur(0.5) });
    expect(fraction.status).toBe(422);
    expect((await api.delete("/orders/ext:O-1")).status).toBe(204);
    expect((await api.get("/orders/ext:O-1")).status).toBe(404);
  });

  test("a new one needs customer, moment and total, and says so by field", async () => {
    const { status, body } = await api.post("/orders", { externalId: "O-3" });
    expect([status, body]).toMatchObject([
      422,
      {
        error: {
          fields: { customer: expect.any(String), orderedAt: expect.any(String), total: expect.any(String) },
        },
      },
    ]);
  });

  test("fix the currency of the workspace", async () => {
    await api.post("/orders", { customer: "ext:buyer", orderedAt: "2026-01-01", total: eur(1) });
    const change = here.asSystem(({ db, workspaceId }) =>
      db.workspace.update({ where: { id: workspaceId }, data: { currency: "USD" } }),
    );
    await expect(change).rejects.toThrow();
  });
});

describe("contracts", () => {
  const contract = {
    externalId: "K-1",
    customer: "ext:holder",
    plan: "Fibre",
    startedOn: "2026-01-15",
    monthlyRevenue: eur(3990),
  };
  beforeAll(() => api.post("/customers", { externalId: "holder" }));

  test("may end the day before they began, not earlier", async () => {
    expect((await api.post("/contracts", { ...contract, endsOn: "2026-01-14" })).status).toBe(201);
    expect((await api.post("/contracts", { externalId: "K-1", endsOn: "2026-01-13" })).status).toBe(422);
    expect((await api.patch("/contracts/ext:K-1", { startedOn: "2026-02-01" })).status).toBe(422);
    expect((await api.get("/contracts/ext:K-1")).body).toMatchObject({
      endsOn: "2026-01-14",
      involuntary: false,
    });
  });

  test("only a notice that was given can be withdrawn", async () => {
    const withdrawn = { externalId: "K-1", endsOn: null, withdrawnOn: "2026-03-05" };
    expect((await api.post("/contracts", withdrawn)).status).toBe(422);
    expect((await api.post("/contracts", { ...withdrawn, cancelledOn: "2026-03-06" })).status).toBe(422);
    const good = await api.post("/contracts", { ...withdrawn, cancelledOn: "2026-03-02" });
    expect(good.body).toMatchObject({
      status: "updated",
      cancelledOn: "2026-03-02",
      withdrawnOn: "2026-03-05",
    });
    expect((await api.get("/contracts?on=2026-06-01")).body).toMatchObject({ data: [{ externalId: "K-1" }] });
  });

  test("a day is not an instant: 400, and a day that does not exist 422", async () => {
    const instant = await api.post("/contracts", { ...contract, startedOn: "2026-01-15T00:00:00Z" });
    expect([instant.status, instant.body]).toMatchObject([
      400,
      { error: { code: "malformed", fields: { startedOn: expect.any(String) } } },
    ]);
    expect((await api.post("/contracts", { ...contract, startedOn: "2026-02-30" })).status).toBe(422);
    expect((await api.get("/orders?from=2026-01-15T00:00:00Z")).status).toBe(400);
  });
});

describe("contacts, phase moves, markers, touchpoints, catalogues, segments", () => {
  beforeAll(async () => {
    await api.post("/customers", { externalId: "caller" });
    await api.post("/departments", { key: "service", name: "Service" });
  });

  test("a touchpoint that something is planned for is retired, one that nothing speaks of goes", async () => {
    for (const key of ["planned", "unused"]) await api.post("/touchpoints", { key, name: key });
    await here.asSystem(async ({ db, workspaceId }) => {
      const { id } = await db.touchpoint.findFirstOrThrow({ where: { workspaceId, key: "planned" } });
      await db.plannedContact.create({
        data: { workspaceId, touchpointId: id, on: new Date("2026-01-01"), purpose: "call" },
      });
    });
    expect((await api.delete("/touchpoints/planned")).status).toBe(204);
    expect((await api.get("/touchpoints/planned")).body).toMatchObject({ retiredAt: expect.any(String) });
    expect((await api.delete("/touchpoints/unused")).status).toBe(204);
    expect((await api.get("/touchpoints/unused")).status).toBe(404);
  });

  test("touchpoints name what they belong to, and unknown names are refused by field", async () => {
    const refused = await api.post("/touchpoints", {
      key: "hotline",
      name: "Hotline",
      phase: "nowhere",
      channel: "smoke",
      department: "x",
      productGroup: "y",
      momentOfTruth: "z",
    });
    expect(refused.status).toBe(422);
    expect(Object.keys((refused.body as { error: { fields: object } }).error.fields).sort()).toEqual([
      "channel",
      "department",
      "momentOfTruth",
      "phase",
      "productGroup",
    ]);
    const made = await api.post("/touchpoints", {
      key: "hotline",
      name: "Hotline",
      phase: "usage",
      channel: "phone",
      department: "service",
      momentOfTruth: "malfunction",
    });
    expect([made.status, made.body]).toMatchObject([201, { status: "created", version: 1, planned: null }]);
    const moved = await api.patch("/touchpoints/hotline", { phase: null, version: 1 });
    expect(moved.body).toMatchObject({ phase: null, channel: "phone", version: 2 });
    expect((await api.patch("/touchpoints/ext:hotline", { name: "x", version: 1 })).status).toBe(409);
    expect((await api.post("/touchpoints", { key: "Hot line", name: "x" })).status).toBe(422);
    expect((await api.get("/touchpoints?department=service")).body).toMatchObject({
      data: [{ key: "hotline" }],
    });
  });

  test("a contact takes the channel of its touchpoint", async () => {
    const contact = { externalId: "CALL-1", customer: "ext:caller", at: "2026-01-31", direction: "in" };
    expect((await api.post("/contacts", contact)).status).toBe(422);
    const made = await api.post("/contacts", { ...contact, touchpoint: "hotline", durationSeconds: 60 });
    expect([made.status, made.body]).toMatchObject([
      201,
      { status: "created", channel: "phone", at: "2026-01-30T23:00:00.000Z", planned: null },
    ]);
    expect((await api.patch("/contacts/ext:CALL-1", { outcome: "solved" })).body).toMatchObject({
      outcome: "solved",
    });
    expect((await api.get("/contacts?touchpoint=hotline&direction=in")).body).toMatchObject({
      data: [{ externalId: "CALL-1" }],
    });
    // History speaks of it, so it is retired and not deleted.
    expect((await api.delete("/touchpoints/hotline")).status).toBe(204);
    expect((await api.get("/touchpoints/hotline")).body).toMatchObject({ retiredAt: expect.any(String) });
    expect((await api.get("/touchpoints")).body).toEqual({ data: [], nextCursor: null });
    expect((await api.post("/touchpoints", { key: "hotline" })).body).toMatchObject({
      status: "updated",
      retiredAt: null,
    });
    expect((await api.delete("/contacts/ext:CALL-1")).status).toBe(204);
    expect((await api.delete("/touchpoints/hotline")).status).toBe(204);
    expect((await api.get("/touchpoints/hotline")).status).toBe(404);
  });

  test("the same phase move told twice is one", async () => {
    const move = { customer: "ext:caller", phase: "onboarding", at: "2026-02-01T10:00:00+01:00" };
    expect((await api.post("/phase-moves", move)).body).toMatchObject({ status: "created", reason: null });
    expect((await api.post("/phase-moves", { ...move, at: "2026-02-01T09:00:00Z" })).body).toMatchObject({
      status: "unchanged",
    });
    expect((await api.post("/phase-moves", { ...move, phase: "nowhere" })).status).toBe(422);
    expect((await api.get("/phase-moves?phase=onboarding&from=2026-02-01&to=2026-02-02")).body).toMatchObject(
      {
        data: [{ phase: "onboarding", at: "2026-02-01T09:00:00.000Z" }],
      },
    );
  });

  test("markers, segments, phases, moments of truth and product groups are written and listed", async () => {
    expect((await api.post("/segments", { key: "small", name: "Small" })).body).toMatchObject({
      status: "created",
      rule: {},
    });
    const marker = await api.post("/markers", {
      on: "2026-02-01",
      title: "Prices",
      scope: { segment: "small" },
    });
    expect([marker.status, marker.body]).toMatchObject([
      201,
      { scope: { segment: "small", phase: null, touchpoint: null } },
    ]);
    expect(
      (await api.post("/markers", { on: "2026-02-01", title: "x", scope: { phase: "no" } })).status,
    ).toBe(422);
    expect((await api.get("/markers?segment=small")).body).toMatchObject({ data: [{ title: "Prices" }] });
    expect(
      (await api.post("/phases", { key: "trial", name: "Trial", parent: "acquisition" })).body,
    ).toMatchObject({ parent: "acquisition" });
    expect((await api.post("/phases", { key: "deeper", name: "x", parent: "trial" })).status).toBe(422);
    expect((await api.post("/moments-of-truth", { key: "moving", name: "Moving" })).status).toBe(201);
    expect((await api.post("/product-groups", { key: "tv", name: "TV" })).status).toBe(201);
    expect((await api.post("/channels", { key: "phone", name: "Telephone" })).body).toMatchObject({
      status: "updated",
    });
    const { body } = await api.get("/phases");
    const keys = (body as { data: { key: string }[] }).data.map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining([
        "awareness",
        "consideration",
        "decision",
        "onboarding",
        "usage",
        "inactive",
        "cancelled",
      ]),
    );
  });
});

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "@/app/api/v1/routes";
import { listAudit } from "@/lib/audit/queries/list-audit";
import { type Answered, type Api, apiOf } from "../../support/api";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
let api: Api;

beforeAll(async () => {
  here = await foundWorkspace("here");
  api = apiOf(await here.apiKey("admin"));
  await api.post("/customers", { externalId: "c" });
  await api.post("/touchpoints", { key: "t", name: "T" });
});

const money = { amount: 1, currency: "EUR" };

/** For each resource a body that is in order. */
const good: Record<string, Record<string, unknown>> = {
  "/customers": {
    externalId: "x",
    name: "x",
    email: "x@x.example",
    attributes: { a: 1 },
    joinedOn: "2026-01-01",
  },
  "/orders": {
    customer: "ext:c",
    orderedAt: "2026-01-01",
    total: money,
    lines: [{ product: "p", quantity: 1, amount: 1 }],
  },
  "/contracts": { customer: "ext:c", plan: "p", startedOn: "2026-01-01", monthlyRevenue: money },
  "/contacts": { customer: "ext:c", channel: "phone", at: "2026-01-01", direction: "in", subject: "s" },
  "/phase-moves": { customer: "ext:c", phase: "usage", at: "2026-01-01" },
  "/markers": { on: "2026-01-01", title: "t", scope: { touchpoint: "t" } },
  "/touchpoints": { key: "new", name: "New", phase: "usage" },
  "/segments": {
    key: "s",
    name: "S",
    rule: { all: [{ about: "customer", measure: "kind", op: "is", value: "company" }] },
  },
  "/departments": { key: "d", name: "D" },
  "/phases": { key: "f", name: "F" },
  "/feedback": {
    technique: "survey",
    answeredAt: "2026-01-01",
    answers: [{ metric: "nps", value: 9 }],
    comment: "c",
    touchpoint: "t",
  },
};

/** A refusal is a 4xx with a code and a sentence; nothing of ours breaks. */
function expectSane(what: unknown, { status, body }: Answered): void {
  expect([what, status], JSON.stringify(body)).toEqual([
    what,
    expect.toSatisfy((code: number) => code < 500),
  ]);
  if (status >= 400) {
    expect(body).toMatchObject({
      error: { code: expect.any(String), message: expect.stringMatching(/\w+.*\.$/) },
    });
  }
}

const nul = "a\u0000b";
const half = "a\ud800b";
const deep = JSON.parse(`${'{"a":'.repeat(25)}1${"}".repeat(25)}`);
const nasty: unknown[] = [
  nul,
  half,
  "\u202e\ufeff\u0007",
  "x".repeat(100_000),
  "ext:",
  "ext:\u0000",
  "'; drop table customer; --",
  "=cmd|' /C calc'!A0",
  "<script>alert(1)</script>",
  "",
  " ",
  "null",
  "0000-01-01",
  "9999-99-99",
  "0000-01-01T00:00:00Z",
  "2026-01-01T00:00:00+99:99",
  "+275760-09-13T00:00:00Z",
  0,
  -1,
  1e308,
  -0.5,
  2 ** 53 + 2,
  2_147_483_648,
  true,
  null,
  [],
  [[]],
  [null],
  {},
  { amount: 1e16, currency: "EUR" },
  { amount: 1, currency: "\u0000\u0000\u0000" },
  { constructor: 1, prototype: 2 },
  { "\u0000": "\u0000" },
  { a: nul, b: half },
  { a: { b: "c" } },
  deep,
];

describe("whatever stands in a field", () => {
  for (const address of Object.keys(good)) {
    test(`${address}: a 4xx with a sentence, or it is taken; never our fault`, async () => {
      const body = good[address] ?? {};
      expectSane("good", await api.post(address, body));
      for (const field of [...Object.keys(body), "externalId", "submissionKey", "unknown"]) {
        const bodies = nasty.map((value) => ({ ...body, [field]: value }));
        const { status, body: answer } = await api.post(address, { items: bodies });
        expect([field, status]).toEqual([field, 200]);
        for (const result of (answer as { results: { status: string; error?: { message: string } }[] })
          .results) {
          if (result.status === "rejected") expect(result.error?.message).toMatch(/\.$/);
        }
        for (const i of [0, 1, 3, 24]) expectSane([field, i], await api.post(address, bodies[i]));
      }
    }, 60_000);
  }

  test("random JSON is refused or taken by every route", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(good)),
        fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))),
        fc.boolean(),
        async (address, value, merged) => {
          const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
          const body = merged && isObject ? { ...good[address], ...value } : value;
          expectSane([address, body], await api.post(address, body));
        },
      ),
      { numRuns: 300 },
    );
  }, 120_000);

  test("random changes are refused or taken by every single resource", async () => {
    const ids: Record<string, string> = {};
    for (const address of ["/customers", "/orders", "/contracts", "/contacts", "/feedback"]) {
      ids[address] = ((await api.post(address, good[address])).body as { id: string }).id;
    }
    for (const [address, id] of Object.entries(ids)) {
      for (const field of Object.keys(good[address] ?? {})) {
        for (const value of nasty)
          expectSane([address, field, value], await api.patch(`${address}/${id}`, { [field]: value }));
      }
    }
  }, 120_000);
});

describe("whatever stands in a path", () => {
  test("names something or nothing", async () => {
    const names = [
      "x",
      "ext:",
      "ext:%00",
      "ext:%ED%A0%80",
      "%",
      "%E0%A4%A",
      `ext:${"x".repeat(5000)}`,
      "00000000-0000-0000-0000-00000000000g",
      "../customers",
      "__proto__",
      "ext:__proto__",
    ];
    for (const resource of ["customers", "orders", "contracts", "contacts", "touchpoints", "feedback"]) {
      for (const name of names) {
        const address = `/${resource}/${name}`;
        if (new URL(`http://localhost/api/v1${address}`).pathname.split("/").length !== 5) continue;
        expect([address, (await api.get(address)).status]).toEqual([address, 404]);
        expect([address, (await api.patch(address, {})).status]).toEqual([address, 404]);
        expect([address, (await api.delete(address)).status]).toEqual([address, 404]);
      }
    }
  });
});

describe("whatever is sent as a body", () => {
  const sent: [what: string, raw: string | Uint8Array, status: number][] = [
    ["nothing that is JSON", "{", 400],
    ["a list", "[]", 400],
    ["a text", '"x"', 400],
    ["null", "null", 400],
    ["bytes that are not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400],
    ["depth", `${'{"a":'.repeat(100)}1${"}".repeat(100)}`, 400],
    ["brackets without end", "[".repeat(1_000_000), 400],
    ["__proto__", '{"externalId":"p","__proto__":{"name":"x"}}', 400],
    ["__proto__ in escapes", '{"externalId":"p","attributes":{"__\\u0070roto__":1}}', 400],
    ["constructor as an attribute", '{"externalId":"p","attributes":{"constructor":1}}', 422],
    ["NUL in a name", '{"externalId":"a\\u0000b"}', 422],
    ["half a character in a name", '{"externalId":"a\\ud800"}', 422],
    ["11 MiB", `{"name":"${"x".repeat(11 * 1024 * 1024)}"}`, 413],
    ["a name of 10 MB", `{"name":"${"x".repeat(10_000_000)}"}`, 422],
    ["201 characters", `{"externalId":"${"x".repeat(201)}"}`, 422],
    ["infinity", '{"externalId":"i","attributes":{"a":1e999}}', 422],
  ];
  for (const [what, raw, status] of sent) {
    test(`${what}: ${status}`, async () => {
      const before = await here.asSystem(({ db, workspaceId }) =>
        db.customer.count({ where: { workspaceId } }),
      );
      const answer = await api.send("POST", "/customers", { raw });
      expectSane(what, answer);
      expect(answer.status).toBe(status);
      const after = await here.asSystem(({ db, workspaceId }) =>
        db.customer.count({ where: { workspaceId } }),
      );
      expect(after).toBe(before);
    });
  }

  test("emoji and other scripts come back as they were sent", async () => {
    const name = "Zoë 🦊 नमस्ते 𝔘𝔫𝔦";
    await api.post("/customers", { externalId: name, name, attributes: { größe_naïve: name } });
    const { body } = await api.get(`/customers/ext:${encodeURIComponent(name)}`);
    expect(body).toMatchObject({ externalId: name, name, attributes: { größe_naïve: name } });
  });
});

describe("who knocks", () => {
  test("without a key, with a wrong one, with one whose role does not allow it", async () => {
    expect((await apiOf(null).get("/customers")).status).toBe(401);
    expect((await apiOf("lotse_nobodyeverhadthiskey000000").get("/customers")).status).toBe(401);
    expect((await apiOf("rubbish").post("/customers", { externalId: "x" })).status).toBe(401);
    const viewer = apiOf(await here.apiKey("viewer"));
    expect((await viewer.get("/customers")).status).toBe(200);
    expect((await viewer.post("/customers", { externalId: "x" })).status).toBe(403);
    const agent = apiOf(await here.apiKey("agent"));
    expect((await agent.post("/orders", good["/orders"])).status).toBe(403);
    expect((await agent.delete("/customers/ext:c")).status).toBe(403);
    const manager = apiOf(await here.apiKey("manager"));
    expect((await manager.post("/departments", { key: "d2", name: "D" })).status).toBe(403);
  });

  test("another workspace's names are not there, in a path, a reference and a list", async () => {
    const there = await foundWorkspace("there");
    const theirs = apiOf(await there.apiKey("admin"));
    await theirs.post("/customers", { externalId: "theirs", name: "Secret" });
    const { id } = (await theirs.get("/customers/ext:theirs")).body as { id: string };
    for (const name of [id, "ext:theirs"]) {
      expect((await api.get(`/customers/${name}`)).status).toBe(404);
      expect((await api.patch(`/customers/${name}`, { name: "x" })).status).toBe(404);
      expect((await api.delete(`/customers/${name}`)).status).toBe(404);
      expect((await api.post("/orders", { ...good["/orders"], customer: name })).status).toBe(422);
    }
    expect((await api.get("/customers?limit=500")).text).not.toContain("Secret");
    expect((await theirs.get("/customers/ext:theirs")).body).toMatchObject({ name: "Secret" });
  });
});

describe("the log", () => {
  const methodsOf = (method: string) =>
    Object.keys(routes).filter((address) => typeof routes[address]?.[method] === "function");

  test("says what a program wrote, by the name of its key: a line for one, counts for many, no word of a person", async () => {
    const logged = await foundWorkspace("logged");
    const program = apiOf(await logged.apiKey("admin"));
    await program.post("/customers", { externalId: "c", name: "Secret" });
    await program.post("/touchpoints", { key: "t", name: "T" });
    const entries = () => logged.asSystem(async (scope) => (await listAudit(scope, {})).rows);
    const written = async (what: string) => {
      const [entry] = await entries();
      expect([what, entry?.actorKind, entry?.actor]).toEqual([what, "apiKey", "test"]);
      return entry;
    };
    const entry = { key: "e", name: "E" };
    const bodies: Record<string, Record<string, unknown>> = {
      ...good,
      "/channels": entry,
      "/moments-of-truth": entry,
      "/product-groups": entry,
      // Phases are the model's; they are renamed and not added to.
      "/phases": { key: "usage", name: "In use" },
    };
    const addresses = methodsOf("POST").filter((address) => !address.startsWith("/imports"));
    const ids: Record<string, string> = {};
    for (const address of addresses) {
      const body = bodies[address];
      if (!body) throw new Error(`There is no body for ${address}.`);
      const one = await program.post(address, body);
      expect([address, one.status < 300], one.text).toEqual([address, true]);
      ids[address] = (one.body as { id: string }).id;
      const { key } = one.body as { key?: string };
      expect(await written(address)).toMatchObject({
        action: expect.stringMatching(/\.(create|change)$/),
        // The log outlives the erasing of a person: it does not say who it was.
        subject: address === "/customers" ? null : (key ?? ids[address]),
        detail: null,
      });
      const named = {
        externalId: "y",
        ...(address === "/phases" ? {} : { key: "y" }),
        name: "Y",
        title: "Y",
        comment: "Y",
        at: "2026-02-01",
      };
      const other = Object.fromEntries(
        Object.entries({ ...named, ...body }).flatMap(([field, value]) =>
          field in body ? [[field, named[field as "name"] ?? value]] : [],
        ),
      );
      await program.post(address, { items: [other, {}] });
      expect(await written(address)).toMatchObject({
        action: expect.stringMatching(/\.post$/),
        subject: null,
        detail: { rejected: 1 },
      });
    }
    for (const address of methodsOf("PATCH")) {
      const list = address.replace("/{id}", "");
      const [field = ""] = list === "/feedback" ? ["comment"] : Object.keys(bodies[list] ?? {}).slice(-1);
      const { status } = await program.patch(`${list}/${ids[list]}`, { [field]: bodies[list]?.[field] });
      expect([address, status]).toEqual([address, 200]);
      expect(await written(address)).toMatchObject({
        action: expect.stringMatching(/\.change$/),
        detail: { fields: [field] },
      });
    }
    for (const address of methodsOf("DELETE")) {
      const list = address.replace("/{id}", "");
      if (list === "/touchpoints" || list === "/customers") continue;
      expect([address, (await program.delete(`${list}/${ids[list]}`)).status]).toEqual([address, 204]);
      expect(await written(address)).toMatchObject({
        action: expect.stringMatching(/\.delete$/),
        subject: ids[list],
      });
    }
    await program.delete("/touchpoints/ext:new");
    expect(await written("touchpoint")).toMatchObject({ action: "touchpoint.delete", subject: "new" });
    const before = (await entries()).length;
    // What changes nothing, and what is refused, is no line.
    await program.post("/customers", { externalId: "c", name: "Secret" });
    await program.post("/customers", { externalId: "" });
    expect((await entries()).length).toBe(before);
    await program.delete("/customers/ext:c");
    expect(await written("customer")).toMatchObject({ action: "customer.erase" });
    expect(JSON.stringify(await entries())).not.toContain("Secret");
  }, 60_000);
});

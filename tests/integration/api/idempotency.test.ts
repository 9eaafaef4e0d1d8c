import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { inWorkspaceBulk } from "@/lib/db/client";
import { type Api, apiOf, handlerOf } from "../../support/api";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
let api: Api;
let other: Api;
let token: string;

beforeAll(async () => {
  here = await foundWorkspace("here");
  token = await here.apiKey("admin");
  api = apiOf(token);
  other = apiOf(await here.apiKey("admin"));
});

const named = (key: string) => ({ "idempotency-key": key });
const marker = (title: string) => ({ on: "2026-01-31", title });
const markers = () => here.asSystem(({ db, workspaceId }) => db.marker.count({ where: { workspaceId } }));

describe("an Idempotency-Key", () => {
  test("is done once and answered again, to the byte", async () => {
    const key = randomUUID();
    const before = await markers();
    const first = await api.post("/markers", marker("one"), named(key));
    const again = await api.post("/markers", marker("one"), named(key));
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect([first.headers.get("idempotent-replayed"), again.headers.get("idempotent-replayed")]).toEqual([
      null,
      "true",
    ]);
    expect(await markers()).toBe(before + 1);
  });

  test("replays refusals, and a refused request leaves nothing behind", async () => {
    const key = randomUUID();
    const wrong = { ...marker("x"), scope: { phase: "trial" } };
    const first = await api.post("/markers", wrong, named(key));
    expect(first.status).toBe(422);
    await api.post("/phases", { key: "trial", name: "Trial" });
    const again = await api.post("/markers", wrong, named(key));
    expect([again.status, again.text]).toEqual([422, first.text]);
    expect((await api.post("/markers", wrong, named(randomUUID()))).status).toBe(201);
    const broken = await api.send("POST", "/markers", { raw: "{", headers: named("broken") });
    expect([
      broken.status,
      (await api.send("POST", "/markers", { raw: "{", headers: named("broken") })).text,
    ]).toEqual([400, broken.text]);
  });

  test("a refusal from the middle of the work undoes the work and is kept", async () => {
    const key = randomUUID();
    // The product is new and would be added before the missing total is found.
    const order = {
      externalId: "half",
      lines: [{ product: "never sold", productGroup: "never", quantity: 1, amount: 1 }],
    };
    expect((await api.post("/orders", order, named(key))).status).toBe(422);
    expect((await api.get("/product-groups?key=never")).body).toMatchObject({ data: [] });
    expect((await api.post("/orders", order, named(key))).headers.get("idempotent-replayed")).toBe("true");
  });

  test("for something else is refused: other content, other address", async () => {
    const key = randomUUID();
    await api.post("/markers", marker("one"), named(key));
    const before = await markers();
    for (const attempt of [
      await api.post("/markers", marker("two"), named(key)),
      await api.post("/segments", marker("one"), named(key)),
    ]) {
      expect([attempt.status, attempt.body]).toMatchObject([
        422,
        { error: { message: expect.stringContaining("another request") } },
      ]);
    }
    expect(await markers()).toBe(before);
  });

  test("belongs to its API key", async () => {
    const key = randomUUID();
    const before = await markers();
    await api.post("/markers", marker("mine"), named(key));
    expect((await other.post("/markers", marker("theirs"), named(key))).status).toBe(201);
    expect(await markers()).toBe(before + 2);
  });

  test("is asked for again while it runs: 409 with Retry-After, and done once", async () => {
    const key = randomUUID();
    const before = await markers();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => api.post("/markers", marker("many"), named(key))),
    );
    const waits = answers.filter(({ status }) => status === 409);
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      waits.length > 0 ? new Set([201, 409]) : new Set([201]),
    );
    for (const { headers, body } of waits) {
      expect(headers.get("retry-after")).toBe("1");
      expect(body).toMatchObject({ error: { code: "conflict" } });
    }
    expect(await markers()).toBe(before + 1);
    expect((await api.post("/markers", marker("many"), named(key))).status).toBe(201);
    expect(await markers()).toBe(before + 1);
  });

  test("of a process that died is free again at once, and nothing of it is left", async () => {
    const key = randomUUID();
    const [apiKey] = await here.asSystem(({ db, workspaceId }) =>
      db.apiKey.findMany({ where: { workspaceId }, orderBy: { id: "asc" }, take: 1 }),
    );
    const dying = inWorkspaceBulk(here.workspaceId, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
        `idempotency ${here.workspaceId} ${apiKey?.id} ${key}`,
      ]);
      expect((await api.post("/markers", marker("dying"), named(key))).status).toBe(409);
      throw new Error("killed");
    });
    await expect(dying).rejects.toThrow("killed");
    expect((await api.post("/markers", marker("dying"), named(key))).status).toBe(201);
  });

  test("is forgotten after 24 hours, and old ones are cleared away", async () => {
    const key = randomUUID();
    await api.post("/markers", marker("day"), named(key));
    await here.asSystem(async ({ db, workspaceId }) => {
      const createdAt = new Date(Date.now() - 25 * 3_600_000);
      const kept = await db.idempotencyKey.findFirstOrThrow({ where: { workspaceId, key } });
      await db.idempotencyKey.deleteMany({ where: { workspaceId, key } });
      await db.idempotencyKey.createMany({
        data: [key, ...Array.from({ length: 150 }, (_, i) => `old${i}`)].map((one) => ({
          ...kept,
          key: one,
          createdAt,
        })),
      });
    });
    const before = await markers();
    const again = await api.post("/markers", marker("another day"), named(key));
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([201, null]);
    await api.post("/markers", marker("yet another"), named(randomUUID()));
    expect(await markers()).toBe(before + 2);
    const old = await here.asSystem(({ db, workspaceId }) =>
      db.idempotencyKey.count({
        where: { workspaceId, createdAt: { lt: new Date(Date.now() - 24 * 3_600_000) } },
      }),
    );
    expect(old).toBe(0);
  });

  test("is one to 200 printable characters; reading routes and PATCH ignore it", async () => {
    for (const key of ["", " ", "a b", "x".repeat(201)]) {
      expect([key, (await api.post("/markers", marker("x"), named(key))).status]).toEqual([key, 400]);
    }
    expect((await api.send("GET", "/markers", { headers: named("x y") })).status).toBe(200);
  });

  test("holds for a file too, however the form around it is packed", async () => {
    const key = randomUUID();
    const upload = (text: string) => {
      const form = new FormData();
      form.set("kind", "customers");
      form.set("mapping", JSON.stringify({ externalId: "id" }));
      form.set("file", new File([text], "customers.csv"));
      return handlerOf("/imports", "POST")(
        new Request("http://localhost/api/v1/imports", {
          method: "POST",
          body: form,
          headers: { authorization: `Bearer ${token}`, ...named(key) },
        }),
        { params: Promise.resolve({}) },
      );
    };
    const [first, again, other] = [await upload("id\n1\n"), await upload("id\n1\n"), await upload("id\n2\n")];
    expect([first.status, again.status, other.status]).toEqual([201, 201, 422]);
    expect(await again.text()).toBe(await first.text());
    expect(await here.asSystem(({ db, workspaceId }) => db.import.count({ where: { workspaceId } }))).toBe(1);
  });
});

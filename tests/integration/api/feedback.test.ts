import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { answerDirectly } from "@/scripts/server/direct";
import { type Api, apiOf } from "../../support/api";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
let api: Api;
let serial = 0;

beforeAll(async () => {
  here = await foundWorkspace("here");
  api = apiOf(await here.apiKey("admin"));
  await api.post("/customers", { items: [{ externalId: "a" }, { externalId: "b" }] });
  await api.post("/touchpoints", {
    items: [
      { key: "hotline", name: "Hotline", channel: "phone" },
      { key: "shop", name: "Shop", channel: "store" },
      { key: "loose", name: "Loose" },
    ],
  });
});

type Feedback = { id: string; channel: string | null; answers: { touchpoint: string | null }[] };

async function record(more: object): Promise<{ id: string; body: object }> {
  const body = {
    submissionKey: `s${serial++}`,
    technique: "survey",
    answeredAt: "2026-03-01T10:00:00+01:00",
    answers: [{ metric: "csat", value: 4 }],
    ...more,
  };
  const { status, body: answer } = await api.post("/feedback", body);
  expect(status).toBe(201);
  return { id: (answer as Feedback).id, body };
}

const n = async (filter: string): Promise<number> =>
  ((await api.get(`/metrics/csat?${filter}`)).body as { n: number }).n;

describe("putting feedback right", () => {
  test("what moves takes the copies in its answers with it, so numbers and filters follow", async () => {
    const { id } = await record({
      touchpoint: "hotline",
      customer: "ext:a",
      answers: [
        { metric: "csat", value: 4 },
        { metric: "csat", value: 5, touchpoint: "loose" },
      ],
    });
    expect([await n("touchpoint=hotline"), await n("channel=phone"), await n("touchpoint=shop")]).toEqual([
      1, 1, 0,
    ]);
    const moved = await api.patch(`/feedback/${id}`, { touchpoint: "shop", customer: "ext:b" });
    expect(moved.body).toMatchObject({
      touchpoint: "shop",
      channel: "store",
      answers: [{ touchpoint: "shop" }, { touchpoint: "loose" }],
    });
    expect([
      await n("touchpoint=hotline"),
      await n("channel=phone"),
      await n("touchpoint=shop"),
      await n("channel=store"),
    ]).toEqual([0, 0, 1, 1]);
    expect(await n("touchpoint=loose")).toBe(1);
    const own = await api.patch(`/feedback/${id}`, { channel: "app" });
    expect(own.body).toMatchObject({ touchpoint: "shop", channel: "app" });
    expect(await n("channel=app")).toBe(2);
    // A channel of its own stays when the touchpoint changes; taken back it is the touchpoint's again.
    expect((await api.patch(`/feedback/${id}`, { touchpoint: "hotline" })).body).toMatchObject({
      channel: "app",
    });
    expect((await api.patch(`/feedback/${id}`, { channel: null })).body).toMatchObject({ channel: "phone" });
    expect([await n("channel=phone"), await n("channel=app")]).toEqual([1, 0]);
    await api.delete(`/feedback/${id}`);
  });

  test("the comment can go, and with it what is counted as commented", async () => {
    const { id } = await record({ comment: "rude", touchpoint: "loose" });
    expect(await n("hasComment=true")).toBe(1);
    expect((await api.patch(`/feedback/${id}`, { comment: null })).body).toMatchObject({ comment: null });
    expect(await n("hasComment=true")).toBe(0);
    const { id: only } = await record({ comment: "just words", answers: [] });
    expect((await api.patch(`/feedback/${only}`, { comment: "" })).status).toBe(422);
    await api.delete(`/feedback/${id}`);
    await api.delete(`/feedback/${only}`);
  });

  test("the same submission sent again is still a duplicate", async () => {
    const { id, body } = await record({ touchpoint: "hotline", comment: "hello" });
    await api.patch(`/feedback/${id}`, { comment: "put right", touchpoint: null });
    const again = await api.post("/feedback", body);
    expect([again.status, again.body]).toMatchObject([
      200,
      { id, status: "duplicate", comment: "put right" },
    ]);
    await api.delete(`/feedback/${id}`);
  });

  test("anonymous takes the customer away for good", async () => {
    const { id } = await record({ customer: "ext:a" });
    expect((await api.patch(`/feedback/${id}`, { anonymous: true })).body).toMatchObject({
      customer: null,
      anonymous: true,
    });
    expect((await api.patch(`/feedback/${id}`, { anonymous: false })).status).toBe(422);
    expect((await api.patch(`/feedback/${id}`, { customer: "ext:a" })).status).toBe(422);
    await api.delete(`/feedback/${id}`);
  });

  test("what was answered, how and when cannot be changed", async () => {
    const { id } = await record({});
    for (const change of [
      { answers: [] },
      { technique: "agent" },
      { answeredAt: "2026-01-01" },
      { submissionKey: "x" },
    ]) {
      expect((await api.patch(`/feedback/${id}`, change)).status).toBe(422);
    }
    for (const change of [
      { touchpoint: "no" },
      { channel: "no" },
      { productGroup: "no" },
      { customer: "ext:no" },
    ]) {
      const { status, body } = await api.patch(`/feedback/${id}`, change);
      expect([status, body]).toMatchObject([
        422,
        { error: { fields: { [Object.keys(change)[0] ?? ""]: expect.any(String) } } },
      ]);
    }
    await api.delete(`/feedback/${id}`);
  });
});

describe("the list", () => {
  test("knows its filters", async () => {
    const { id, body } = await record({
      customer: "ext:b",
      touchpoint: "shop",
      occasion: "relationship",
      comment: "hi",
      language: "en",
    });
    const key = (body as { submissionKey: string }).submissionKey;
    for (const filter of [
      `submissionKey=${key}`,
      "customer=ext:b",
      "touchpoint=shop",
      "channel=store",
      "occasion=relationship",
      "hasComment=true",
      "from=2026-03-01&to=2026-03-02",
      "technique=survey",
    ]) {
      const { body: page } = await api.get(`/feedback?${filter}`);
      expect([filter, (page as { data: Feedback[] }).data.map((one) => one.id)]).toEqual([filter, [id]]);
    }
    for (const filter of [
      "touchpoint=hotline",
      "to=2026-03-01",
      "technique=agent",
      "hasComment=false",
      "channel=phone",
    ]) {
      expect([filter, (await api.get(`/feedback?${filter}`)).body]).toMatchObject([filter, { data: [] }]);
    }
    await api.delete(`/feedback/${id}`);
    expect((await api.get(`/feedback/${id}`)).status).toBe(404);
    expect((await api.delete(`/feedback/${id}`)).status).toBe(404);
  });

  test("keeps anonymous records to itself while a selection is so small that it shows somebody", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 4; i++)
      ids.push(
        (await record({ touchpoint: "loose", anonymous: i < 2, ...(i < 2 ? {} : { customer: "ext:a" }) })).id,
      );
    const seen = async () =>
      ((await api.get("/feedback?touchpoint=loose")).body as { data: Feedback[] }).data.length;
    expect(await seen()).toBe(2);
    ids.push((await record({ touchpoint: "loose", anonymous: true })).id);
    expect(await seen()).toBe(5);
    for (const id of ids) await api.delete(`/feedback/${id}`);
  });
});

test("records that arrive together are each answered, refused and logged by themselves", async () => {
  const body = (submissionKey: string, more: object = {}) => ({
    submissionKey,
    technique: "survey",
    answeredAt: "2026-03-01T10:00:00+01:00",
    answers: [{ metric: "csat", value: 4 }],
    ...more,
  });
  const statuses = async (bodies: readonly object[]) => {
    const answers = await Promise.all(bodies.map((one) => api.post("/feedback", one)));
    return answers.map(({ status, body: said }) => ({ status, id: (said as Partial<Feedback>).id }));
  };
  const good = Array.from({ length: 12 }, (_, i) => body(`together-${i}`));
  const sent = [
    ...good,
    body("together-twice"),
    body("together-twice"),
    body("together-other"),
    body("together-other", { comment: "something else" }),
    body("together-nobody", { customer: "ext:nobody" }),
    body("together-scale", { answers: [{ metric: "csat", value: 9 }] }),
  ];
  const first = await statuses(sent);
  const of = (from: number, to: number) => first.slice(from, to).map(({ status }) => status);
  expect(of(0, 12)).toEqual(Array(12).fill(201));
  // Of two with one key the first to come is recorded; the same again is a duplicate, other content a conflict.
  expect([of(12, 14).toSorted(), of(14, 16).toSorted(), of(16, 18)]).toEqual([
    [200, 201],
    [201, 409],
    [422, 422],
  ]);
  const recorded = first.flatMap(({ status, id }) => (status === 201 && id ? id : []));
  expect(new Set(recorded).size).toBe(14);
  const logged = await here.asSystem(({ db, workspaceId }) =>
    db.auditEntry.findMany({ where: { workspaceId, action: "feedback.create", subject: { in: recorded } } }),
  );
  expect(logged.map(({ subject }) => subject).toSorted()).toEqual(recorded.toSorted());
  expect(await statuses(good)).toEqual(first.slice(0, 12).map(({ id }) => ({ status: 200, id })));
});

test("the server records single ones without the way through Next.js, and leaves all else to it", async ({
  onTestFinished,
}) => {
  const key = await here.apiKey("agent");
  const server = createServer((request, response) => {
    answerDirectly(request, response).then((answered) => answered || response.writeHead(418).end());
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const post = (body: BodyInit, path = "/feedback", bearer = key) =>
    fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method: "POST",
      body,
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    });
  const body = JSON.stringify({
    submissionKey: "direct",
    technique: "survey",
    answeredAt: "2026-03-01T10:00:00+01:00",
    answers: [{ metric: "csat", value: 4 }],
    comment: "ä".repeat(5_000),
  });
  const recorded = await post(body);
  expect([recorded.status, recorded.headers.get("content-type")]).toEqual([201, "application/json"]);
  expect(await recorded.json()).toMatchObject({ submissionKey: "direct", status: "created" });
  expect((await post(body)).status).toBe(200);
  // Nobody unknown makes it read anything, and the same connection serves others afterwards.
  expect((await post("x".repeat(200_000), "/feedback", "lotse_unknown")).status).toBe(401);
  expect((await post("{")).status).toBe(400);
  expect((await post(new Uint8Array(11 * 1024 * 1024))).status).toBe(413);
  expect([(await post(body, "/feedback?x=1")).status, (await post(body, "/customers")).status]).toEqual([
    418, 418,
  ]);
});

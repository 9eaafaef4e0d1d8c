import { beforeAll, describe, expect, test } from "vitest";
import type { Visitor } from "@/lib/auth/admission";
import { openDoor } from "@/lib/doors/open-door";
import { postFeedback } from "@/lib/feedback/mutations/post-feedback";
import { feedbackLimits, postFeedbackInput } from "@/lib/feedback/schema";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
let visitor: Visitor;

beforeAll(async () => {
  here = await foundWorkspace("here");
  visitor = { kind: "key", token: await here.apiKey("agent") };
  await here.asSystem(({ db, workspaceId }) =>
    db.touchpoint.create({ data: { workspaceId, key: "desk", name: "Desk" } }),
  );
});

const post = async (body: unknown) =>
  (
    await openDoor(
      { can: "feedback:write", input: postFeedbackInput, run: postFeedback },
      visitor,
      () => body,
    )
  ).result;

/** Who finds no free connection within ten seconds asks again, as the answer 503 tells them to. */
async function postOnceServed(body: object): ReturnType<typeof post> {
  try {
    return await post(body);
  } catch (error) {
    if ((error as { code?: string }).code === "P2028") return postOnceServed(body);
    throw error;
  }
}

const resultsOf = (answer: Awaited<ReturnType<typeof post>>) => ("results" in answer && answer.results) || [];

const record = (more: object = {}) => ({
  submissionKey: crypto.randomUUID(),
  technique: "survey",
  answeredAt: "2026-03-01T10:00:00+01:00",
  answers: [{ metric: "nps", value: 9 }],
  ...more,
});

const rows = () => here.asSystem(({ db, workspaceId }) => db.feedback.count({ where: { workspaceId } }));

describe("one submission key", () => {
  test("1,000 parallel posts are one row", async () => {
    const body = record({ submissionKey: "the one" });
    const before = await rows();
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => postOnceServed(body)));
    const statuses = answers.map((answer) => ("status" in answer ? answer.status : "list"));
    expect(statuses.filter((status) => status === "created")).toHaveLength(1);
    expect(statuses.filter((status) => status === "duplicate")).toHaveLength(999);
    expect(await rows()).toBe(before + 1);
  }, 60_000);

  test("the same content in other words is a duplicate; other content is a conflict and changes nothing", async () => {
    await post(record({ submissionKey: "k", answers: [{ metric: "nps", value: 7 }] }));
    const same = record({
      submissionKey: "k",
      answeredAt: "2026-03-01T09:00:00Z",
      answers: [{ value: 7, scale: "0-10", dimension: "experience", metric: "nps" }],
      occasion: "contact",
      comment: null,
    });
    expect(await post(same)).toMatchObject({ status: "duplicate" });
    await expect(
      post(record({ submissionKey: "k", answers: [{ metric: "nps", value: 8 }] })),
    ).rejects.toMatchObject({
      code: "conflict",
      reason: "submissionConflict",
    });
  });

  test("of two with the same key in one request the first counts", async () => {
    const twins = [
      record({ submissionKey: "twin" }),
      record({ submissionKey: "twin" }),
      record({ submissionKey: "twin", comment: "x" }),
    ];
    const answer = await post({ items: twins });
    expect(resultsOf(answer).map(({ status }) => status)).toEqual(["created", "duplicate", "rejected"]);
  });
});

describe("bad input gets a sentence and changes nothing", () => {
  const cases: [string, object, string, RegExp][] = [
    ["NPS of 11", { answers: [{ metric: "nps", value: 11 }] }, "answers.0.value", /not on the scale/],
    [
      "NPS on another scale",
      { answers: [{ metric: "nps", scale: "1-5", value: 3 }] },
      "answers.0.scale",
      /0-10 only/,
    ],
    ["half a point", { answers: [{ metric: "nps", value: 9.5 }] }, "answers.0.value", /./],
    [
      "rating without a scale",
      { answers: [{ metric: "rating", value: 3 }] },
      "answers.0.scale",
      /name the scale/,
    ],
    [
      "CSAT on an effort scale",
      { answers: [{ metric: "csat", scale: "EFFORT_1_7", value: 3 }] },
      "answers.0.scale",
      /not asked/,
    ],
    [
      "mood from 1 to 5",
      { answers: [{ metric: "rating", scale: "1-5", dimension: "mood", value: 3 }] },
      "answers.0.scale",
      /-2-2/,
    ],
    ["unknown touchpoint", { touchpoint: "nowhere" }, "touchpoint", /no such touchpoint/],
    [
      "unknown touchpoint of an answer",
      { answers: [{ metric: "nps", value: 9, touchpoint: "nowhere" }] },
      "answers.0.touchpoint",
      /no such/,
    ],
    ["unknown customer", { customer: "ext:nobody" }, "customer", /no such customer/],
    [
      "anonymous with a customer",
      { customer: "ext:nobody", anonymous: true },
      "customer",
      /names no customer/,
    ],
    ["a date that does not exist", { answeredAt: "2026-02-30" }, "answeredAt", /instant with offset/],
    ["an instant without offset", { answeredAt: "2026-02-03T10:00:00" }, "answeredAt", /instant with offset/],
    ["nothing said", { answers: [], comment: " " }, "answers", /at least one answer/i],
    ["a field nobody knows", { colour: "red" }, "(input)", /Unknown field: colour/],
    ["an oversize comment", { comment: "x".repeat(feedbackLimits.comment + 1) }, "comment", /At most 5,000/],
    ["an oversize key", { submissionKey: "x".repeat(4_000_000) }, "submissionKey", /At most 200/],
    ["a technique nobody uses", { technique: "telepathy" }, "technique", /Choose one of/],
  ];

  test.each(cases)("%s", async (_name, more, field, sentence) => {
    const before = await rows();
    const refusal = await post(record(more)).then(
      () => null,
      (error) => error,
    );
    expect(refusal).toMatchObject({ code: "invalid" });
    const answer = await post({ items: [record(more)] });
    expect(await rows()).toBe(before);
    const [result] = resultsOf(answer);
    expect(result).toMatchObject({ status: "rejected", error: { code: "invalid" } });
    expect(result && "error" in result ? result.error.fields?.[field] : undefined).toMatch(sentence);
  });

  test("the valid ones of a list are written, the others say why", async () => {
    const before = await rows();
    const answer = await post({
      items: [record(), record({ touchpoint: "nowhere" }), record({ touchpoint: "desk" }), 7, null],
    });
    expect(resultsOf(answer).map(({ status }) => status)).toEqual([
      "created",
      "rejected",
      "created",
      "rejected",
      "rejected",
    ]);
    expect(await rows()).toBe(before + 2);
  });

  test("control characters are taken out, not stored and not refused", async () => {
    const answer = await post(record({ comment: "a\u0000b\u0007c" }));
    expect(answer).toMatchObject({ status: "created", comment: "abc" });
  });
});

test("a record keeps the workspace's local day, whatever the offset", async () => {
  const answer = await post(record({ answeredAt: "2026-03-31T22:30:00Z" }));
  const id = "id" in answer ? answer.id : "";
  const found = await here.asSystem(({ db, workspaceId }) =>
    db.feedback.findFirstOrThrow({ where: { workspaceId, publicId: id } }),
  );
  expect(found.day.toISOString().slice(0, 10)).toBe("2026-04-01");
});

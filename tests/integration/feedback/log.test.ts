import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { openDoor } from "@/lib/doors/open-door";
import type { AppError } from "@/lib/errors/app-error";
import { logFeedback, undoLog } from "@/lib/feedback/mutations/log-feedback";
import { loadLogForm } from "@/lib/feedback/queries/load-log-form";
import { tallyScores } from "@/lib/feedback/queries/tally-scores";
import { logFeedbackInput, logFormInput, logLimits, undoLogInput } from "@/lib/feedback/schema/log-feedback";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
let customer: string;

beforeAll(async () => {
  here = await foundWorkspace("here");
  customer = await here.asSystem(async ({ db, workspaceId }) => {
    const phone = await db.channel.create({ data: { workspaceId, key: "hotline", name: "Hotline" } });
    await db.touchpoint.createMany({
      data: [
        { workspaceId, key: "desk", name: "Desk", channelId: phone.id },
        { workspaceId, key: "nowhere", name: "No channel" },
      ],
    });
    const row = await db.customer.create({
      data: { workspaceId, name: "Ada Brandt", phone: "030 23125 001", phoneDigits: "493023125001" },
    });
    return row.publicId;
  });
});

const log = async (more: object = {}, role: "agent" | "manager" = "agent") => {
  const note = {
    submissionKey: randomUUID(),
    who: "known",
    customer,
    touchpoint: "desk",
    mood: "1",
    ...more,
  };
  const door = { can: "feedback:write", input: logFeedbackInput, run: logFeedback } as const;
  return (await openDoor(door, here.visitor(role), () => note)).result;
};
const undo = async (feedback: string, role: "agent" | "manager" = "agent") =>
  (
    await openDoor({ can: "feedback:write", input: undoLogInput, run: undoLog }, here.visitor(role), () => ({
      feedback,
    }))
  ).result;
const form = async (input: object = {}) =>
  (
    await openDoor(
      { can: "feedback:write", input: logFormInput, run: loadLogForm },
      here.visitor("agent"),
      () => input,
    )
  ).result;
const refused = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: AppError) => ({ code: error.code, reason: error.reason, ...error.details.fields }),
  );
const counts = () =>
  here.asSystem(async ({ db, workspaceId }) => ({
    feedback: await db.feedback.count({ where: { workspaceId } }),
    contacts: await db.contact.count({ where: { workspaceId } }),
    customers: await db.customer.count({ where: { workspaceId } }),
  }));

describe("a note", () => {
  test("is the feedback and its contact, by the one who made it, on the channel of the touchpoint", async () => {
    const { feedback } = await log({
      mood: "-2",
      subject: "Bill",
      comment: "Wrong again.",
      direction: "out",
    });
    const row = await here.asSystem(({ db, workspaceId }) =>
      db.feedback.findFirstOrThrow({
        where: { workspaceId, publicId: feedback },
        include: { answers: true, channel: true, customer: true },
      }),
    );
    expect(row).toMatchObject({
      technique: 2,
      notedByUserId: here.people.agent.userId,
      comment: "Wrong again.",
    });
    expect(row.channel?.key).toBe("hotline");
    expect(row.answers).toMatchObject([
      { metric: 4, scale: 14, dimension: 6, score: -2, customerId: row.customerId },
    ]);
    const contact = await here.asSystem(({ db, workspaceId }) =>
      db.contact.findFirstOrThrow({ where: { workspaceId, externalId: `log:${row.submissionKey}` } }),
    );
    expect(contact).toMatchObject({
      direction: "out",
      subject: "Bill",
      by: "agent of here",
      at: row.answeredAt,
    });
  });

  test("keeps a number only where one was said, and it stays out of headline scores", async () => {
    const slice = { period: null, metrics: ["csat" as const] };
    const before = await here.asSystem((scope) => tallyScores(scope, slice));
    await log({ score: "4", question: "touchpoint" });
    expect(await here.asSystem((scope) => tallyScores(scope, slice))).toEqual(before);
    const shown = await here.asSystem((scope) => tallyScores(scope, { ...slice, techniques: ["agent"] }));
    expect(shown).toMatchObject([{ metric: "csat", scale: "1-5", tally: { 4: 1 } }]);
  });

  test("makes a new customer in the same breath", async () => {
    const before = await counts();
    const { customer: made } = await log({
      who: "new",
      customer: "",
      name: "Jörg Weiß",
      phone: "0171 3920001",
    });
    const after = await counts();
    expect(after).toEqual({
      feedback: before.feedback + 1,
      contacts: before.contacts + 1,
      customers: before.customers + 1,
    });
    const row = await here.asSystem(({ db, workspaceId }) =>
      db.customer.findFirstOrThrow({ where: { workspaceId, publicId: made ?? "" } }),
    );
    expect(row).toMatchObject({ name: "Jörg Weiß", phoneDigits: "491713920001" });
  });

  test("of somebody who did not say who they are has no contact", async () => {
    const before = await counts();
    await log({ who: "unnamed", customer: "" });
    expect(await counts()).toEqual({ ...before, feedback: before.feedback + 1 });
  });
});

describe("once", () => {
  test("twenty tries at the same time are one note, one contact and one new customer", async () => {
    const before = await counts();
    const note = { submissionKey: randomUUID(), who: "new", customer: "", name: "Once", comment: "One" };
    const tries = await Promise.all(Array.from({ length: 20 }, () => log(note)));
    expect(new Set(tries.map(({ feedback }) => feedback)).size).toBe(1);
    expect(await counts()).toEqual({
      feedback: before.feedback + 1,
      contacts: before.contacts + 1,
      customers: before.customers + 1,
    });
  });

  test("what was changed after a try that did arrive is refused, not lost and not counted twice", async () => {
    const submissionKey = randomUUID();
    await log({ submissionKey, comment: "First" });
    const before = await counts();
    expect(await refused(log({ submissionKey, comment: "First, and more" }))).toMatchObject({
      code: "conflict",
      reason: "loggedBefore",
    });
    expect(await counts()).toEqual(before);
  });
});

describe("undo", () => {
  test("removes both, and the count of the day goes down", async () => {
    const before = await counts();
    const { feedback, notedToday } = await log({ comment: "A slip" });
    expect(await undo(feedback)).toEqual({ notedToday: notedToday - 1 });
    expect(await counts()).toEqual(before);
    expect(await refused(undo(feedback))).toMatchObject({ code: "notFound" });
    const told = await here.asSystem(({ db, workspaceId }) =>
      db.auditEntry.findMany({ where: { workspaceId, subject: feedback }, orderBy: { id: "asc" } }),
    );
    expect(told.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["feedback.create", here.people.agent.userId],
      ["feedback.undo", here.people.agent.userId],
    ]);
  });

  test("is for one's own notes", async () => {
    const { feedback } = await log();
    const before = await counts();
    expect(await refused(undo(feedback, "manager"))).toMatchObject({ code: "notFound" });
    expect(await counts()).toEqual(before);
  });
});

describe("refused, with nothing stored", () => {
  test.each([
    ["nobody chosen", { who: "", customer: "" }, { customer: "whoWasIt" }],
    ["a new customer without a name", { who: "new", customer: "" }, { name: "newCustomerNameless" }],
    ["no touchpoint", { touchpoint: "" }, { touchpoint: "whereWasIt" }],
    ["nothing said", { mood: "", comment: " " }, { mood: "nothingNoted" }],
    ["a number off the scale", { score: "7" }, { score: "valueOffScale" }],
    ["somebody who does not exist", { customer: randomUUID() }, { customer: "unknownCustomer" }],
    ["a touchpoint that does not exist", { touchpoint: "elsewhere" }, { touchpoint: "unknownTouchpoint" }],
    ["a touchpoint without a channel, and none chosen", { touchpoint: "nowhere" }, { channel: "fillIn" }],
    [
      "a comment that is too long",
      { comment: "x".repeat(logLimits.comment + 1) },
      { comment: "At most 5,000 characters." },
    ],
  ])("%s", async (_, said, fields) => {
    const before = await counts();
    expect(await refused(log(said))).toMatchObject(fields);
    expect(await counts()).toEqual(before);
  });
});

test("the form knows the caller by a number in any form, and what the agent used last", async () => {
  await log({ touchpoint: "nowhere", channel: "hotline" });
  const data = await form({ phone: "+49 30 / 23125-001" });
  expect(data.caller).toMatchObject({ id: customer, label: "Ada Brandt" });
  expect(data.recent).toEqual(["nowhere", "desk"]);
  expect(data.notedToday).toBeGreaterThan(0);
  expect((await form({ phone: "0221 4710 999" })).caller).toBeNull();
  expect((await form({ customer })).caller).toMatchObject({ id: customer });
});

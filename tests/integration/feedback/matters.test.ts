import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { openDoor } from "@/lib/doors/open-door";
import type { AppError } from "@/lib/errors/app-error";
import { logFeedbackAction, undoLogAction } from "@/lib/feedback/actions";
import {
  noteCustomerNeedAction,
  noteNeedAction,
  retireCustomerNeedAction,
  retireNeedAction,
  rewordCustomerNeedAction,
  undoCustomerNeedAction,
  undoNeedAction,
} from "@/lib/needs/actions";
import { listNeeds } from "@/lib/needs/queries/list-needs";
import type { NeedAbout } from "@/lib/needs/schema";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
let customer: string;
let segment: string;

beforeAll(async () => {
  here = await foundWorkspace("here");
  [customer = "", segment = ""] = await here.asSystem(async ({ db, workspaceId }) => {
    const phone = await db.channel.create({ data: { workspaceId, key: "hotline", name: "Hotline" } });
    await db.touchpoint.create({ data: { workspaceId, key: "desk", name: "Desk", channelId: phone.id } });
    const person = await db.customer.create({ data: { workspaceId, name: "Ada Brandt" } });
    const group = await db.segment.create({
      data: { workspaceId, key: "brandts", name: "Brandts", rule: {} },
    });
    return [person.publicId, group.publicId];
  });
});

const agent = () => here.visitor("agent");
const noteAbout = (more: object = {}) => ({
  submissionKey: randomUUID(),
  who: "known",
  customer,
  touchpoint: "desk",
  mood: "1",
  ...more,
});
const log = async (note: object) => (await openDoor(logFeedbackAction.door, agent(), () => note)).result;
const needs = (about: NeedAbout = "customer", of = customer) =>
  here.asSystem((scope) => listNeeds(scope, { about, of }));
const texts = async () => (await needs()).map(({ text }) => text);
const refused = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: AppError) => ({ code: error.code, reason: error.reason, ...error.details.fields }),
  );

describe("what matters, noted with the agent's form", () => {
  test("is a statement on the customer with the note as its source, once however often it is sent", async () => {
    const note = noteAbout({ matters: "Call after five", mattersKind: "wish" });
    const { feedback } = await log(note);
    await log(note);
    expect(await needs()).toMatchObject([
      { kind: "wish", text: "Call after five", feedback, notedBy: "agent of here" },
    ]);
    expect(await refused(log({ ...note, matters: "Call before five" }))).toMatchObject({
      code: "conflict",
      reason: "loggedBefore",
    });
    await openDoor(undoLogAction.door, agent(), () => ({ feedback }));
    expect(await needs()).toEqual([]);
  });

  test("is kept for somebody who is made with the note", async () => {
    const made = await log(noteAbout({ who: "new", customer: "", name: "Neu", matters: "A quiet line" }));
    expect(await needs("customer", made.customer ?? "")).toMatchObject([
      { kind: "need", text: "A quiet line" },
    ]);
  });

  test("needs somebody, and then nothing of the note is stored", async () => {
    const note = noteAbout({ who: "unnamed", customer: "", matters: "Everything" });
    expect(await refused(log(note))).toMatchObject({ code: "invalid", matters: expect.any(String) });
    const stored = await here.asSystem(({ db, workspaceId }) =>
      db.feedback.count({ where: { workspaceId, submissionKey: note.submissionKey } }),
    );
    expect(stored).toBe(0);
  });
});

describe("a statement", () => {
  const noted = async (text: string) => {
    const note = { of: customer, kind: "need", text, source: "Interview", on: "2026-02-01" };
    return (await openDoor(noteCustomerNeedAction.door, agent(), () => note)).result;
  };

  test("is reworded as a new version, and a second editor is told by whom", async () => {
    const { before } = await noted("One number");
    const { id } = JSON.parse(before) as { id: string };
    const reword = (more: object) =>
      openDoor(rewordCustomerNeedAction.door, agent(), () => ({
        id,
        kind: "need",
        text: "A number",
        ...more,
      }));
    const { result } = await reword({ version: "1" });
    expect((await needs()).find((one) => one.id === id)).toMatchObject({ text: "A number", version: 2 });
    expect(await refused(reword({ version: "1", text: "Ours" }))).toMatchObject({
      code: "conflict",
      reason: "changedMeanwhileBy",
    });
    await openDoor(undoCustomerNeedAction.door, agent(), () => ({ before: result.before }));
    expect(await texts()).toContain("One number");
    expect(
      await refused(openDoor(undoCustomerNeedAction.door, agent(), () => ({ before: result.before }))),
    ).toMatchObject({ code: "conflict", reason: "changedMeanwhile" });
  });

  test("is retired and comes back; a new one is taken back; tomorrow is refused", async () => {
    const made = await noted("Patience");
    const { id } = JSON.parse(made.before) as { id: string };
    const gone = (await openDoor(retireCustomerNeedAction.door, agent(), () => ({ id }))).result;
    expect(await texts()).not.toContain("Patience");
    await openDoor(undoCustomerNeedAction.door, agent(), () => ({ before: gone.before }));
    expect(await texts()).toContain("Patience");
    const other = await noted("Haste");
    await openDoor(undoCustomerNeedAction.door, agent(), () => ({ before: other.before }));
    expect(await texts()).not.toContain("Haste");
    const later = { of: customer, kind: "need", text: "x", on: "2099-01-01" };
    expect(await refused(openDoor(noteCustomerNeedAction.door, agent(), () => later))).toMatchObject({
      code: "invalid",
      on: "saidInFuture",
    });
  });

  test("on a segment is the managers': an agent may not, and the doors of customers do not lead to it", async () => {
    const note = { about: "segment", of: segment, kind: "motive", text: "To be left alone" };
    expect(await refused(openDoor(noteNeedAction.door, agent(), () => note))).toMatchObject({
      code: "forbidden",
    });
    const { result } = await openDoor(noteNeedAction.door, here.visitor("manager"), () => note);
    const id = (await needs("segment", segment))[0]?.id;
    expect(await refused(openDoor(retireCustomerNeedAction.door, agent(), () => ({ id })))).toMatchObject({
      code: "notFound",
    });
    await openDoor(retireNeedAction.door, here.visitor("manager"), () => ({ about: "segment", id }));
    expect(await needs("segment", segment)).toEqual([]);
    expect(await refused(openDoor(undoNeedAction.door, here.visitor("manager"), () => result))).toMatchObject(
      { code: "conflict" },
    );
  });

  test("leaves no words about anybody in the log", async () => {
    const entries = await here.asSystem(({ db, workspaceId }) =>
      db.auditEntry.findMany({ where: { workspaceId, action: { startsWith: "need." } } }),
    );
    expect(entries.length).toBeGreaterThan(5);
    expect(JSON.stringify(entries.map(({ detail }) => detail))).not.toMatch(/number|Patience|alone/);
  });
});

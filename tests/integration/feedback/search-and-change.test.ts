import { beforeAll, describe, expect, test } from "vitest";
import { loadFeedbackList, recordsChosen } from "@/lib/dashboards/queries/load-feedback-list";
import { feedbackListInput } from "@/lib/dashboards/schema";
import { openDoor } from "@/lib/doors/open-door";
import type { AppError } from "@/lib/errors/app-error";
import { moveRecords, tagRecords, undoChange } from "@/lib/feedback/mutations/change-many";
import { createTag, deleteTag, mergeTags, renameTag } from "@/lib/feedback/mutations/manage-tags";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { listTags } from "@/lib/feedback/queries/list-tags";
import { piecesOf } from "@/lib/feedback/rules/search-words";
import {
  deleteTagInput,
  mergeTagsInput,
  moveAllInput,
  renameTagInput,
  tagAllInput,
  undoChangeInput,
} from "@/lib/feedback/schema/change-many";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;

const comments = [
  ["de", "Die Störungen im Netz häufen sich."],
  ["de", "Eine „Störung“ – wieder einmal."],
  ["de", "Stoerung ohne Umlaut geschrieben."],
  ["de", "Rechnungsfehler im Mai"],
  ["en", "Calls were dropped, the invoice was wrong."],
  ["en", "I was calling twice about <b>bold</b> words."],
] as const;

beforeAll(async () => {
  here = await foundWorkspace("here");
  await here.asSystem(async (scope) => {
    const { db, workspaceId } = scope;
    const [phone, shop] = await Promise.all(
      ["line", "counter"].map((key) => db.channel.create({ data: { workspaceId, key, name: key } })),
    );
    await db.touchpoint.createMany({
      data: [
        { workspaceId, key: "hotline", name: "Hotline", channelId: phone?.id ?? null },
        { workspaceId, key: "store", name: "Store", channelId: shop?.id ?? null },
      ],
    });
    const base = { technique: "survey", answeredAt: "2026-03-01", touchpoint: "hotline" };
    await db.customer.create({ data: { workspaceId, externalId: "C-1", name: "Ada Brandt" } });
    // One of them names nobody.
    const who = (n: number) => (n === 3 ? {} : { customer: "ext:C-1" });
    const said = comments.map(([language, comment], n) => ({
      ...base,
      ...who(n),
      submissionKey: `said-${n}`,
      language,
      comment,
    }));
    const scored = Array.from({ length: 40 }, (_, n) => ({
      ...base,
      submissionKey: `scored-${n}`,
      ...(n % 4 === 0 ? { channel: "counter" } : {}),
      answers: [
        { metric: "csat", value: 1 + (n % 5) },
        { metric: "csat", value: 5, touchpoint: "store" },
      ],
    }));
    const outcomes = await recordFeedbackItems(scope, [...said, ...scored]);
    expect(outcomes.every(({ status }) => status === "created")).toBe(true);
  });
});

const list = async (search: object) =>
  (
    await openDoor(
      { can: "feedback:read", input: feedbackListInput, run: loadFeedbackList },
      here.visitor("viewer"),
      () => search,
    )
  ).result;
const found = async (q: string) => (await list({ q })).rows.map(({ comment }) => comment).sort();
const move = async (filter: string, touchpoint: string) =>
  (
    await openDoor(
      {
        can: "feedback:manage",
        input: moveAllInput,
        run: async (scope, input) =>
          moveRecords(scope, { touchpoint: input.touchpoint, which: await recordsChosen(scope, input) }),
      },
      here.visitor("manager"),
      () => ({ filter, touchpoint }),
    )
  ).result;
const tag = async (filter: string, name: string, mode: "add" | "remove" = "add") =>
  (
    await openDoor(
      {
        can: "feedback:manage",
        input: tagAllInput,
        run: async (scope, input) =>
          tagRecords(scope, { ...input, which: await recordsChosen(scope, input) }),
      },
      here.visitor("manager"),
      () => ({ filter, tag: name, mode }),
    )
  ).result;
const undo = async (batch: string, role: "manager" | "admin" = "manager", tag?: string) =>
  (
    await openDoor(
      { can: "feedback:write", input: undoChangeInput, run: undoChange },
      here.visitor(role),
      () => ({ batch, tag }),
    )
  ).result;
const manage = {
  rename: async (input: object) =>
    (
      await openDoor(
        { can: "feedback:manage", input: renameTagInput, run: renameTag },
        here.visitor("manager"),
        () => input,
      )
    ).result,
  merge: async (input: object) =>
    (
      await openDoor(
        { can: "feedback:manage", input: mergeTagsInput, run: mergeTags },
        here.visitor("manager"),
        () => input,
      )
    ).result,
  remove: async (input: object) =>
    (
      await openDoor(
        { can: "feedback:manage", input: deleteTagInput, run: deleteTag },
        here.visitor("manager"),
        () => input,
      )
    ).result,
};
const tags = () => here.asSystem(listTags);
/** Where every record and every answer lies. */
const places = () =>
  here.asSystem(async ({ db, workspaceId }) => ({
    records: await db.feedback.findMany({
      where: { workspaceId },
      select: { id: true, touchpointId: true, channelId: true },
      orderBy: { id: "asc" },
    }),
    answers: await db.answer.findMany({
      where: { workspaceId },
      select: { feedbackId: true, position: true, touchpointId: true, channelId: true },
      orderBy: [{ feedbackId: "asc" }, { position: "asc" }],
    }),
  }));

describe("search", () => {
  test("finds other forms of a word, in both spellings of an umlaut", async () => {
    const faults = [comments[0][1], comments[1][1], comments[2][1]].sort();
    expect(await found("störung")).toEqual(faults);
    expect(await found("Störungen")).toEqual(faults);
    expect(await found("stoerung")).toEqual(faults);
  });

  test("finds English stems and beginnings of words, all words at once", async () => {
    expect(await found("call")).toEqual([comments[4][1], comments[5][1]].sort());
    expect((await list({ q: "rechn" })).total).toBe(1);
    expect(await found("calling wrong invoice")).toEqual([comments[4][1]]);
    expect(await found("störung invoice")).toEqual([]);
  });

  test("a search for nothing finds nothing, and operators are text", async () => {
    expect(await found("') | !x <-> :*")).toEqual([]);
    expect((await list({ q: "?" })).total).toBe(0);
  });

  test("marks what was found and leaves text as text", async () => {
    const [row] = (await list({ q: "bold call" })).rows;
    const pieces = piecesOf(row?.found ?? "");
    expect(pieces.filter(({ isFound }) => isFound).map(({ text }) => text)).toEqual(["calling", "bold"]);
    expect(pieces.map(({ text }) => text).join("")).toContain("<b>bold</b>");
  });

  test("is one of the filters: a list of answers knows it too", async () => {
    expect((await list({ q: "störung", language: "en" })).total).toBe(0);
    expect((await list({ q: "störung", measure: "csat" })).total).toBe(0);
    expect((await list({ measure: "csat", touchpoint: "store" })).total).toBe(40);
  });

  test("anonymous records of a slice of fewer than five are counted and not shown", async () => {
    const thin = await list({ q: "rechn" });
    expect([thin.total, thin.withheld, thin.rows.length]).toEqual([1, 1, 0]);
  });
});

describe("many at once", () => {
  test("moving all of a filter takes their answers and inherited channels along, and undo brings all of it back", async () => {
    const before = await places();
    const { batch, changed } = await move("", "store");
    expect(changed).toBe(46);
    expect((await list({ touchpoint: "hotline" })).total).toBe(0);
    const [first] = (await places()).records;
    const store = await here.asSystem(({ db, workspaceId }) =>
      db.touchpoint.findFirstOrThrow({ where: { workspaceId, key: "store" } }),
    );
    expect([first?.touchpointId, first?.channelId]).toEqual([store.id, store.channelId]);
    expect((await list({ measure: "csat", touchpoint: "store" })).total).toBe(80);
    expect(await undo(batch)).toEqual({ changed: 46 });
    expect(await places()).toEqual(before);
  });

  test("undo is one's own, once, and leaves what somebody moved on since", async () => {
    const { batch } = await move("measure=csat&score=1", "store");
    await expect(undo(batch, "admin")).rejects.toMatchObject({ code: "notFound" });
    const again = await move("touchpoint=store&measure=csat&score=1", "hotline");
    expect(again.changed).toBe(8);
    expect(await undo(batch)).toEqual({ changed: 0 });
    await expect(undo(batch)).rejects.toMatchObject({ code: "notFound" });
  });

  test("tags go on all of a filter and off again; a list by tag has as many rows as were tagged", async () => {
    const { batch, changed } = await tag("measure=csat&score=4&touchpoint=hotline", "Lob");
    expect(changed).toBe(8);
    expect((await list({ tag: "Lob" })).total).toBe(8);
    expect((await tag("measure=csat&score=4&touchpoint=hotline", "Lob")).changed).toBe(0);
    await undo(batch);
    expect((await list({ tag: "Lob" })).total).toBe(0);
    const refused = await list({ tag: "Nie" }).catch((error: AppError) => error.details);
    expect(refused).toMatchObject({ fields: { tag: "unknownTag" } });
  });
});

describe("tags", () => {
  const named = async (name: string) => (await tags()).find((one) => one.name === name);

  test("a new name is refused when it is taken or when somebody was faster", async () => {
    await tag("q=rechn", "Rechnung");
    await tag("q=call", "Anruf");
    const bill = await named("Rechnung");
    await expect(manage.rename({ tag: bill?.id, name: "Anruf", seen: bill?.version })).rejects.toMatchObject({
      details: { fields: { name: "tagTaken" } },
    });
    const done = await manage.rename({ tag: bill?.id, name: "Rechnungen", seen: bill?.version });
    await expect(manage.rename({ tag: bill?.id, name: "Late", seen: bill?.version })).rejects.toMatchObject({
      code: "conflict",
    });
    await manage.rename({ tag: bill?.id, seen: bill?.version, ...done });
    expect(await named("Rechnung")).toMatchObject({ uses: 1 });
  });

  test("merging and deleting say what they did and can be taken back", async () => {
    const before = (await tags()).map(({ name, uses }) => [name, uses]);
    const [bill, call] = [await named("Rechnung"), await named("Anruf")];
    const merged = await manage.merge({ tag: bill?.id, into: call?.id });
    expect(await named("Anruf")).toMatchObject({ uses: 3 });
    expect(await named("Rechnung")).toBeUndefined();
    await undo(merged.batch);
    expect((await tags()).map(({ name, uses }) => [name, uses])).toEqual(before);
    const gone = await manage.remove({ tag: call?.id });
    expect(gone.changed).toBe(2);
    await undo(gone.batch, "manager", gone.tag);
    expect((await tags()).map(({ name, uses }) => [name, uses])).toEqual(before);
  });

  test("a tag that nothing carried comes back by its name", async () => {
    await here.asSystem((scope) => createTag(scope, { name: "Unused" }));
    const gone = await manage.remove({ tag: (await named("Unused"))?.id });
    expect(gone).toMatchObject({ changed: 0, tag: "Unused" });
    expect(await named("Unused")).toBeUndefined();
    await undo(gone.batch, "manager", gone.tag);
    expect(await named("Unused")).toMatchObject({ uses: 0 });
    await manage.remove({ tag: (await named("Unused"))?.id });
  });
});

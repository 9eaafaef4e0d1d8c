import { beforeAll, describe, expect, test } from "vitest";
import { openDoor } from "@/lib/doors/open-door";
import type { AppError } from "@/lib/errors/app-error";
import {
  arrangeCardsAction,
  deleteNoteAction,
  hideCardAction,
  retirePersonaAction,
  saveNoteAction,
  savePersonaAction,
  sortPersonasAction,
  takeQuoteAction,
  undoCardsAction,
  undoNoteAction,
  undoPersonaAction,
  wishMoodAction,
} from "@/lib/journeys/actions";
import { listPersonas } from "@/lib/journeys/queries/list-personas";
import { loadJourneyMap } from "@/lib/journeys/queries/load-journey-map";
import { journeyMapInput } from "@/lib/journeys/schema/map";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;

beforeAll(async () => {
  here = await foundWorkspace("here");
  await here.asSystem(async ({ db, workspaceId }) => {
    const phaseOf = async (key: string) =>
      (await db.phase.findFirstOrThrow({ where: { workspaceId, key } })).id;
    const [onboarding, usage] = [await phaseOf("onboarding"), await phaseOf("usage")];
    await db.touchpoint.createMany({
      data: ["visit", "call", "parcel"].map((key, position) => ({
        workspaceId,
        key,
        name: key,
        phaseId: onboarding,
        position,
      })),
    });
    await db.touchpoint.create({
      data: { workspaceId, key: "hotline", name: "hotline", phaseId: usage, position: 9 },
    });
    await db.segment.create({ data: { workspaceId, key: "families", name: "Families", rule: {} } });
  });
});

type Action = {
  door: Parameters<typeof openDoor>[0];
};
const does = async <Result>(action: { door: { can: string } & object }, input: object): Promise<Result> =>
  (await openDoor((action as unknown as Action).door, here.visitor("manager"), () => input)).result as Result;
const refused = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: AppError) => ({ code: error.code, reason: error.reason, ...error.details.fields }),
  );
type Undo = { before: string };

const map = (asked: Record<string, string> = {}) =>
  here.asSystem((scope) => loadJourneyMap(scope, journeyMapInput.parse(asked)));
const order = async (asked: Record<string, string> = {}) =>
  Object.fromEntries(
    (await map(asked)).columns
      .filter(({ stations }) => stations.length > 0)
      .map(({ key, stations }) => [
        key,
        stations.map((one) => (one.isHidden ? `-${one.key}` : one.key)).join(" "),
      ]),
  );
const asBuilt = { onboarding: "visit call parcel", usage: "hotline" };

describe("cards", () => {
  test("are put into another order and sub-phase, on one map only, and back", async () => {
    const moved = await does<Undo>(arrangeCardsAction, {
      segment: "families",
      phase: "usage",
      order: JSON.stringify(["call", "hotline"]),
    });
    expect(await order({ segment: "families" })).toEqual({
      onboarding: "visit parcel",
      usage: "call hotline",
    });
    expect(await order()).toEqual(asBuilt);
    await does(undoCardsAction, moved);
    expect(await order({ segment: "families" })).toEqual(asBuilt);
  });

  test("to-be follows as-is until it is arranged itself", async () => {
    await does(arrangeCardsAction, {
      phase: "onboarding",
      order: JSON.stringify(["parcel", "visit", "call"]),
    });
    expect(await order({ side: "to-be" })).toMatchObject({ onboarding: "parcel visit call" });
    await does(arrangeCardsAction, {
      side: "to-be",
      phase: "usage",
      order: JSON.stringify(["hotline", "call"]),
    });
    expect(await order({ side: "to-be" })).toEqual({ onboarding: "parcel visit", usage: "hotline call" });
    expect(await order()).toMatchObject({ onboarding: "parcel visit call" });
  });

  test("are hidden and shown again; a wish stands on the to-be side", async () => {
    const hidden = await does<Undo>(hideCardAction, {
      phase: "onboarding",
      touchpoint: "visit",
      hidden: "yes",
    });
    expect(await order()).toMatchObject({ onboarding: "parcel -visit call" });
    await does(undoCardsAction, hidden);
    expect(await order()).toMatchObject({ onboarding: "parcel visit call" });
    await does(wishMoodAction, { phase: "usage", touchpoint: "hotline", mood: "2" });
    const stations = (await map()).columns.flatMap((column) => column.stations);
    expect(stations.find(({ key }) => key === "hotline")?.wish).toBe(2);
  });

  test("that do not exist are refused, and nothing is moved", async () => {
    const attempt = does(arrangeCardsAction, { phase: "usage", order: JSON.stringify(["visit", "nowhere"]) });
    expect(await refused(attempt)).toMatchObject({ code: "invalid", touchpoint: "unknownTouchpoint" });
    expect(await order()).toMatchObject({ usage: "hotline" });
    expect(await refused(map({ persona: "nobody" }))).toMatchObject({ persona: "unknownPersona" });
  });
});

describe("notes", () => {
  const notes = async () => (await map()).notes.map(({ text, version }) => [text, version]);

  test("are written, changed, deleted, each with its way back; a second editor is told", async () => {
    const made = await does<Undo>(saveNoteAction, { phase: "usage", lane: "fears", text: "Waiting" });
    const { id } = JSON.parse(made.before) as { id: string };
    const change = (more: object) =>
      does<Undo>(saveNoteAction, { id, phase: "usage", lane: "fears", text: "Waiting long", ...more });
    const changed = await change({ version: "1" });
    expect(await notes()).toEqual([["Waiting long", 2]]);
    expect(await refused(change({ version: "1", text: "Mine" }))).toMatchObject({ code: "conflict" });
    await does(undoNoteAction, changed);
    expect(await notes()).toEqual([["Waiting", 3]]);
    const gone = await does<Undo>(deleteNoteAction, { id });
    expect(await notes()).toEqual([]);
    await does(undoNoteAction, gone);
    expect(await notes()).toEqual([["Waiting", 1]]);
  });
});

describe("a persona", () => {
  const personas = () => here.asSystem((scope) => listPersonas(scope));
  type Saved = Undo & { key: string };

  test("is made, changed with a word to the second editor, retired and brought back", async () => {
    const { key, before } = await does<Saved>(savePersonaAction, {
      name: "Familie Öz",
      segment: "families",
      needs: "Peace; quiet",
      touchpoints: ["visit", "call"],
    });
    expect(key).toBe("familie-oez");
    const { id, version } = JSON.parse(before) as { id: string; version: number };
    const change = (more: object) =>
      does<Saved>(savePersonaAction, {
        id,
        version: String(version),
        name: "Familie Öz-Kurt",
        segment: "families",
        ...more,
      });
    const changed = await change({});
    expect(await personas()).toMatchObject([{ key, name: "Familie Öz-Kurt", touchpoints: [], needs: null }]);
    expect(await refused(change({ name: "Mine" }))).toMatchObject({ code: "conflict" });
    await does(undoPersonaAction, { before: changed.before });
    expect((await personas())[0]).toMatchObject({
      name: "Familie Öz",
      touchpoints: [{ key: "visit" }, { key: "call" }],
    });
    const gone = await does<Undo>(retirePersonaAction, { id });
    expect((await map()).personas).toEqual([]);
    await does(undoPersonaAction, gone);
    expect((await map()).persona).toMatchObject({ key });
    expect(await refused(change({ version: "9", segment: "nobody", anyway: "yes" }))).toMatchObject({
      segment: "unknownSegment",
    });
  });

  test("takes as its quote what somebody said, which stays theirs until it is reworded", async () => {
    const said = await here.asSystem(({ db, workspaceId }) =>
      db.feedback.create({
        data: {
          workspaceId,
          submissionKey: "said",
          contentHash: new Uint8Array(32),
          occasion: 2,
          technique: 1,
          answeredAt: new Date("2026-03-01"),
          day: new Date("2026-03-01"),
          comment: "The day is gone.",
        },
      }),
    );
    const [persona] = await personas();
    await does(takeQuoteAction, { id: persona?.id, feedback: said.publicId });
    const [quoted] = await personas();
    expect(quoted).toMatchObject({ quote: "The day is gone.", quoteFeedback: said.publicId });
    const form = { id: quoted?.id, version: String(quoted?.version), name: quoted?.name };
    await does(savePersonaAction, { ...form, quote: "The whole day is gone." });
    expect((await personas())[0]).toMatchObject({ quoteFeedback: null });
  });

  test("stands where somebody has put it", async () => {
    await does(savePersonaAction, { name: "Another" });
    const sorted = await does<{ order: string }>(sortPersonasAction, {
      order: JSON.stringify(["another", "familie-oez"]),
    });
    expect((await personas()).map(({ key }) => key)).toEqual(["another", "familie-oez"]);
    await does(sortPersonasAction, sorted);
    expect((await personas()).map(({ key }) => key)).toEqual(["familie-oez", "another"]);
  });
});

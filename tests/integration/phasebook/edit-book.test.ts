import { beforeAll, describe, expect, test } from "vitest";
import { admit } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { postPhases } from "@/lib/catalogue/mutations";
import { createEntry, retireEntry } from "@/lib/catalogue/mutations/edit-entries";
import { createEntryInput } from "@/lib/catalogue/schema/admin";
import { AppError } from "@/lib/errors/app-error";
import { moveToPhase } from "@/lib/lifecycle/mutations/move-to-phase";
import { addDays, localDay } from "@/lib/period/local-day";
import { saveEntryRule, undoEntryRule } from "@/lib/phasebook/mutations/edit-entry-rule";
import { removeGoal, saveGoal, undoGoals } from "@/lib/phasebook/mutations/edit-goals";
import { saveMindset, undoMindset } from "@/lib/phasebook/mutations/edit-mindset";
import { saveWeakPoint, undoWeakPoints } from "@/lib/phasebook/mutations/edit-weak-points";
import { enterByRule } from "@/lib/phasebook/mutations/enter-by-rule";
import { pickEntries } from "@/lib/phasebook/mutations/pick-entries";
import { sortLines } from "@/lib/phasebook/mutations/sort-lines";
import { loadBook } from "@/lib/phasebook/queries/load-book";
import { loadPhasePage } from "@/lib/phasebook/queries/load-phase-page";
import {
  pickInput,
  saveEntryRuleInput,
  saveGoalInput,
  saveMindsetInput,
  saveWeakPointInput,
  sortLinesInput,
  undoEntryRuleInput,
  undoGoalsInput,
  undoMindsetInput,
  undoWeakPointsInput,
} from "@/lib/phasebook/schema/edit";
import { bookInput, phasePageInput } from "@/lib/phasebook/schema/pages";
import { recordMemberships } from "@/lib/segments/mutations/record-memberships";
import { startFromTelecoms } from "@/lib/touchpoints/mutations/start-from-telecoms";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;

const as = async <T>(role: "admin" | "manager", run: (scope: Scope) => Promise<T>): Promise<T> =>
  withScope(await admit(here.visitor(role)), run);
const page = (phase: string) =>
  as("manager", (scope) => loadPhasePage(scope, phasePageInput.parse({ phase })));
const goal = (values: object, role: "admin" | "manager" = "manager") =>
  as(role, (scope) => saveGoal(scope, saveGoalInput.parse({ phase: "decision", ...values })));
const undoGoal = ({ before }: { before: string }) =>
  as("manager", (scope) => undoGoals(scope, undoGoalsInput.parse({ before })));

const refused = async (running: Promise<unknown>): Promise<AppError> => {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It was not refused.");
  return error;
};

beforeAll(async () => {
  here = await foundWorkspace("booked");
  await as("admin", startFromTelecoms);
}, 60_000);

describe("the four questions", () => {
  const say = (values: object) =>
    as("manager", (scope) => saveMindset(scope, saveMindsetInput.parse({ phase: "usage", ...values })));
  const undo = ({ before }: { before: string }) =>
    as("manager", (scope) => undoMindset(scope, undoMindsetInput.parse({ before })));

  test("are answered, answered again, and both go back", async () => {
    const first = await say({ version: "0", "moves.en": "Nothing, while all runs", "moves.de": "" });
    expect((await page("usage")).mindset).toMatchObject({
      version: 1,
      shown: { moves: "Nothing, while all runs", knows: null },
    });
    const second = await say({ version: "1", "moves.en": "Only our reaction", "needs.en": "Help" });
    await undo(second);
    expect((await page("usage")).mindset.shown).toMatchObject({
      moves: "Nothing, while all runs",
      needs: null,
    });
    expect((await refused(undo(first))).code).toBe("conflict");
  });

  test("the second editor is told who was first", async () => {
    const { version } = (await page("usage")).mindset;
    await as("admin", (scope) =>
      saveMindset(scope, saveMindsetInput.parse({ phase: "usage", version, "hopes.en": "Value" })),
    );
    const error = await refused(say({ version, "hopes.en": "Peace" }));
    expect([error.code, error.reason, error.details.values]).toEqual([
      "conflict",
      "changedMeanwhileBy",
      { name: "admin of booked" },
    ]);
    await say({ version, anyway: "yes", "hopes.en": "Peace" });
    expect((await page("usage")).mindset.shown.hopes).toBe("Peace");
  });
});

describe("goals", () => {
  test("are written with KPI, target and day; percent is typed and a fraction kept", async () => {
    const made = await goal({
      "text.en": "Closing is easy",
      kpi: "csat",
      touchpoint: "contract-summary",
      target: "80",
      targetOn: "2027-03-31",
    });
    const [one] = (await page("decision")).goals;
    expect(one).toMatchObject({
      text: "Closing is easy",
      kpi: { kind: "csat", at: "contract-summary" },
      target: 0.8,
      targetOn: "2027-03-31",
      status: "nobodyAnswered",
    });
    await undoGoal(made);
    expect((await page("decision")).goals).toEqual([]);
  });

  test("what cannot be is refused field by field", async () => {
    const fields = async (values: object) => (await refused(goal(values))).details.fields;
    expect(await fields({ "text.en": "" })).toEqual({ "text.en": "fillIn" });
    expect(await fields({ "text.en": "x", kpi: "csat", touchpoint: "nowhere" })).toEqual({
      touchpoint: "unknownTouchpoint",
    });
    expect(await fields({ "text.en": "x", phase: "usage", kpi: "conversion" })).toEqual({
      kpi: "noNextPhase",
    });
    expect(await fields({ "text.en": "x", kpi: "elsewhere", figure: "31.5" })).toEqual({
      figureOn: "fillIn",
      figureSource: "fillIn",
    });
  });

  test("a figure of its own says its source and day; a goal that is dropped comes back", async () => {
    await goal({
      "text.en": "More return",
      kpi: "elsewhere",
      figure: "31.5",
      figureOn: "2026-09-30",
      figureSource: "Desk",
    });
    const [one] = (await page("decision")).goals;
    expect(one?.figure).toEqual({ value: 31.5, on: "2026-09-30", source: "Desk" });
    expect(one?.reading).toBeNull();
    const dropped = await as("manager", (scope) => removeGoal(scope, { id: one?.id ?? "" }));
    expect((await page("decision")).goals).toEqual([]);
    await undoGoal(dropped);
    expect((await page("decision")).goals.map(({ text }) => text)).toEqual(["More return"]);
  });

  test("two editors: the second is refused and may save over the first", async () => {
    const [one] = (await page("decision")).goals;
    const named = { id: one?.id, version: one?.version };
    await goal({ ...named, "text.en": "Mine first" }, "admin");
    expect((await refused(goal({ ...named, "text.en": "Mine" }))).reason).toBe("changedMeanwhileBy");
    await goal({ ...named, anyway: "yes", "text.en": "Mine" });
    expect((await page("decision")).goals.map(({ text }) => text)).toEqual(["Mine"]);
  });
});

describe("picking from the catalogue", () => {
  const pick = (values: object) => as("manager", (scope) => pickEntries(scope, pickInput.parse(values)));

  test("makes copies in both languages, and takes them back", async () => {
    const undoable = await pick({ phase: "awareness", kind: "goals", keys: ["g-known", "g-advice"] });
    const { goals } = await page("awareness");
    expect(goals.map(({ kpi }) => kpi?.kind)).toEqual(["elsewhere", "csat"]);
    expect(goals[1]?.texts.text).toMatchObject({ en: "We are the address that one asks for advice" });
    expect(Object.keys(goals[1]?.texts.text ?? {}).sort()).toEqual(["de", "en"]);
    await undoGoal(undoable);
    expect((await page("awareness")).goals).toEqual([]);
  });

  test("weak points begin as suspected, and are edited like others", async () => {
    await pick({ phase: "usage", kind: "weakPoints", keys: "w-loyal-pay" });
    const [one] = (await page("usage")).weakPoints;
    expect(one).toMatchObject({ state: "suspected", text: "The loyal pay more than the new" });
    const changed = await as("manager", (scope) =>
      saveWeakPoint(
        scope,
        saveWeakPointInput.parse({
          id: one?.id,
          version: one?.version,
          phase: "usage",
          "text.en": "Loyalty costs",
          touchpoint: "monthly-invoice",
        }),
      ),
    );
    expect((await page("usage")).weakPoints[0]).toMatchObject({
      text: "Loyalty costs",
      touchpoint: { key: "monthly-invoice" },
    });
    await as("manager", (scope) => undoWeakPoints(scope, undoWeakPointsInput.parse(changed)));
    expect((await page("usage")).weakPoints[0]?.text).toBe("The loyal pay more than the new");
  });

  test("nothing chosen is a sentence, not an empty page", async () => {
    expect(pickInput.safeParse({ phase: "usage", kind: "goals" }).success).toBe(false);
    const wrong = pick({ phase: "usage", kind: "goals", keys: ["g-nothing"] });
    expect((await refused(wrong)).details.fields).toEqual({ keys: "chooseSomething" });
  });
});

test("lines are put in order, also without naming all of them, and go back to the order before", async () => {
  await as("manager", (scope) =>
    pickEntries(
      scope,
      pickInput.parse({ phase: "awareness", kind: "goals", keys: ["g-known", "g-advice", "g-need"] }),
    ),
  );
  const ids = async () => (await page("awareness")).goals.map(({ id }) => id);
  const sort = (order: string) =>
    as("manager", (scope) =>
      sortLines(scope, sortLinesInput.parse({ phase: "awareness", kind: "goals", order })),
    );
  const [a = "", b = "", c = ""] = await ids();
  const before = await sort(JSON.stringify([c, a]));
  expect(await ids()).toEqual([c, b, a]);
  await sort(before.order);
  expect(await ids()).toEqual([a, b, c]);
  const nothing = as("manager", (scope) =>
    sortLines(scope, sortLinesInput.parse({ phase: "inactive", kind: "goals", order: JSON.stringify([a]) })),
  );
  expect((await refused(nothing)).code).toBe("notFound");
});

test("a phase does not take the key of a page that lies beside the phases", async () => {
  const made = as("admin", (scope) =>
    createEntry(scope, createEntryInput.parse({ list: "phases", key: "board", "names.en": "Board" })),
  );
  expect((await refused(made)).details.fields).toEqual({ key: "phaseKeyReserved" });
  const posted = as("admin", (scope) => postPhases(scope, { key: "map", name: "Map" }));
  expect((await refused(posted)).details.fields).toEqual({ key: "phaseKeyReserved" });
});

describe("a phase that is entered by a segment", () => {
  const save = (values: object) =>
    as("manager", (scope) => saveEntryRule(scope, saveEntryRuleInput.parse(values)));
  /** As the worker does it at night. */
  const night = () =>
    here.asSystem(async (scope) => {
      await recordMemberships(scope);
      return enterByRule(scope);
    });
  const phasesOf = (name: string) =>
    here.asSystem(async ({ db, workspaceId }) => {
      const moves = await db.phaseMove.findMany({
        where: { workspaceId, customer: { name } },
        select: { day: true, reason: true, phase: { select: { key: true } } },
        orderBy: { at: "asc" },
      });
      return moves.map(({ day, reason, phase }) => [phase.key, day.toISOString().slice(0, 10), reason]);
    });

  test("takes up whoever enters the segment, once, and leaves alone what people moved", async () => {
    const today = await here.asSystem(async (scope) => localDay(new Date(), scope.timeZone));
    const longAgo = addDays(today, -300);
    await here.asSystem(async (scope) => {
      const { db, workspaceId } = scope;
      const rule = { all: [{ about: "attribute", key: "paying", op: "is", value: true }] };
      await db.segment.create({ data: { workspaceId, key: "paying", name: "Paying", rule } });
      for (const name of ["Anna", "Bert", "Cleo"])
        await db.customer.create({
          data: { workspaceId, name, externalId: name, attributes: { paying: name !== "Cleo" } },
        });
      for (const customer of ["ext:Bert", "ext:Cleo"])
        await moveToPhase(scope, { customer, phase: "inactive", on: longAgo });
    });
    const undo = await save({ phase: "onboarding", segment: "paying", version: "1" });
    expect((await page("onboarding")).entry).toMatchObject({ segment: { key: "paying" }, version: 2 });

    // Anna and Bert were members on the first recorded day: who has a phase keeps it.
    expect(await night()).toBe(1);
    expect(await phasesOf("Anna")).toEqual([["onboarding", today, "entered the segment “Paying”"]]);
    expect(await phasesOf("Bert")).toEqual([["inactive", longAgo, null]]);

    // Cleo enters later.
    await here.asSystem(async ({ db, workspaceId }) => {
      await db.segment.updateMany({ where: { workspaceId }, data: { membersSince: new Date(longAgo) } });
      await db.segmentMembership.updateMany({
        where: { workspaceId },
        data: { enteredOn: new Date(longAgo) },
      });
      await db.customer.updateMany({
        where: { workspaceId, name: "Cleo" },
        data: { attributes: { paying: true } },
      });
    });
    expect([await night(), await night()]).toEqual([1, 0]);
    expect((await phasesOf("Cleo")).map(([key]) => key)).toEqual(["inactive", "onboarding"]);

    // What somebody moves afterwards stands, on the same day too.
    await here.asSystem((scope) => moveToPhase(scope, { customer: "ext:Cleo", phase: "usage" }));
    expect(await night()).toBe(0);

    await as("manager", (scope) => undoEntryRule(scope, undoEntryRuleInput.parse(undo)));
    expect((await page("onboarding")).entry.segment).toBeNull();
    expect((await phasesOf("Anna")).length).toBe(1);
  });

  test("what is gone or retired is refused, and the second editor is told who was first", async () => {
    const unknown = await refused(save({ phase: "decision", version: "1", segment: "nobody" }));
    expect(unknown.details.fields).toEqual({ segment: "unknownSegment" });
    await here.asSystem(({ db, workspaceId }) =>
      db.segment.updateMany({ where: { workspaceId }, data: { retiredAt: new Date() } }),
    );
    const retired = await refused(save({ phase: "decision", version: "1", segment: "paying" }));
    expect(retired.details.fields).toEqual({ segment: "retiredPlace" });
    const late = await refused(save({ phase: "onboarding", version: "1", segment: "" }));
    expect(late.reason).toBe("changedMeanwhileBy");
  });
});

describe("a retired phase", () => {
  test("keeps its page while it is in use, and says so", async () => {
    await here.asSystem(({ db, workspaceId }) =>
      db.touchpoint.updateMany({ where: { workspaceId, phase: { key: "usage" } }, data: { phaseId: null } }),
    );
    await here.asSystem((scope) => moveToPhase(scope, { customer: "ext:Cleo", phase: "onboarding" }));
    await as("admin", (scope) => retireEntry(scope, { list: "phases", key: "usage" }));
    const book = await as("manager", (scope) => loadBook(scope, bookInput.parse({})));
    expect(book.pages.find(({ key }) => key === "usage")).toMatchObject({ isRetired: true });
    const { phase, weakPoints } = await page("usage");
    expect([phase.isRetired, weakPoints.length]).toEqual([true, 1]);
  });

  test("a phase that nobody made is not found", async () => {
    expect((await refused(page("nowhere"))).code).toBe("notFound");
  });
});

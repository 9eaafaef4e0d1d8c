import { beforeAll, describe, expect, test } from "vitest";
import { admit } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { postPhases } from "@/lib/catalogue/mutations";
import { createEntry, retireEntry } from "@/lib/catalogue/mutations/edit-entries";
import { createEntryInput } from "@/lib/catalogue/schema/admin";
import { AppError } from "@/lib/errors/app-error";
import { removeGoal, saveGoal, undoGoals } from "@/lib/phasebook/mutations/edit-goals";
import { saveMindset, undoMindset } from "@/lib/phasebook/mutations/edit-mindset";
import { saveWeakPoint, undoWeakPoints } from "@/lib/phasebook/mutations/edit-weak-points";
import { pickEntries } from "@/lib/phasebook/mutations/pick-entries";
import { sortLines } from "@/lib/phasebook/mutations/sort-lines";
import { loadBook } from "@/lib/phasebook/queries/load-book";
import { loadPhasePage } from "@/lib/phasebook/queries/load-phase-page";
import {
  pickInput,
  saveGoalInput,
  saveMindsetInput,
  saveWeakPointInput,
  sortLinesInput,
  undoGoalsInput,
  undoMindsetInput,
  undoWeakPointsInput,
} from "@/lib/phasebook/schema/edit";
import { bookInput, phasePageInput } from "@/lib/phasebook/schema/pages";
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

describe("a retired phase", () => {
  test("keeps its page while it is in use, and says so", async () => {
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

import { beforeAll, describe, expect, test } from "vitest";
import { prepareTrendOf } from "@/components/measures/prepare-measure";
import { admit } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import { setExpectation } from "@/lib/expectations/mutations/set-expectation";
import { setExpectationInput } from "@/lib/expectations/schema";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { recordFeedbackInput } from "@/lib/feedback/schema";
import { translator } from "@/lib/language/translator";
import {
  restoreMeasure,
  retireMeasure,
  saveMeasure,
  setMeasureState,
  undoMeasure,
} from "@/lib/measures/mutations/edit-measures";
import { listMeasures } from "@/lib/measures/queries/list-measures";
import { loadMeasure } from "@/lib/measures/queries/load-measure";
import { loadNewMeasure } from "@/lib/measures/queries/load-measure-form";
import { saveMeasureInput, undoMeasureInput } from "@/lib/measures/schema/edit";
import { measuresInput, newMeasureInput } from "@/lib/measures/schema/pages";
import { addDays, localDay } from "@/lib/period/local-day";
import { periodOf } from "@/lib/period/period";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;
const today = localDay(new Date(), "Europe/Berlin");
const quarter = periodOf("last-quarter", today) ?? { from: today, to: today };

beforeAll(async () => {
  here = await foundWorkspace("measured");
  await here.asSystem(async ({ db, workspaceId }) => {
    const phase = await db.phase.findFirstOrThrow({ where: { workspaceId, key: "usage" } });
    await db.department.createMany({
      data: ["desk", "lab"].map((key) => ({ workspaceId, key, name: key })),
    });
    const desk = await db.department.findFirstOrThrow({ where: { workspaceId, key: "desk" } });
    const place = { workspaceId, phaseId: phase.id, departmentId: desk.id };
    await db.touchpoint.create({
      data: { ...place, key: "hotline", name: "Hotline", ownerUserId: here.people.manager.userId },
    });
    await db.touchpoint.create({ data: { ...place, key: "fax", name: "Fax", retiredAt: new Date() } });
    await db.segment.create({ data: { workspaceId, key: "all", name: "All", rule: { all: [] } } });
  });
}, 60_000);

const as = async <T>(role: "admin" | "manager", run: (scope: Scope) => Promise<T>): Promise<T> =>
  withScope(await admit(here.visitor(role)), run);
const save = (values: object, role: "admin" | "manager" = "manager") =>
  as(role, (scope) =>
    saveMeasure(scope, saveMeasureInput.parse({ name: "Quicker", phase: "usage", ...values })),
  );
const undo = ({ before }: { before: string }) =>
  as("manager", (scope) => undoMeasure(scope, undoMeasureInput.parse({ before })));
const see = async (id: string) => (await as("manager", (scope) => loadMeasure(scope, { id }))).measure;
const listed = async (values: object = {}) =>
  (await as("manager", (scope) => listMeasures(scope, measuresInput.parse(values)))).rows.map(({ id }) => id);
const form = (values: object) =>
  as("manager", (scope) => loadNewMeasure(scope, newMeasureInput.parse(values)));

const refused = async (running: Promise<unknown>): Promise<AppError> => {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It was not refused.");
  return error;
};
const fields = async (values: object) => (await refused(save(values))).details.fields;

describe("a measure", () => {
  test("costs no less than nothing", async () => {
    await expect(save({ budget: "-3" })).rejects.toThrow("notNegative");
  });

  test("is kept with money, days and figure as they are typed, and goes with its undo", async () => {
    const made = await save({
      ...{ touchpoint: "hotline", phase: "", owner: "", ownerName: "Ida", budget: "1200.5" },
      ...{ measure: "experience", kpiTouchpoint: "hotline", startValue: "3.2", target: "4" },
      ...{ startsOn: "2026-01-01", endsOn: "2026-03-31" },
      ...{ "efforts.department-0": "lab", "efforts.days-0": "2.5" },
      ...{ "efforts.department-1": "desk", "efforts.days-1": "10" },
      ...{ "efforts.department-2": "", "efforts.days-2": "" },
    });
    expect(await see(made.id)).toMatchObject({
      ...{ phase: "usage", owner: "Ida", budgetMinor: 120_050, endsOn: "2026-04-01", state: "proposed" },
      efforts: [
        { department: "desk", personDays: 10 },
        { department: "lab", personDays: 2.5 },
      ],
      kpi: { measure: "experience", touchpoint: "hotline" },
    });
    await undo(made);
    expect((await refused(see(made.id))).code).toBe("notFound");
  });

  test("the second editor is told who was first, may save over it, and an older undo is refused", async () => {
    const { id } = await save({});
    const first = await save({ id, version: "1", name: "Mine first" }, "admin");
    const late = await refused(save({ id, version: "1", name: "Mine" }));
    expect([late.code, late.details.values]).toEqual(["conflict", { name: "admin of measured" }]);
    expect((await see(id)).name).toBe("Mine first");
    const second = await save({ id, version: "1", anyway: "yes", name: "Mine" });
    expect((await refused(undo(first))).code).toBe("conflict");
    await undo(second);
    expect((await see(id)).name).toBe("Mine first");
  });

  test("leaves the list, stands among those taken out, and comes back", async () => {
    const { id } = await save({});
    await as("manager", (scope) => retireMeasure(scope, { id }));
    expect([(await listed()).includes(id), (await listed({ retired: "true" })).includes(id)]).toEqual([
      false,
      true,
    ]);
    await as("manager", (scope) => restoreMeasure(scope, { id }));
    expect(await listed()).toContain(id);
  });

  test("runs before it is done, and notes the days that nobody has said", async () => {
    const { id } = await save({});
    const become = (state: "running" | "done") =>
      as("manager", (scope) => setMeasureState(scope, { id, state }));
    expect((await refused(become("done"))).reason).toBe("measureStateOrder");
    const began = await become("running");
    expect(await see(id)).toMatchObject({ state: "running", startsOn: today, endsOn: null });
    await undo(began);
    expect(await see(id)).toMatchObject({ state: "proposed", startsOn: null });
    await become("running");
    await become("done");
    expect(await see(id)).toMatchObject({ state: "done", endsOn: addDays(today, 1) });
  });

  test("corrects another one, which then can no longer be taken back", async () => {
    const cause = await save({
      touchpoint: "hotline",
      measure: "csat",
      kpiTouchpoint: "hotline",
      target: "0.8",
    });
    const offered = await form({ corrects: cause.id });
    expect(offered).toMatchObject({
      corrects: { id: cause.id, name: "Quicker" },
      values: { touchpoint: "hotline", kpi: { measure: "csat" }, target: 0.8 },
    });
    const { id } = await save({ name: "Again", corrects: cause.id });
    const page = await as("manager", (scope) => loadMeasure(scope, { id: cause.id }));
    expect(page.corrections.map(({ name }) => name)).toEqual(["Again"]);
    expect((await see(id)).corrects).toEqual({ id: cause.id, name: "Quicker" });
    expect((await refused(undo(cause))).reason).toBe("usedMeanwhile");
    // Nor can it be made to correct itself.
    const own = save({ id: cause.id, version: "1", corrects: cause.id });
    expect((await refused(own)).details.fields).toEqual({ corrects: "measureCorrectsItself" });
  });
});

test("what cannot be is refused field by field", async () => {
  expect(await fields({ phase: "" })).toEqual({ phase: "fillIn" });
  expect(await fields({ measure: "csat", startValue: "0.5", target: "0.5" })).toEqual({
    target: "targetIsStart",
  });
  expect(await fields({ measure: "csat", target: "7" })).toEqual({ target: "outsideFigure" });
  expect(await fields({ measure: "elsewhere" })).toEqual({ kpiWords: "kpiElsewhereNeedsWords" });
  expect(await fields({ measure: "promise" })).toEqual({ kpiTouchpoint: "promiseNeedsTouchpoint" });
  expect(await fields({ measure: "csat", touched: "all" })).toEqual({ others: "comparisonNeedsBoth" });
  expect(await fields({ startsOn: "2026-03-01", endsOn: "2026-02-01" })).toEqual({ endsOn: "toBeforeFrom" });
  expect(await fields({ touchpoint: "nowhere", department: "none" })).toEqual({
    touchpoint: "unknownTouchpoint",
    department: "unknownDepartment",
  });
  expect(await fields({ touchpoint: "fax" })).toEqual({ touchpoint: "retiredPlace" });
  const days = { "efforts.department-0": "desk", "efforts.days-0": "1", "efforts.days-1": "1" };
  expect(await fields({ ...days, "efforts.department-1": "desk" })).toEqual({ efforts: "departmentTwice" });
  expect(await fields({ ...days, "efforts.department-1": "" })).toEqual({ efforts: "effortNeedsDepartment" });
});

describe("the form of a new one is filled", () => {
  test("from a gap, with what the pages of expectations say", async () => {
    await here.asSystem(async (scope) => {
      const answers = [2, 3, 3, 4, 3, 2].map((value, n) => ({
        ...{ submissionKey: `gap-${n}`, technique: "survey", answeredAt: quarter.from },
        answers: [{ metric: "csat", touchpoint: "hotline", value }],
      }));
      await recordFeedbackItems(scope, answers.map((one) => recordFeedbackInput.parse(one)) as never);
      await setExpectation(
        scope,
        setExpectationInput.parse({ touchpoint: "hotline", expected: "4.2", validFrom: "2020-01-01" }),
      );
    });
    const { gap, values } = await form({ touchpoint: "hotline", from: "gap" });
    expect(gap).toMatchObject({ touchpoint: "hotline", n: 6, expected: 4.2, period: quarter });
    expect(values).toMatchObject({
      ...{ phase: "usage", department: "desk", touchpoint: "hotline", startValue: 2.83, target: 4.2 },
      kpi: { measure: "experience", touchpoint: "hotline" },
    });
  });

  test("from the catalogue, with words of the address; places that do not exist are left out", async () => {
    const asked = { phase: "usage", department: "lab", name: "Call back", "first-step": "Ask ten" };
    expect((await form(asked)).values).toEqual({
      ...{ phase: "usage", department: "lab", name: "Call back", firstStep: "Ask ten" },
    });
    expect((await form({ phase: "moon", department: "sea" })).values).toEqual({ department: null });
    const { values } = await form({
      ...{ phase: "usage", effort: ["desk", "sea", "lab"], measure: "promise", at: "hotline" },
      "kpi-words": "kept",
    });
    expect(values).toMatchObject({
      ...{ kpi: { measure: "promise", touchpoint: "hotline" }, kpiWords: "kept" },
      efforts: [
        { department: "desk", days: null },
        { department: "lab", days: null },
      ],
    });
  });
});

test("a value beyond the scale of the touchpoint's question is refused with the scale", async () => {
  const error = await refused(save({ measure: "experience", kpiTouchpoint: "hotline", target: "9" }));
  expect([error.details.fields, error.details.values]).toEqual([
    { target: "expectationOffScale" },
    { min: 1, max: 5 },
  ]);
});

describe("a figure that is not counted from answers", () => {
  const effectOf = async (id: string) => (await as("manager", (scope) => loadMeasure(scope, { id }))).effect;

  test("is due while nobody has said it, which is neither a failure nor overdue", async () => {
    const { id } = await save({
      ...{ measure: "elsewhere", unit: "percent", kpiWords: "visits", target: "0.5" },
      ...{ startsOn: "2026-01-01", targetOn: "2026-02-01" },
    });
    await as("manager", (scope) => setMeasureState(scope, { id, state: "running" }));
    const { rows } = await as("manager", (scope) => listMeasures(scope, measuresInput.parse({})));
    expect(rows.find((row) => row.id === id)).toMatchObject({
      isOverdue: false,
      effect: { status: "elsewhere" },
    });
  });

  test("of promises, comes from their register: before and since", async () => {
    const { id } = await save({
      ...{
        touchpoint: "hotline",
        measure: "promise",
        kpiTouchpoint: "hotline",
        startValue: "0.5",
        target: "0.9",
      },
      ...{ startsOn: "2026-04-01", targetOn: "2026-09-30" },
    });
    await as("manager", (scope) => setMeasureState(scope, { id, state: "running" }));
    expect((await effectOf(id)).status).toBe("elsewhere");
    await here.asSystem(async ({ db, workspaceId }) => {
      const at = await db.touchpoint.findFirstOrThrow({ where: { workspaceId, key: "hotline" } });
      const promise = await db.promise.create({
        data: { workspaceId, touchpointId: at.id, text: "We call back" },
      });
      const count = (from: string, to: string, kept: number) => ({
        ...{ workspaceId, promiseId: promise.id, kept, cases: 100 },
        ...{ fromOn: new Date(from), toOn: new Date(to) },
      });
      await db.promiseCount.createMany({
        data: [
          count("2025-10-01", "2026-01-01", 10),
          count("2026-01-01", "2026-04-01", 50),
          count("2026-04-01", "2026-07-01", 70),
          count("2026-07-01", "2026-10-01", 93),
        ],
      });
    });
    const { status, reading } = await effectOf(id);
    expect([status, reading?.before.value, reading?.after.value]).toEqual(["reached", 0.5, 0.93]);
    expect(reading?.periods.before).toMatchObject({ from: "2026-01-01", to: "2026-04-01" });
    // Drawn time by time, as it was counted.
    const drawn = await here.asSystem(async (scope) =>
      prepareTrendOf(await loadMeasure(scope, { id }), "here", {
        ...{ t: translator("en", "measures"), overview: translator("en", "overview"), locale: "en" },
      }),
    );
    expect(drawn?.points.map(({ value, n }) => [value, n])).toEqual([
      [0.1, "10 of 100 cases"],
      [0.5, "50 of 100 cases"],
      [0.7, "70 of 100 cases"],
      [0.93, "93 of 100 cases"],
    ]);
    expect(drawn?.target?.value).toBe(0.9);
  });
});

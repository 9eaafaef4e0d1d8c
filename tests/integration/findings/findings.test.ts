import { beforeAll, describe, expect, test } from "vitest";
import { admit } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { loadOverview } from "@/lib/dashboards/queries/load-overview";
import { overviewInput } from "@/lib/dashboards/schema";
import { AppError } from "@/lib/errors/app-error";
import {
  keepFinding,
  restoreFinding,
  retireFinding,
  takeNote,
  takeNoteBack,
} from "@/lib/findings/mutations/findings";
import { judgeWeakPoint } from "@/lib/findings/mutations/weak-points";
import { listFindings } from "@/lib/findings/queries/list-findings";
import { viewAddress } from "@/lib/findings/rules";
import { findingsInput, judgeWeakPointInput, keepFindingInput } from "@/lib/findings/schema";
import { loadNewMeasure } from "@/lib/measures/queries/load-measure-form";
import { newMeasureInput } from "@/lib/measures/schema/pages";
import { addDays, localDay } from "@/lib/period/local-day";
import { loadPhasePage } from "@/lib/phasebook/queries/load-phase-page";
import { phasePageInput } from "@/lib/phasebook/schema/pages";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;
const today = localDay(new Date(), "Europe/Berlin");

beforeAll(async () => {
  here = await foundWorkspace("found");
  await here.asSystem(async ({ db, workspaceId }) => {
    await db.department.createMany({
      data: ["desk", "lab"].map((key, position) => ({ workspaceId, key, name: key, position })),
    });
    const desk = await db.department.findFirstOrThrow({ where: { workspaceId, key: "desk" } });
    await db.membership.updateMany({
      where: { workspaceId, userId: here.people.manager.userId },
      data: { departmentId: desk.id },
    });
    await db.touchpoint.create({ data: { workspaceId, key: "hotline", name: "Hotline" } });
  });
}, 60_000);

const as = async <T>(role: "admin" | "manager", run: (scope: Scope) => Promise<T>): Promise<T> =>
  withScope(await admit(here.visitor(role)), run);
const keep = (values: object = {}) =>
  as("manager", (scope) =>
    keepFinding(
      scope,
      keepFindingInput.parse({
        sentence: "It takes too long.",
        page: "",
        query: "",
        departments: "desk",
        ...values,
      }),
    ),
  );
const list = (values: object = {}, role: "admin" | "manager" = "manager") =>
  as(role, (scope) => listFindings(scope, findingsInput.parse(values)));
const find = async (id: string) => (await list()).rows.find((row) => row.id === id);

const refused = async (running: Promise<unknown>): Promise<AppError> => {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It was not refused.");
  return error;
};

describe("a finding", () => {
  test("leads back to exactly the view it was kept from, without what was only open", async () => {
    const query = "period=last-quarter&touchpoint=hotline&segment=a%20b&after=x&open=set";
    const { id } = await keep({ page: "feedback", query, touchpoint: "hotline" });
    const found = await find(id);
    expect(found && viewAddress(found)).toBe("/feedback?period=last-quarter&touchpoint=hotline&segment=a+b");
    const plain = await find((await keep()).id);
    expect(plain && viewAddress(plain)).toBe("");
    const form = await as("manager", (scope) =>
      loadNewMeasure(scope, newMeasureInput.parse({ finding: id })),
    );
    expect([form.finding?.sentence, form.values.touchpoint]).toEqual(["It takes too long.", "hotline"]);
  });

  test("needs a sentence and a department, and names what does not exist", async () => {
    const said = { sentence: "x", page: "", query: "", departments: "desk" };
    expect(keepFindingInput.safeParse({ ...said, departments: "" }).success).toBe(false);
    expect(keepFindingInput.safeParse({ ...said, sentence: " " }).success).toBe(false);
    expect(keepFindingInput.safeParse({ ...said, page: "admin/members" }).success).toBe(false);
    const fields = async (values: object) => (await refused(keep(values))).details.fields;
    expect(await fields({ departments: ["desk", "moon"] })).toEqual({ departments: "unknownDepartment" });
    expect(await fields({ weakPointText: "Too slow" })).toEqual({ phase: "fillIn" });
  });

  test("is taken off the list and comes back", async () => {
    const { id } = await keep();
    await as("manager", (scope) => retireFinding(scope, { id }));
    expect(await find(id)).toBeUndefined();
    expect((await list({ retired: "true" })).rows.map((row) => row.id)).toContain(id);
    await as("manager", (scope) => restoreFinding(scope, { id }));
    expect(await find(id)).toBeDefined();
  });

  test("is taken note of by the own department only", async () => {
    const { id } = await keep({ departments: ["desk", "lab"] });
    const { waiting, mine } = await list();
    const onDesk = async () =>
      (await as("manager", (scope) => loadOverview(scope, overviewInput.parse({})))).notices.find(
        ({ kind }) => kind === "findings",
      );
    expect(await onDesk()).toMatchObject({
      findings: { department: "desk", count: waiting, latest: { id } },
    });
    expect(mine).toBe("desk");
    const other = as("manager", (scope) => takeNote(scope, { id, department: "lab" }));
    expect((await refused(other)).reason).toBe("notYourDepartment");
    const nobody = as("admin", (scope) => takeNote(scope, { id, department: "desk" }));
    expect((await refused(nobody)).reason).toBe("notYourDepartment");
    const done = await as("manager", (scope) => takeNote(scope, { id, department: "desk" }));
    expect((await find(id))?.departments.map(({ key, seenAt }) => [key, seenAt !== null])).toEqual([
      ["desk", true],
      ["lab", false],
    ]);
    expect((await list()).waiting).toBe(waiting - 1);
    expect(await onDesk()).toMatchObject({ findings: { count: waiting - 1 } });
    await as("manager", (scope) => takeNoteBack(scope, done));
    expect((await list()).waiting).toBe(waiting);
  });
});

describe("a weak point", () => {
  const judge = (values: object, role: "admin" | "manager" = "manager") =>
    as(role, (scope) => judgeWeakPoint(scope, judgeWeakPointInput.parse(values)));
  const onPage = async () =>
    (await as("manager", (scope) => loadPhasePage(scope, phasePageInput.parse({ phase: "usage" }))))
      .weakPoints[0];

  test("goes from suspected to named to confirmed, and each step can be taken back", async () => {
    await keep({ weakPointText: "Too slow", phase: "usage", touchpoint: "hotline" });
    const suspected = await onPage();
    expect(suspected).toMatchObject({ text: "Too slow", state: "suspected", touchpoint: { key: "hotline" } });
    const { id = "" } = suspected ?? {};
    const fields = async (values: object) =>
      (await refused(judge({ id, version: 1, ...values }))).details.fields;
    expect(await fields({ state: "named" })).toEqual({ namedBy: "fillIn", askedOf: "fillIn" });
    expect(await fields({ state: "named", namedBy: "9", askedOf: "5" })).toEqual({ namedBy: "namedByMore" });
    expect(await fields({ state: "named", namedBy: "0", askedOf: "5" })).toEqual({
      namedBy: "namedByNobody",
    });
    expect(await fields({ state: "confirmed", decidedOn: addDays(today, 2) })).toEqual({
      decidedOn: "notInFuture",
    });
    await judge({ id, version: 1, state: "named", namedBy: "7", askedOf: "12" });
    expect(await onPage()).toMatchObject({ state: "named", namedBy: 7, askedOf: 12, decidedOn: null });
    const undo = await judge({ id, version: 2, state: "confirmed", namedBy: "7", askedOf: "12" });
    expect(await onPage()).toMatchObject({ state: "confirmed", decidedOn: today });
    expect((await list({ state: "confirmed" })).rows).toHaveLength(1);
    await judge(undo);
    expect(await onPage()).toMatchObject({ state: "named", decidedOn: null });
    await judge({ id, version: 4, state: "refuted", decidedOn: "2026-02-01" });
    expect(await onPage()).toMatchObject({ state: "refuted", decidedOn: "2026-02-01" });
  });

  test("the second who judges it is told who was first", async () => {
    const { id = "", version = 0 } = (await onPage()) ?? {};
    await judge({ id, version, state: "suspected" }, "admin");
    const late = await refused(judge({ id, version, state: "confirmed" }));
    expect([late.code, late.details.values]).toEqual(["conflict", { name: "admin of found" }]);
    await judge({ id, version, state: "confirmed", anyway: "yes" });
    expect((await onPage())?.state).toBe("confirmed");
  });
});

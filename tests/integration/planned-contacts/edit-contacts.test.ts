import { beforeAll, describe, expect, test } from "vitest";
import { admit } from "@/lib/auth/admission";
import type { Role } from "@/lib/auth/roles";
import { type Scope, withScope } from "@/lib/auth/scope";
import { loadCustomer } from "@/lib/dashboards/queries/load-customer";
import { customerPageInput } from "@/lib/dashboards/schema/customer-pages";
import { AppError } from "@/lib/errors/app-error";
import { addDays, addMonths, localDay } from "@/lib/period/local-day";
import {
  cancelContact,
  restoreContact,
  saveContact,
  settleContact,
  undoContacts,
} from "@/lib/planned-contacts/mutations/edit-contacts";
import { downloadCalendar } from "@/lib/planned-contacts/queries/download-calendar";
import { loadCalendar } from "@/lib/planned-contacts/queries/load-calendar";
import { monthOf } from "@/lib/planned-contacts/rules/month-grid";
import { saveContactInput, settleContactInput, undoContactsInput } from "@/lib/planned-contacts/schema/edit";
import { calendarInput, icsInput } from "@/lib/planned-contacts/schema/pages";
import { eraseCustomer } from "@/lib/privacy/mutations";
import { startFromTelecoms } from "@/lib/touchpoints/mutations/start-from-telecoms";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;
let customer: string;
const today = localDay(new Date(), "Europe/Berlin");

const as = async <T>(role: Role, run: (scope: Scope) => Promise<T>): Promise<T> =>
  withScope(await admit(here.visitor(role)), run);
const calendar = (values: object = {}) =>
  as("agent", (scope) => loadCalendar(scope, calendarInput.parse(values)));
const usual = { audience: "segment", segment: "regulars", repeats: "none", on: today };
const save = (values: object, role: Role = "agent") =>
  as(role, (scope) => saveContact(scope, saveContactInput.parse({ ...usual, ...values })));
const settle = (values: object) =>
  as("agent", (scope) => settleContact(scope, settleContactInput.parse({ how: "done", ...values })));
const undo = ({ before }: { before: string }) =>
  as("agent", (scope) => undoContacts(scope, undoContactsInput.parse({ before })));
const idIn = ({ before }: { before: string }): string => {
  const [first] = JSON.parse(before) as { id: string }[];
  return first?.id ?? "";
};
/** Every day of contacts of this purpose, with how it stands, around a day. */
const standings = async (purpose: string, around = today) =>
  (await calendar({ month: monthOf(around) })).contacts
    .filter((one) => one.purpose === purpose)
    .map(({ day, standing }) => [day, standing]);

const refused = async (running: Promise<unknown>): Promise<AppError> => {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It was not refused.");
  return error;
};

beforeAll(async () => {
  here = await foundWorkspace("planners");
  await as("admin", startFromTelecoms);
  customer = await here.asSystem(async ({ db, workspaceId }) => {
    await db.segment.create({ data: { workspaceId, key: "regulars", name: "Regulars", rule: {} } });
    return (await db.customer.create({ data: { workspaceId, name: "Ada Planned" } })).publicId;
  });
}, 60_000);

describe("a planned contact", () => {
  test("is planned, changed, cancelled, and all of it goes back", async () => {
    expect((await calendar()).isEmpty).toBe(true);
    const made = await save({ "purpose.en": "Say hello", touchpoint: "welcome-call", "feeling.en": "Seen" });
    expect(await standings("Say hello")).toEqual([[today, "due"]]);
    const id = idIn(made);
    const changed = await save({ id, version: "1", "purpose.en": "Say hello again" });
    expect(await standings("Say hello")).toEqual([]);
    await undo(changed);
    expect(await standings("Say hello")).toEqual([[today, "due"]]);
    await as("agent", (scope) => cancelContact(scope, { id }));
    expect(await standings("Say hello")).toEqual([]);
    expect((await calendar({ state: "cancelled" })).contacts.map(({ standing }) => standing)).toEqual([
      "cancelled",
    ]);
    // Days later the toast is gone, and it is found and planned again all the same.
    expect((await calendar({ month: "2020-01" })).cancelled.map((one) => one.id)).toEqual([id]);
    await undo(await as("agent", (scope) => restoreContact(scope, { id })));
    await as("agent", (scope) => restoreContact(scope, { id }));
    expect(await standings("Say hello")).toEqual([[today, "due"]]);
    expect((await refused(as("agent", (scope) => restoreContact(scope, { id })))).reason).toBe(
      "contactNotCancelled",
    );
    expect((await calendar()).cancelled).toEqual([]);
    expect((await refused(undo(made))).code).toBe("conflict");
  });

  test("says what is missing or not there, field by field", async () => {
    const fields = async (values: object) => (await refused(save(values))).details.fields;
    expect(await fields({ "purpose.en": "" })).toEqual({ "purpose.en": "fillIn" });
    expect(await fields({ "purpose.en": "x", segment: "" })).toEqual({ segment: "fillIn" });
    expect(await fields({ "purpose.en": "x", audience: "customer" })).toEqual({ customer: "fillIn" });
    expect(
      await fields({ "purpose.en": "x", segment: "no", touchpoint: "no", channel: "no", department: "no" }),
    ).toEqual({
      segment: "unknownSegment",
      touchpoint: "unknownTouchpoint",
      channel: "unknownChannel",
      department: "unknownDepartment",
    });
  });

  test("of two editors the second is told who was first", async () => {
    const id = idIn(await save({ "purpose.en": "Both" }));
    await save({ id, version: "1", "purpose.en": "First" }, "admin");
    const error = await refused(save({ id, version: "1", "purpose.en": "Second" }));
    expect([error.reason, error.details.values]).toEqual([
      "changedMeanwhileBy",
      { name: "admin of planners" },
    ]);
    await save({ id, version: "1", anyway: "yes", "purpose.en": "Second" });
    expect(await standings("Second")).toHaveLength(1);
  });

  test("is done with an outcome, or missed once its day is over", async () => {
    const yesterday = addDays(today, -1);
    const id = idIn(await save({ "purpose.en": "Yesterday", on: yesterday }));
    expect(await standings("Yesterday", yesterday)).toEqual([[yesterday, "missed"]]);
    const done = await settle({ id, version: "1", day: yesterday, outcome: "Happy" });
    const { open } = await calendar({ open: id });
    expect(open).toMatchObject({ standing: "done", outcome: "Happy", doneOn: yesterday });
    expect((await refused(as("agent", (scope) => cancelContact(scope, { id })))).reason).toBe(
      "contactSettled",
    );
    await undo(done);
    expect(await standings("Yesterday", yesterday)).toEqual([[yesterday, "missed"]]);
    const tomorrow = addDays(today, 1);
    const later = idIn(await save({ "purpose.en": "Tomorrow", on: tomorrow }));
    expect((await refused(settle({ id: later, version: "1", day: tomorrow, how: "missed" }))).reason).toBe(
      "notInFuture",
    );
    expect(
      (await refused(settle({ id: later, version: "1", day: tomorrow, doneOn: tomorrow }))).details.fields,
    ).toEqual({ doneOn: "notInFuture" });
  });
});

describe("a series", () => {
  const first = addDays(today, -14);

  test("goes on after a day was settled; days left out before it are written down as missed", async () => {
    const id = idIn(await save({ "purpose.en": "Weekly", repeats: "weekly", on: first }));
    const waiting = async () =>
      (await calendar()).waiting.filter((one) => one.purpose === "Weekly").map(({ day }) => day);
    expect(await waiting()).toEqual([today, addDays(today, -7), first]);
    const done = await settle({ id, version: "1", day: addDays(today, -7), outcome: "Fine" });
    expect(await waiting()).toEqual([today]);
    const rows = await here.asSystem(({ db, workspaceId }) =>
      db.plannedContact.findMany({
        where: { workspaceId, purpose: "Weekly", repeats: "none" },
        orderBy: { on: "asc" },
        select: { state: true, outcome: true },
      }),
    );
    expect(rows).toEqual([
      { state: "missed", outcome: null },
      { state: "done", outcome: "Fine" },
    ]);
    expect((await refused(settle({ id, version: "2", day: addDays(today, -7) }))).code).toBe("conflict");
    expect((await refused(settle({ id, version: "2", day: addDays(today, -3) }))).code).toBe("conflict");
    expect((await refused(settle({ id, version: "2", day: addDays(today, 7) }))).reason).toBe(
      "settleInOrder",
    );
    await undo(done);
    expect(await waiting()).toEqual([today, addDays(today, -7), first]);
  });

  test("keeps its day of the month when one of its days is settled or its text is changed", async () => {
    const start = "2026-01-31";
    const id = idIn(await save({ "purpose.en": "Monthly", repeats: "monthly", on: start }));
    await settle({ id, version: "1", day: "2026-01-31" });
    await save({
      id,
      ...{ version: "2", "purpose.en": "Monthly", repeats: "monthly", on: "2026-02-28", who: "Us" },
    });
    expect(await standings("Monthly", "2026-03-15")).toEqual([
      ["2026-02-28", "missed"],
      ["2026-03-31", "missed"],
    ]);
    await save({ id, version: "3", "purpose.en": "Monthly", repeats: "monthly", on: addMonths(today, 1) });
    expect(await standings("Monthly", "2026-03-15")).toEqual([]);
  });
});

describe("the calendar", () => {
  test("is narrowed by the filter of its address and leaves as a file with stable names", async () => {
    expect((await calendar({ segment: "regulars", state: "due" })).contacts.length).toBeGreaterThan(0);
    expect((await calendar({ segment: "nobody" })).contacts).toEqual([]);
    const file = (values: object) =>
      as("viewer", async (scope) => (await downloadCalendar(scope, icsInput.parse(values))).text());
    const uids = (text: string) => text.match(/^UID:.*$/gm) ?? [];
    const before = uids(await file({ segment: "regulars" }));
    expect(new Set(before).size).toBe(before.length);
    expect(uids(await file({ segment: "nobody" }))).toEqual([]);
    const [weekly] = (await calendar()).waiting.filter(({ repeats }) => repeats === "weekly");
    await settle({ id: weekly?.id, version: weekly?.version, day: weekly?.day });
    expect(uids(await file({ segment: "regulars" })).sort()).toEqual([...before].sort());
  });
});

describe("what is planned with a customer", () => {
  test("stands on their page and is erased with them, settled days too", async () => {
    const id = idIn(
      await save({
        ...{ audience: "customer", customer, segment: "", repeats: "weekly", on: addDays(today, -7) },
        "purpose.en": "Check in with Ada",
      }),
    );
    await settle({ id, version: "1", day: addDays(today, -7), outcome: "Ada is content" });
    const page = await as("agent", (scope) => loadCustomer(scope, customerPageInput.parse({ id: customer })));
    expect(page.planned.map(({ day, standing, outcome }) => [day, standing, outcome])).toEqual([
      [today, "due", null],
      [addDays(today, -7), "done", "Ada is content"],
    ]);
    await as("manager", (scope) => eraseCustomer(scope, { id: customer }));
    const left = await here.asSystem(({ db, workspaceId }) =>
      db.plannedContact.count({ where: { workspaceId, purpose: "Check in with Ada" } }),
    );
    expect(left).toBe(0);
  });
});

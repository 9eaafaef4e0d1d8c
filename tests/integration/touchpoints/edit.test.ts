import { beforeAll, describe, expect, test } from "vitest";
import { admit } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import {
  createTouchpoint,
  editTouchpoint,
  removeTouchpoint,
  retireTouchpoint,
  setTouchpoints,
  undoTouchpoints,
} from "@/lib/touchpoints/mutations/edit-touchpoints";
import { startFromTelecoms } from "@/lib/touchpoints/mutations/start-from-telecoms";
import { listTouchpointRows } from "@/lib/touchpoints/queries/list-rows";
import {
  createTouchpointInput,
  editTouchpointInput,
  touchpointRowsInput,
  undoTouchpointsInput,
} from "@/lib/touchpoints/schema/admin";
import { changeSettings } from "@/lib/workspaces/mutations/change-settings";
import { findStart } from "@/lib/workspaces/queries/find-start";
import { loadSettings } from "@/lib/workspaces/queries/read-settings";
import { changeSettingsInput } from "@/lib/workspaces/schema/settings";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;

beforeAll(async () => {
  here = await foundWorkspace("touched");
}, 60_000);

const as = async <T>(role: "admin" | "manager", run: (scope: Scope) => Promise<T>): Promise<T> =>
  withScope(await admit(here.visitor(role)), run);
const rows = (search: object = {}) =>
  as("manager", (scope) => listTouchpointRows(scope, touchpointRowsInput.parse(search)));
const row = async (key: string) => (await rows({ open: key })).opened;
const undo = ({ before }: { before: string }) =>
  as("manager", (scope) => undoTouchpoints(scope, undoTouchpointsInput.parse({ before })));

const refused = async (running: Promise<unknown>): Promise<AppError> => {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It was not refused.");
  return error;
};

describe("a workspace begins", () => {
  test("from the catalogue: 52 touchpoints with phase and channel, and without any value", async () => {
    expect((await as("admin", findStart)).isEmpty).toBe(true);
    expect(await as("admin", startFromTelecoms)).toEqual({ touchpoints: 52 });
    const all = await rows();
    // Two of them have no department on purpose: nobody is responsible for them yet.
    expect([all.total, all.ownerless]).toEqual([52, 2]);
    expect(all.rows.filter(({ phase, channel }) => !phase || !channel)).toEqual([]);
    expect(new Set(all.rows.map(({ contactsPerMonth }) => contactsPerMonth))).toEqual(new Set([null]));
    expect((await refused(as("admin", startFromTelecoms))).reason).toBe("touchpointsThere");
    expect((await as("admin", findStart)).done).toMatchObject({
      touchpoints: true,
      responsible: false,
      feedback: false,
    });
  });
});

describe("touchpoints in the list", () => {
  test("are found by words in any order and language, by place, and by what they lack", async () => {
    expect((await rows({ q: "hotline" })).rows.map(({ key }) => key)).toContain("fault-hotline");
    expect((await rows({ q: "störungs" })).total).toBeGreaterThan(0);
    const usage = await rows({ phase: "usage" });
    expect(new Set(usage.rows.map(({ phase }) => phase))).toEqual(new Set(["usage"]));
    const passive = await rows({ phase: "passive" });
    expect(new Set(passive.rows.map(({ phase }) => phase))).toEqual(new Set(["inactive", "cancelled"]));
    expect((await rows({ lacks: "owner" })).total).toBe(52);
    expect((await rows({ department: "gone" })).total).toBe(0);
  });

  test("many are set at once, and all of them go back", async () => {
    const keys = (await rows({ phase: "usage" })).rows.map(({ key }) => key);
    const departments = new Set((await rows({ phase: "usage" })).rows.map(({ department }) => department));
    expect(departments.size).toBeGreaterThan(1);
    const done = await as("manager", (scope) =>
      setTouchpoints(scope, { keys, field: "department", value: "service" }),
    );
    expect((await rows({ phase: "usage", department: "service" })).total).toBe(keys.length);
    await undo(done);
    expect(new Set((await rows({ phase: "usage" })).rows.map(({ department }) => department))).toEqual(
      departments,
    );
    const some = keys.slice(0, 3);
    for (const [field, value] of [
      ["planned", "true"],
      ["momentOfTruth", "malfunction"],
    ] as const)
      await as("manager", (scope) => setTouchpoints(scope, { keys: some, field, value }));
    const { rows: set } = await rows({ phase: "usage", moment: "malfunction" });
    expect(set.filter(({ key, planned }) => some.includes(key) && planned === true).length).toBe(3);
    const odd = as("manager", (scope) =>
      setTouchpoints(scope, { keys: some, field: "planned", value: "maybe" }),
    );
    expect((await refused(odd)).details.fields).toEqual({ value: "fillIn" });
  });

  test("what is named must exist: nothing is set where it does not", async () => {
    const keys = ["fault-hotline"];
    const wrong = as("manager", (scope) =>
      setTouchpoints(scope, { keys, field: "channel", value: "nowhere" }),
    );
    expect((await refused(wrong)).details.fields).toEqual({ channel: "unknownChannel" });
    const gone = as("manager", (scope) =>
      setTouchpoints(scope, { keys: ["nothing"], field: "state", value: "aligned" }),
    );
    expect((await refused(gone)).code).toBe("notFound");
  });
});

describe("one touchpoint in the form", () => {
  const form = (values: object) => editTouchpointInput.parse({ key: "call-centre", version: "1", ...values });

  test("is made of what a form sends; an empty field empties", async () => {
    await as("manager", (scope) =>
      createTouchpoint(
        scope,
        createTouchpointInput.parse({
          key: "call-centre",
          "names.en": "Call centre",
          "names.de": "",
          channel: "phone",
          planned: "false",
          contactsPerMonth: "120",
          owner: "",
        }),
      ),
    );
    expect(await row("call-centre")).toMatchObject({
      names: { en: "Call centre" },
      channel: "phone",
      planned: false,
      contactsPerMonth: 120,
      owner: null,
      state: "listed",
    });
  });

  test("the second editor hears who was first and what it says now, keeps the text, and may save over it", async () => {
    await as("admin", (scope) => editTouchpoint(scope, form({ channel: "chat", "names.en": "Call centre" })));
    const late = form({ "names.en": "Hotline", channel: "phone" });
    const error = await refused(as("manager", (scope) => editTouchpoint(scope, late)));
    expect([error.code, error.reason]).toEqual(["conflict", "changedMeanwhileBy"]);
    expect(error.details.values).toEqual({ name: "admin of touched" });
    expect(error.details.fields).toMatchObject({ channel: "Meanwhile: Chat" });
    await as("manager", (scope) => editTouchpoint(scope, { ...late, anyway: "yes" }));
    expect(await row("call-centre")).toMatchObject({ name: "Hotline", channel: "phone" });
  });

  test("what history needs is retired and not deleted; what nothing speaks of goes and comes back", async () => {
    await here.asSystem(async ({ db, workspaceId }) => {
      const { id } = await db.touchpoint.findFirstOrThrow({ where: { workspaceId, key: "call-centre" } });
      const day = new Date("2026-03-01");
      await db.marker.create({ data: { workspaceId, on: day, title: "New menu", touchpointId: id } });
    });
    const key = "call-centre";
    expect((await refused(as("manager", (scope) => removeTouchpoint(scope, { key })))).reason).toBe(
      "onlyRetire",
    );
    await as("manager", (scope) => retireTouchpoint(scope, { key }));
    expect((await rows({ q: "hotline", retired: "true" })).rows.map((one) => one.key)).toEqual([key]);

    const before = await row("fault-hotline");
    const gone = await as("manager", (scope) => removeTouchpoint(scope, { key: "fault-hotline" }));
    expect(await row("fault-hotline")).toBeNull();
    await undo(gone);
    expect(await row("fault-hotline")).toEqual({ ...before, version: 1 });
  });
});

describe("settings", () => {
  const change = async (values: object) => {
    const { settings, ...facts } = await as("admin", loadSettings);
    const input = changeSettingsInput.parse({
      ...settings,
      ...facts,
      version: String(settings.version),
      ...values,
    });
    return as("admin", (scope) => changeSettings(scope, input));
  };

  test("fall back to what is usual, and are refused outside of their limits", async () => {
    expect((await as("admin", loadSettings)).settings).toMatchObject({
      fewBelow: 30,
      tolerance: 0.2,
      inactivityDays: 90,
    });
    expect(
      changeSettingsInput.safeParse({ fewBelow: 4 }).error?.issues.some(({ path }) => path[0] === "fewBelow"),
    ).toBe(true);
    await change({ tolerance: "0.3", languages: ["de"] });
    expect((await as("admin", loadSettings)).settings).toMatchObject({
      tolerance: 0.3,
      languages: ["en", "de"],
    });
  });

  test("the time zone is fixed once something happened on a day, the currency once there is an amount", async () => {
    await change({ timeZone: "Asia/Kathmandu", currency: "USD" });
    expect(await as("admin", loadSettings)).toMatchObject({ timeZone: "Asia/Kathmandu", currency: "USD" });
    await here.asSystem(async ({ db, workspaceId }) => {
      const day = new Date("2026-03-01");
      const customer = await db.customer.create({ data: { workspaceId, name: "Ada" } });
      const order = { workspaceId, customerId: customer.id, orderedAt: day, day, totalMinor: 100n };
      await db.order.create({ data: order });
    });
    expect((await refused(change({ timeZone: "Europe/Berlin", currency: "EUR" }))).details.fields).toEqual({
      timeZone: "timeZoneFixed",
      currency: "currencyFixed",
    });
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { parseInput } from "@/lib/doors/open-door";
import { removePromiseCount, savePromiseCount, undoPromiseCount } from "@/lib/promises/mutations/edit-counts";
import { retirePromise, savePromise, undoPromise } from "@/lib/promises/mutations/edit-promise";
import { listPromises } from "@/lib/promises/queries/list-promises";
import {
  savePromiseCountInput,
  savePromiseInput,
  undoPromiseCountInput,
  undoPromiseInput,
} from "@/lib/promises/schema";
import { ownImports } from "../imports/workspace";

/** Promises are written down, counted, changed and taken out of use, each with a way back. */
const own = ownImports();
let workspace: number;

beforeAll(async () => {
  workspace = await own.newWorkspace({ locale: "en" });
  await own.inScope(workspace, (scope) =>
    scope.db.touchpoint.create({ data: { workspaceId: workspace, key: "hotline", name: "Hotline" } }),
  );
});

const save = (form: object) =>
  own.inScope(workspace, (scope) => savePromise(scope, parseInput(savePromiseInput, form, "en")));
const count = (form: object) =>
  own.inScope(workspace, (scope) => savePromiseCount(scope, parseInput(savePromiseCountInput, form, "en")));
const rows = async (asked: object = {}) =>
  (await own.inScope(workspace, (scope) => listPromises(scope, asked))).rows;
const undo = (said: { before: string }) =>
  own.inScope(workspace, (scope) => undoPromise(scope, undoPromiseInput.parse(said)));
const undoCount = (said: { before: string }) =>
  own.inScope(workspace, (scope) => undoPromiseCount(scope, undoPromiseCountInput.parse(said)));

describe("a promise", () => {
  let id = "";

  test("is made, and says what it lacks", async () => {
    await expect(save({ "text.en": "Call back", touchpoint: "nowhere" })).rejects.toMatchObject({
      details: { fields: { touchpoint: "unknownTouchpoint" } },
    });
    await save({ "text.en": "Call back", touchpoint: "hotline", "howMuch.en": "1 hour", "saidWhere.en": "" });
    const [row] = await rows();
    expect(row).toMatchObject({ text: "Call back", howMuch: "1 hour", saidWhere: null, latest: null });
    expect(row?.now.value).toBeNull();
    id = row?.id ?? "";
  });

  test("is read in each language in which it was written, and elsewhere in the workspace's", async () => {
    const german = { "text.de": "Rückruf", "howMuch.de": "1 Stunde" };
    const said = await save({
      "text.en": "Call",
      "saidWhere.en": "Website",
      touchpoint: "hotline",
      ...german,
    });
    const read = (locale: string) =>
      own.inScope(workspace, async (scope) => {
        const { rows: all } = await listPromises({ ...scope, locale } as typeof scope, {});
        return all.find(({ text }) => ["Call", "Rückruf"].includes(text));
      });
    expect(await read("de")).toMatchObject({ text: "Rückruf", saidWhere: "Website", howMuch: "1 Stunde" });
    expect(await read("en")).toMatchObject({ text: "Call", saidWhere: "Website", howMuch: null });
    await undo(said);
  });

  test("is counted time by time, and nothing counts twice", async () => {
    await count({ id, from: "2026-01-01", through: "2026-03-31", kept: "90", cases: "100" });
    const second = await count({ id, from: "2026-04-01", through: "2026-06-30", kept: "50", cases: "100" });
    const [row] = await rows();
    expect(row?.counts.map(({ from, to, kept }) => [from, to, kept])).toEqual([
      ["2026-04-01", "2026-07-01", 50],
      ["2026-01-01", "2026-04-01", 90],
    ]);
    expect([row?.now.value, row?.change?.verdict]).toEqual([0.5, "down"]);
    await expect(
      count({ id, from: "2026-06-01", through: "2026-07-31", kept: "1", cases: "2" }),
    ).rejects.toMatchObject({ details: { fields: { from: "overlapsCount" } } });
    await undoCount(second);
    expect((await rows())[0]?.counts).toHaveLength(1);
    await expect(undoCount(second)).rejects.toMatchObject({ code: "conflict" });
    const gone = await own.inScope(workspace, (scope) =>
      removePromiseCount(scope, { id, from: "2026-01-01" }),
    );
    expect((await rows())[0]?.counts).toEqual([]);
    await undoCount(gone);
    expect((await rows())[0]?.latest).toMatchObject({ kept: 90, cases: 100 });
  });

  test.each([
    [{ kept: "3", cases: "2" }, { kept: "keptAboveCases" }],
    [{ kept: "0", cases: "0" }, { cases: "noCases" }],
    [{ kept: "half", cases: "2" }, { kept: "wholeNumber" }],
    [{ through: "2025-12-31" }, { through: "toBeforeFrom" }],
  ])("refuses a count of %o with a sentence", async (said, fields) => {
    const form = { id, from: "2027-01-01", through: "2027-01-31", kept: "1", cases: "2", ...said };
    expect(() => parseInput(savePromiseCountInput, form, "en")).toThrow();
    try {
      parseInput(savePromiseCountInput, form, "en");
    } catch (error) {
      expect(Object.keys((error as { details: { fields: object } }).details.fields)).toEqual(
        Object.keys(fields),
      );
    }
  });

  test("is changed by one at a time and can be taken out of use and back", async () => {
    const changed = await save({ id, version: "1", "text.en": "Call back soon", touchpoint: "hotline" });
    await expect(
      save({ id, version: "1", "text.en": "Otherwise", touchpoint: "hotline" }),
    ).rejects.toMatchObject({ code: "conflict" });
    await undo(changed);
    expect((await rows())[0]?.text).toBe("Call back");
    const retired = await own.inScope(workspace, (scope) => retirePromise(scope, { id }));
    expect([(await rows()).length, (await rows({ retired: "yes" })).length]).toEqual([0, 1]);
    await undo(retired);
    expect(await rows()).toHaveLength(1);
  });
});

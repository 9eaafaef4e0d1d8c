import { beforeAll, expect, test } from "vitest";
import { openDoor } from "@/lib/doors/open-door";
import { AppError } from "@/lib/errors/app-error";
import { canary, type ForeignIds, fingerprint, plantCanaries } from "../../support/canaries";
import { type FoundDoor, findDoors } from "../../support/doors";
import { foreignInputs } from "../../support/foreign-inputs";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

const database = ownDatabase();

let doors: FoundDoor[];
let here: TestWorkspace;
let there: TestWorkspace;
let foreign: ForeignIds;

beforeAll(async () => {
  doors = (await findDoors()).filter(({ can }) => can !== null);
  here = await foundWorkspace("here");
  there = await foundWorkspace("there");
  foreign = await plantCanaries(there);
}, 120_000);

const fieldsNamed = (error: AppError): string => JSON.stringify(error.details);

test("every door has its attempts, and no attempt belongs to a door that is gone", () => {
  expect(Object.keys(foreignInputs).sort()).toEqual(doors.map(({ name }) => name).sort());
});

test("no door shows or changes a row of another workspace, whoever knocks with whatever ids", async () => {
  const ownerUrl = database.current?.ownerUrl ?? "";
  const before = await fingerprint(ownerUrl, there.workspaceId);
  const empty = Object.entries(before).filter(([, print]) => print.startsWith("0 "));
  // Every table of a workspace has a row to protect; the audit log and the counters fill by themselves.
  expect(empty.map(([table]) => table)).toEqual(["audit_entry"]);
  for (const { name, door } of doors) {
    if (!door) throw new Error(`${name} has no spec to call.`);
    for (const input of foreignInputs[name]?.(foreign) ?? []) {
      const answer = await openDoor(door, here.visitor("admin"), () => input).then(
        ({ result }) =>
          JSON.stringify(result, (_, value) => (typeof value === "bigint" ? String(value) : value)) ?? "",
        (error: unknown) => {
          if (!(error instanceof AppError)) throw error;
          expect([name, input, ["notFound", "invalid"].includes(error.code)]).toEqual([name, input, true]);
          return fieldsNamed(error);
        },
      );
      expect([name, input, answer.includes(canary)]).toEqual([name, input, false]);
    }
  }
  expect(await fingerprint(ownerUrl, there.workspaceId)).toEqual(before);
}, 120_000);

import { beforeAll, describe, expect, test } from "vitest";
import type { Visitor } from "@/lib/auth/admission";
import { may, type Permission, type Role, roles } from "@/lib/auth/roles";
import { passDoor } from "@/lib/doors/open-door";
import { AppError } from "@/lib/errors/app-error";
import { type FoundDoor, findDoors, openByDesign } from "../../support/doors";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let doors: FoundDoor[];
let here: TestWorkspace;
let there: TestWorkspace;

beforeAll(async () => {
  doors = await findDoors();
  here = await foundWorkspace("here");
  there = await foundWorkspace("there");
}, 120_000);

const guarded = (): FoundDoor[] => doors.filter(({ can }) => can !== null);

const outcome = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "in",
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );

/** What the lock of a door is made of, each once: doors with the same permission have the same lock. */
const locks = (): Permission[] => [...new Set(doors.flatMap(({ can }) => can ?? []))];

/** Whoever may stand at a door; a job's door is opened by the worker alone. */
async function visitors(role: Role): Promise<Visitor[]> {
  return [here.visitor(role), { kind: "key", token: await here.apiKey(role) }];
}

describe("every door", () => {
  test("is guarded, or open for a reason that is written down", () => {
    const known = new Set(["accountAction", "openAction"]);
    const bare = doors.filter(
      ({ name, can, kind }) => can === null && !known.has(kind) && !(name in openByDesign),
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
    expect(guarded().length).toBeGreaterThan(10);
  });

  test("lets in exactly the roles of the table", async () => {
    for (const role of roles)
      for (const visitor of await visitors(role))
        for (const can of locks()) {
          const code = await outcome(passDoor(can, visitor));
          expect([can, role, visitor.kind, code]).toEqual([
            can,
            role,
            visitor.kind,
            may(role, can) ? "in" : "forbidden",
          ]);
        }
    const table = guarded().map(
      ({ name, can }) => `${name}  [${can}]  ${roles.filter((role) => can && may(role, can)).join(" ")}`,
    );
    // Every cell is declared: a door that opens to somebody else than before shows up here.
    await expect(`${table.join("\n")}\n`).toMatchFileSnapshot("role-matrix.txt");
  });

  test("is shut to strangers, to members of other workspaces and to revoked sessions", async () => {
    const stranger: Visitor = { kind: "session", sessionId: null, workspace: "here", locale: "en" };
    const outsider: Visitor = { ...there.visitor("admin"), workspace: "here" } as Visitor;
    const ghost: Visitor = {
      ...here.visitor("admin"),
      sessionId: "0190a000-0000-7000-8000-000000000000",
    } as Visitor;
    const badKey: Visitor = { kind: "key", token: "lotse_not_a_key_that_was_ever_given_out" };
    for (const can of locks()) {
      const answers = await Promise.all(
        [stranger, outsider, ghost, badKey].map((visitor) => outcome(passDoor(can, visitor))),
      );
      expect([can, ...answers]).toEqual([
        can,
        "unauthenticated",
        "notFound",
        "unauthenticated",
        "unauthenticated",
      ]);
    }
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { admit } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { createEntry, restoreEntry, retireEntry, undoEntry } from "@/lib/catalogue/mutations/edit-entries";
import { whatUses } from "@/lib/catalogue/queries/what-uses";
import { createEntryInput, undoEntryInput } from "@/lib/catalogue/schema/admin";
import { addCustomer } from "@/lib/customers/mutations/edit-customer";
import { addCustomerInput } from "@/lib/customers/schema/edit-customer";
import { AppError } from "@/lib/errors/app-error";
import { savePhaseMoves } from "@/lib/lifecycle/mutations";
import { moveEverybody, undoMoveEverybody } from "@/lib/lifecycle/mutations/move-everybody";
import { moveToPhase, removePhaseMove } from "@/lib/lifecycle/mutations/move-to-phase";
import { moveEverybodyInput, undoMoveEverybodyInput } from "@/lib/lifecycle/schema";
import { loadBoard } from "@/lib/phasebook/queries/load-board";
import { boardInput } from "@/lib/phasebook/schema/pages";
import { eraseCustomer } from "@/lib/privacy/mutations";
import { saveTouchpoints } from "@/lib/touchpoints/mutations";
import {
  restoreTouchpoint,
  retireTouchpoint,
  setTouchpoints,
  undoTouchpoints,
} from "@/lib/touchpoints/mutations/edit-touchpoints";
import { undoTouchpointsInput } from "@/lib/touchpoints/schema/admin";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;
const people = new Map<string, string>();

const list = "phases" as const;
const named = { list, key: "trial" };

beforeAll(async () => {
  here = await foundWorkspace("phases");
  await asAdmin((scope) =>
    createEntry(
      scope,
      createEntryInput.parse({ list, key: "trial", parent: "acquisition", "names.en": "Trial" }),
    ),
  );
  for (const name of ["Anna", "Berta", "Carl"]) {
    const { id } = await asAdmin((scope) =>
      addCustomer(
        scope,
        addCustomerInput.parse({
          ...{ kind: "person", name, externalId: name, email: "", phone: "", language: "", country: "" },
          joinedOn: "",
        }),
      ),
    );
    people.set(name, id);
    await move(name, "trial", "2026-01-10");
  }
}, 60_000);

const asAdmin = async <T>(run: (scope: Scope) => Promise<T>): Promise<T> =>
  withScope(await admit(here.visitor("admin")), run);

const move = (name: string, phase: string, on?: string) =>
  asAdmin((scope) => moveToPhase(scope, { customer: `ext:${name}`, phase, on }));

const refusedWith = async (running: Promise<unknown>) => {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It was not refused.");
  return { reason: error.reason, ...error.details };
};

describe("a phase with customers in it", () => {
  test("is not retired: the sentence says how many have to be moved first", async () => {
    expect(await refusedWith(asAdmin((scope) => retireEntry(scope, named)))).toMatchObject({
      reason: "phaseHasCustomers",
      values: { count: 3 },
    });
    const { uses } = await asAdmin((scope) => whatUses(scope, named));
    expect(uses).toContainEqual({ kind: "customersNow", count: 3, isMore: false });
  });

  test("only those count who are in it now: whoever went on or was erased does not", async () => {
    await move("Anna", "usage");
    await asAdmin((scope) => eraseCustomer(scope, { id: people.get("Berta") ?? "" }));
    expect(await refusedWith(asAdmin((scope) => retireEntry(scope, named)))).toMatchObject({
      values: { count: 1 },
    });
    const board = await asAdmin((scope) => loadBoard(scope, boardInput.parse({})));
    expect(board.columns.find(({ key }) => key === "trial")?.total).toBe(1);
    expect([board.total, board.without]).toEqual([2, 0]);
  });

  test("is retired when they have gone, and what has been stays and may still be told", async () => {
    await move("Carl", "usage");
    await asAdmin((scope) => retireEntry(scope, named));
    const tell = (at: string) =>
      asAdmin((scope) => savePhaseMoves(scope, [{ customer: "ext:Anna", phase: "trial", at }]));
    expect(await tell("2026-01-10")).toMatchObject([{ status: "unchanged" }]);
    expect(await tell("2025-12-01")).toMatchObject([{ status: "created" }]);
    const [late] = await tell(new Date().toISOString());
    expect(late).toBeInstanceOf(AppError);
    expect((late as AppError).details.fields).toEqual({ phase: "retiredPhase" });
  });

  test("is emptied into another one at once, and that can be taken back", async () => {
    await asAdmin((scope) => restoreEntry(scope, named));
    await move("Anna", "trial");
    await move("Carl", "trial");
    const empty = (to: string) =>
      asAdmin((scope) =>
        moveEverybody(scope, moveEverybodyInput.parse({ from: "trial", to, reason: "merged" })),
      );
    expect((await refusedWith(empty("trial"))).fields).toEqual({ to: "samePhase" });
    expect((await refusedWith(empty("nowhere"))).fields).toEqual({ to: "unknownPhase" });
    const whereNow = async () => {
      const board = await asAdmin((scope) => loadBoard(scope, boardInput.parse({})));
      return board.columns.flatMap(({ key, total }) => (total > 0 ? [[key, total]] : []));
    };
    const undo = await empty("decision");
    expect(await whereNow()).toEqual([["decision", 2]]);
    expect(await refusedWith(empty("decision"))).toMatchObject({ reason: "nobodyInPhase" });
    await asAdmin((scope) => undoMoveEverybody(scope, undoMoveEverybodyInput.parse(undo)));
    expect(await whereNow()).toEqual([["trial", 2]]);
    const late = await empty("decision");
    await asAdmin((scope) => retireEntry(scope, named));
    const takingBack = asAdmin((scope) => undoMoveEverybody(scope, undoMoveEverybodyInput.parse(late)));
    expect(await refusedWith(takingBack)).toMatchObject({ reason: "leftPhaseRetired" });
    expect(await whereNow()).toEqual([["decision", 2]]);
    // One by one, neither.
    const last = await asAdmin(({ db, workspaceId }) =>
      db.phaseMove.findFirstOrThrow({ where: { workspaceId }, orderBy: { id: "desc" } }),
    );
    const removing = asAdmin((scope) => removePhaseMove(scope, { id: last.publicId }));
    expect(await refusedWith(removing)).toMatchObject({ reason: "leftPhaseRetired" });
    expect(await whereNow()).toEqual([["decision", 2]]);
    const [put] = await asAdmin((scope) =>
      saveTouchpoints(scope, [{ key: "demo", name: "Demo", phase: "trial" }]),
    );
    expect((put as AppError).details.fields).toEqual({ phase: "retiredPhase" });
    const back = asAdmin((scope) =>
      moveEverybody(scope, moveEverybodyInput.parse({ from: "decision", to: "trial" })),
    );
    expect((await refusedWith(back)).fields).toEqual({ to: "retiredPhase" });
  });

  test("is not retired by taking back that it is used again, either", async () => {
    const { before } = await asAdmin((scope) => restoreEntry(scope, named));
    await move("Anna", "trial");
    const takingBack = asAdmin((scope) => undoEntry(scope, undoEntryInput.parse({ list, before })));
    expect(await refusedWith(takingBack)).toMatchObject({ reason: "phaseHasCustomers" });
  });

  test("takes no touchpoint back that was retired with it, nor one that left it", async () => {
    const keyed = (key: string) => ({ key });
    await asAdmin((scope) =>
      createEntry(
        scope,
        createEntryInput.parse({ list, key: "pilot", parent: "acquisition", "names.en": "Pilot" }),
      ),
    );
    await asAdmin((scope) =>
      saveTouchpoints(
        scope,
        ["old", "gone"].map((key) => ({ key, name: key, phase: "pilot" })),
      ),
    );
    const retired = await asAdmin((scope) => retireTouchpoint(scope, keyed("old")));
    const left = await asAdmin((scope) =>
      setTouchpoints(scope, { keys: ["gone"], field: "phase", value: "decision" }),
    );
    await asAdmin((scope) => retireEntry(scope, { list, key: "pilot" }));
    for (const trying of [
      (scope: Scope) => restoreTouchpoint(scope, keyed("old")),
      (scope: Scope) => undoTouchpoints(scope, undoTouchpointsInput.parse(retired)),
      (scope: Scope) => undoTouchpoints(scope, undoTouchpointsInput.parse(left)),
    ])
      expect(await refusedWith(asAdmin<unknown>(trying))).toMatchObject({ reason: "phaseRetiredMeanwhile" });
    await asAdmin((scope) => setTouchpoints(scope, { keys: ["old"], field: "phase", value: "decision" }));
    await asAdmin((scope) => restoreTouchpoint(scope, keyed("old")));
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { addCustomer, editCustomer, setAttribute } from "@/lib/customers/mutations/edit-customer";
import { getCustomer } from "@/lib/customers/queries";
import { addCustomerInput, editCustomerInput } from "@/lib/customers/schema/edit-customer";
import { loadCustomer } from "@/lib/dashboards/queries/load-customer";
import { moveToPhase, removePhaseMove } from "@/lib/lifecycle/mutations/move-to-phase";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await foundWorkspace("edits");
});

const form = {
  kind: "person",
  name: "Ada",
  email: "",
  phone: "0171 1234567",
  externalId: "",
  language: "",
  country: "",
  joinedOn: "",
};
const add = (change: object = {}) =>
  workspace.asSystem((scope) => addCustomer(scope, addCustomerInput.parse({ ...form, ...change })));
const edit = (id: string, version: number, change: object) =>
  workspace.asSystem((scope) =>
    editCustomer(scope, editCustomerInput.parse({ ...form, id, version, ...change })),
  );
const see = (id: string) => workspace.asSystem((scope) => getCustomer(scope, { id }));

describe("a customer is edited in a form", () => {
  test("and taken back as a whole: the undo is the same form with what was there", async () => {
    const { id } = await add();
    const undo = await edit(id, 1, { name: "Ada Brandt", email: "Ada@Example.com", joinedOn: "2026-01-15" });
    expect(await see(id)).toMatchObject({
      name: "Ada Brandt",
      email: "ada@example.com",
      joinedOn: "2026-01-15",
    });
    await workspace.asSystem((scope) => editCustomer(scope, editCustomerInput.parse(undo)));
    expect(await see(id)).toMatchObject({ name: "Ada", email: null, joinedOn: null, phone: "0171 1234567" });
  });

  test("the second of two editors is told what it says now, and nothing is overwritten", async () => {
    const { id } = await add();
    await edit(id, 1, { phone: "030 4711" });
    await expect(edit(id, 1, { name: "Ada Lovelace" })).rejects.toMatchObject({
      code: "conflict",
      reason: "customerChanged",
      details: { values: { what: expect.stringContaining("030 4711") } },
    });
    expect(await see(id)).toMatchObject({ name: "Ada", phone: "030 4711" });
  });

  test("a number that somebody has is refused, and so is nobody at all", async () => {
    await add({ externalId: "C-1" });
    await expect(add({ externalId: "C-1" })).rejects.toMatchObject({ code: "conflict" });
    expect(addCustomerInput.safeParse({ ...form, name: "", phone: "" }).success).toBe(false);
  });

  test("an attribute comes, changes its value and goes again, and each can be taken back", async () => {
    const { id } = await add();
    const set = (input: { version: number; key: string; value: string }) =>
      workspace.asSystem((scope) => setAttribute(scope, { id, ...input }));
    const undo = await set({ version: 1, key: "tariff", value: "Fibre 250" });
    expect((await see(id)).attributes).toEqual({ tariff: "Fibre 250" });
    expect(undo).toMatchObject({ key: "tariff", value: "" });
    await set({ version: Number(undo.version), key: "tariff", value: "" });
    expect((await see(id)).attributes).toEqual({});
  });
});

test("a move into a phase stands on the page and in the timeline until it is taken back", async () => {
  const { id } = await add();
  const load = () => workspace.asSystem((scope) => loadCustomer(scope, { id }));
  const [phase] = (await load()).places.phases;
  const move = await workspace.asSystem((scope) =>
    moveToPhase(scope, { customer: id, phase: phase?.key ?? "", on: "2026-02-01", reason: "signed" }),
  );
  const after = await load();
  expect(after.customer.phase).toMatchObject({ since: "2026-02-01" });
  expect(after.customer.phases).toMatchObject([{ since: "2026-02-01", reason: "signed" }]);
  expect(after.timeline.entries).toMatchObject([{ kind: "phase", detail: { text: "signed" } }]);
  await workspace.asSystem((scope) => removePhaseMove(scope, move));
  expect((await load()).timeline.entries).toEqual([]);
  const told = await workspace.asSystem(({ db, workspaceId }) =>
    db.auditEntry.findMany({ where: { workspaceId, subject: move.id }, orderBy: { id: "asc" } }),
  );
  expect(told.map(({ action }) => action)).toEqual(["phaseMove.create", "phaseMove.undo"]);
});

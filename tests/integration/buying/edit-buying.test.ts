import { beforeAll, describe, expect, test } from "vitest";
import { admit } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { retireNeed, saveNeed, sortNeeds, undoNeeds } from "@/lib/buying/mutations/edit-needs";
import { deleteOffer, saveOffer, undoOffers } from "@/lib/buying/mutations/edit-offers";
import { buyingExport } from "@/lib/buying/queries/export-buying";
import { loadBuying } from "@/lib/buying/queries/load-buying";
import {
  saveNeedInput,
  saveOfferInput,
  sortNeedsInput,
  undoNeedsInput,
  undoOffersInput,
} from "@/lib/buying/schema/edit";
import { buyingInput } from "@/lib/buying/schema/pages";
import { AppError } from "@/lib/errors/app-error";
import { startFromTelecoms } from "@/lib/touchpoints/mutations/start-from-telecoms";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;

const as = async <T>(role: "admin" | "manager", run: (scope: Scope) => Promise<T>): Promise<T> =>
  withScope(await admit(here.visitor(role)), run);
const buying = () => as("manager", (scope) => loadBuying(scope, buyingInput.parse({})));
const needsOf = async (phase: string) =>
  (await buying()).phases.find(({ key }) => key === phase)?.needs ?? [];
const need = (values: object, role: "admin" | "manager" = "manager") =>
  as(role, (scope) => saveNeed(scope, saveNeedInput.parse({ phase: "decision", ...values })));
const offer = (values: object) => as("manager", (scope) => saveOffer(scope, saveOfferInput.parse(values)));
const undoNeed = ({ before }: { before: string }) =>
  as("manager", (scope) => undoNeeds(scope, undoNeedsInput.parse({ before })));
const undoOffer = ({ before }: { before: string }) =>
  as("manager", (scope) => undoOffers(scope, undoOffersInput.parse({ before })));

const refused = async (running: Promise<unknown>): Promise<AppError> => {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It was not refused.");
  return error;
};

beforeAll(async () => {
  here = await foundWorkspace("buyers");
  await as("admin", startFromTelecoms);
}, 60_000);

describe("information needs", () => {
  test("are noted in the sub-phases before the purchase, reworded, moved, and all of it goes back", async () => {
    expect((await buying()).phases.map(({ key }) => key)).toEqual(["awareness", "consideration", "decision"]);
    const made = await need({ "text.en": "How soon does it start?" });
    const [one] = await needsOf("decision");
    expect(one).toMatchObject({ text: "How soon does it start?", answer: "nothing", offers: [] });
    const moved = await need({ id: one?.id, version: "1", phase: "consideration", "text.en": "When?" });
    expect((await needsOf("consideration")).map(({ text }) => text)).toEqual(["When?"]);
    await undoNeed(moved);
    expect((await needsOf("decision")).map(({ text }) => text)).toEqual(["How soon does it start?"]);
    expect((await refused(undoNeed(made))).code).toBe("conflict");
  });

  test("are refused without a text or in a phase that is not there; the second editor is told who was first", async () => {
    expect((await refused(need({ "text.en": "" }))).details.fields).toEqual({ "text.en": "fillIn" });
    expect((await refused(need({ phase: "nowhere", "text.en": "x" }))).details.fields).toEqual({
      phase: "unknownPhase",
    });
    const [one] = await needsOf("decision");
    const named = { id: one?.id, version: one?.version };
    await need({ ...named, "text.en": "Mine first" }, "admin");
    expect((await refused(need({ ...named, "text.en": "Mine" }))).details.values).toEqual({
      name: "admin of buyers",
    });
    await need({ ...named, anyway: "yes", "text.en": "Mine" });
    expect((await needsOf("decision"))[0]?.text).toBe("Mine");
  });

  test("are put in order and back, retired and back", async () => {
    await need({ "text.en": "Second" });
    const ids = (await needsOf("decision")).map(({ id }) => id);
    const sort = (order: string) =>
      as("manager", (scope) => sortNeeds(scope, sortNeedsInput.parse({ phase: "decision", order })));
    const before = await sort(JSON.stringify([...ids].reverse()));
    expect((await needsOf("decision")).map(({ text }) => text)).toEqual(["Second", "Mine"]);
    await sort(before.order);
    expect((await needsOf("decision")).map(({ text }) => text)).toEqual(["Mine", "Second"]);
    const gone = await as("manager", (scope) => retireNeed(scope, { id: ids[1] ?? "" }));
    expect(await needsOf("decision")).toHaveLength(1);
    await undoNeed(gone);
    expect(await needsOf("decision")).toHaveLength(2);
  });
});

describe("steps and content", () => {
  test("answer a need, are changed, deleted and come back under their id", async () => {
    const [one] = await needsOf("decision");
    await offer({ need: one?.id, kind: "step", "name.en": "Talk", touchpoint: "store-advice" });
    expect((await needsOf("decision"))[0]?.answer).toBe("stepOnly");
    await offer({ need: one?.id, kind: "content", "name.en": "Page", address: "https://a.example/b" });
    const [answered] = await needsOf("decision");
    expect(answered?.answer).toBe("answered");
    expect(answered?.offers.map(({ kind, touchpoint }) => [kind, touchpoint?.key ?? null])).toEqual([
      ["step", "store-advice"],
      ["content", null],
    ]);
    const page = answered?.offers[1];
    const gone = await as("manager", (scope) => deleteOffer(scope, { id: page?.id ?? "" }));
    expect((await needsOf("decision"))[0]?.answer).toBe("stepOnly");
    await undoOffer(gone);
    expect((await needsOf("decision"))[0]?.offers[1]).toMatchObject({ id: page?.id, name: "Page" });
    expect((await refused(undoOffer(gone))).code).toBe("conflict");
  });

  test("a place that is not there is refused, an address that no browser opens too", async () => {
    const [one] = await needsOf("decision");
    const wrong = offer({ need: one?.id, kind: "step", "name.en": "x", touchpoint: "no", department: "no" });
    expect((await refused(wrong)).details.fields).toEqual({
      touchpoint: "unknownTouchpoint",
      department: "unknownDepartment",
    });
    const script = { need: one?.id, kind: "content", "name.en": "x", address: "javascript:alert(1)" };
    expect(saveOfferInput.safeParse(script).success).toBe(false);
  });

  test("leave as a file, a line for each and one for what has nothing", async () => {
    const lines: (string | null)[][] = [];
    await as("manager", async (scope) => {
      for await (const { need: asked, offer: found } of await buyingExport.rows(scope, buyingInput.parse({})))
        lines.push([asked.text, found?.name ?? null]);
    });
    expect(lines).toEqual([
      ["Mine", "Talk"],
      ["Mine", "Page"],
      ["Second", null],
    ]);
  });
});

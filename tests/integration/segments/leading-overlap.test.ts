import { beforeAll, describe, expect, test } from "vitest";
import { addCustomer } from "@/lib/customers/mutations/edit-customer";
import { addCustomerInput } from "@/lib/customers/schema/edit-customer";
import type { AppError } from "@/lib/errors/app-error";
import { sentenceOf } from "@/lib/language/translator";
import { postSegments, saveSegments } from "@/lib/segments/mutations";
import {
  editSegment,
  restoreSegment,
  retireSegment,
  undoSegment,
} from "@/lib/segments/mutations/edit-segment";
import { loadSegments } from "@/lib/segments/queries/load-segments";
import { undoSegmentInput } from "@/lib/segments/schema/edit";
import type { Rule } from "@/lib/segments/schema/rule";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;

const speaks = (...languages: string[]): Rule => ({
  any: languages.map((value) => ({ about: "customer", measure: "language", op: "is", value })),
});
const inSegment = (key: string): Rule => ({ all: [{ about: "segment", op: "oneOf", value: [key] }] });

const add = (name: string, language: string) =>
  here.asSystem((scope) =>
    addCustomer(
      scope,
      addCustomerInput.parse({
        ...{ kind: "person", name, language, email: "", phone: "", externalId: "", country: "" },
        joinedOn: "",
      }),
    ),
  );

beforeAll(async () => {
  here = await foundWorkspace("sets");
  for (const [name, language] of [
    ["Ada", "de"],
    ["Ben", "de"],
    ["Cleo", "en"],
    ["Dora", "fr"],
  ] as const)
    await add(name, language);
  await here.asSystem((scope) =>
    saveSegments(scope, [
      { key: "german", name: "German", rule: speaks("de"), leading: true },
      { key: "english", name: "English", rule: speaks("en"), leading: true },
      { key: "base", name: "Base", rule: speaks("fr") },
      { key: "built", name: "Built on it", rule: inSegment("base"), leading: true },
      { key: "wide", name: "Wide", rule: speaks("de", "en") },
    ]),
  );
}, 60_000);

const rowOf = (key: string) =>
  here.asSystem(({ db, workspaceId }) => db.segment.findFirstOrThrow({ where: { workspaceId, key } }));

const edit = async (key: string, { rule, leading }: { rule: Rule; leading: boolean }) => {
  const { publicId: id, version, name } = await rowOf(key);
  return here.asSystem((scope) => editSegment(scope, { id, version, names: { en: name }, rule, leading }));
};

const refusal = async (running: Promise<unknown>) => {
  const error = (await running.then(
    () => {
      throw new Error("It was not refused.");
    },
    (thrown: unknown) => thrown,
  )) as AppError;
  expect(error).toMatchObject({ code: "invalid", reason: "leadingOverlap" });
  return sentenceOf(error, "en").message;
};

describe("leading segments have nobody in common", () => {
  test("a new one that shares customers is refused: with whom, how many, and one of them", async () => {
    const making = here.asSystem((scope) =>
      editSegment(scope, { names: { en: "Europeans" }, rule: speaks("de", "en"), leading: true }),
    );
    expect(await refusal(making)).toMatch(
      /^2 customers would be in the leading segments “Europeans” and “German” at once, Ada for example\./,
    );
    await here.asSystem((scope) =>
      editSegment(scope, { names: { en: "Europeans" }, rule: speaks("de", "en"), leading: false }),
    );
  });

  test("so is a wider rule, and one that another leading segment asks about", async () => {
    expect(await refusal(edit("english", { rule: speaks("en", "fr"), leading: true }))).toMatch(
      /^One customer would be in the leading segments “English” and “Built on it” at once, Dora for example\./,
    );
    expect(await refusal(edit("base", { rule: speaks("fr", "en"), leading: false }))).toMatch(
      /“Built on it” and “English” at once, Cleo for example\./,
    );
  });

  test("taking a change back and taking a segment into use again are no way around it", async () => {
    const narrowed = await edit("german", { rule: speaks("nl"), leading: true });
    await edit("wide", { rule: speaks("de"), leading: true });
    const back = here.asSystem((scope) => undoSegment(scope, undoSegmentInput.parse(narrowed)));
    expect(await refusal(back)).toMatch(/^2 customers/);
    const { publicId: id } = await rowOf("wide");
    await here.asSystem((scope) => retireSegment(scope, { id }));
    await here.asSystem((scope) => undoSegment(scope, undoSegmentInput.parse(narrowed)));
    await here.asSystem((scope) => saveSegments(scope, [{ key: "wide", leading: true }]));
    await refusal(here.asSystem((scope) => restoreSegment(scope, { id })));
    await here.asSystem((scope) => saveSegments(scope, [{ key: "wide", leading: false }]));
  });

  test("a program is told the same, and a set is changed as a whole or not at all", async () => {
    const post = (...items: object[]) => here.asSystem((scope) => postSegments(scope, { items }));
    const clash = [
      { key: "north", name: "North", rule: speaks("de"), leading: true },
      { key: "english", description: "only words" },
    ];
    expect(await post(...clash)).toMatchObject({
      results: [{ status: "rejected", error: { code: "invalid" } }, { status: "updated" }],
    });
    const replaced = [...clash.slice(0, 1), { key: "german", leading: false }];
    expect(await post(...replaced)).toMatchObject({
      results: [{ status: "created" }, { status: "updated" }],
    });
  });

  test("what customers become afterwards is told, and blocks no other change", async () => {
    const italian: Rule = { all: [{ about: "customer", measure: "country", op: "is", value: "IT" }] };
    await here.asSystem((scope) =>
      saveSegments(scope, [{ key: "italian", name: "Italian", rule: italian, leading: true }]),
    );
    await here.asSystem(({ db, workspaceId }) =>
      db.customer.updateMany({ where: { workspaceId, name: "Cleo" }, data: { country: "IT" } }),
    );
    const { overlap } = await here.asSystem((scope) => loadSegments(scope));
    expect(overlap?.inSeveral).toBe(1);
    await edit("italian", { rule: italian, leading: true });
    await edit("german", { rule: speaks("nl"), leading: false });
    expect(await refusal(edit("english", { rule: speaks("en", "it"), leading: true }))).toMatch(
      /^One customer would be in the leading segments “English” and “Italian” at once, Cleo/,
    );
  });
});

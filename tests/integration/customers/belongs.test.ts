import { beforeAll, expect, test } from "vitest";
import { reasonsInWords } from "@/components/segments/told-reasons";
import { addCustomer } from "@/lib/customers/mutations/edit-customer";
import { addCustomerInput } from "@/lib/customers/schema/edit-customer";
import { loadCustomer } from "@/lib/dashboards/queries/load-customer";
import { translator } from "@/lib/language/translator";
import { saveMeasure } from "@/lib/measures/mutations/edit-measures";
import { saveMeasureInput } from "@/lib/measures/schema/edit";
import { saveSegments } from "@/lib/segments/mutations";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

/** The page of one customer: where they belong and why, and what is done for them. */
ownDatabase();
let workspace: TestWorkspace;
const ids: Record<"ada" | "works", string> = { ada: "", works: "" };

beforeAll(async () => {
  workspace = await foundWorkspace("belongs");
  const add = (change: object) =>
    workspace.asSystem((scope) =>
      addCustomer(scope, addCustomerInput.parse({ email: "", phone: "", ...change })),
    );
  ids.ada = (await add({ kind: "person", name: "Ada", language: "de" })).id;
  ids.works = (await add({ kind: "company", name: "Works" })).id;
  await workspace.asSystem(async (scope) => {
    await saveSegments(scope, [
      {
        key: "people",
        name: "People",
        rule: { all: [{ about: "customer", measure: "kind", op: "is", value: "person" }] },
      },
      {
        key: "quiet",
        name: "Quiet",
        rule: { none: [{ about: "orders", measure: "count", op: "atLeast", value: 1 }] },
      },
      {
        key: "either",
        name: "Either",
        rule: {
          any: [
            { about: "customer", measure: "kind", op: "is", value: "company" },
            { about: "customer", measure: "language", op: "is", value: "de" },
          ],
        },
      },
    ]);
    const measure = { phase: "usage", name: "x" };
    await saveMeasure(scope, saveMeasureInput.parse({ ...measure, name: "For people", segment: "people" }));
    await saveMeasure(scope, saveMeasureInput.parse({ ...measure, name: "For no place" }));
  });
}, 60_000);

const load = (who: keyof typeof ids) => workspace.asSystem((scope) => loadCustomer(scope, { id: ids[who] }));
const reasons = async (who: keyof typeof ids) => {
  const words = {
    ...{ t: translator("en", "segments"), locale: "en", currency: "EUR" },
    names: { touchpoint: [], channel: [], phase: [], productGroup: [], segment: [], plan: [] },
  };
  const { segments } = (await load(who)).memberships;
  return Object.fromEntries(segments.map(({ key, told }) => [key, reasonsInWords(told, words)]));
};

test("the segments of a customer stand with what makes them a member, and no others", async () => {
  expect(await reasons("ada")).toMatchInlineSnapshot(`
    {
      "either": [
        "Language is “de”",
      ],
      "people": [
        "Kind is person",
      ],
      "quiet": [
        "not (Number of orders at least 1)",
      ],
    }
  `);
  expect(await reasons("works")).toMatchInlineSnapshot(`
    {
      "either": [
        "Kind is company",
      ],
      "quiet": [
        "not (Number of orders at least 1)",
      ],
    }
  `);
});

test("measures concern those in their segment, and nobody where they name neither place nor segment", async () => {
  expect((await load("ada")).measures).toMatchObject([{ name: "For people", segment: "People" }]);
  expect((await load("works")).measures).toEqual([]);
});

test("a segment that cannot be told is named and leaves the others alone", async () => {
  await workspace.asSystem(async ({ db, workspaceId }) => {
    const rule = { all: [{ about: "contacts", measure: "count", touchpoint: ["gone"], op: "is", value: 0 }] };
    await db.segment.create({ data: { workspaceId, key: "broken", name: "Broken", rule, position: 99 } });
  });
  const { memberships } = await load("ada");
  expect(memberships.untold).toEqual(["Broken"]);
  expect(memberships.segments.map(({ key }) => key)).toContain("people");
});

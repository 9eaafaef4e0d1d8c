import { expect, test } from "vitest";
import { type DraftGroup, draftOf, newCondition, newGroup, replaced } from "@/components/segments/draft-rule";
import type { Rule } from "@/lib/segments/schema/rule";

const rule: Rule = {
  all: [
    { about: "customer", measure: "kind", op: "is", value: "person" },
    { any: [{ about: "attribute", key: "group", op: "is", value: "a" }] },
  ],
};

const idsOf = (group: DraftGroup): string[] => [
  group.id,
  ...group.nodes.flatMap((node) => ("nodes" in node ? idsOf(node) : [node.id])),
];

test("a rule is laid out alike on the server and in the browser, each node under a name of its own", () => {
  for (const one of [rule, null]) expect(draftOf(one, "EUR")).toEqual(draftOf(one, "EUR"));
  const draft = draftOf(rule, "EUR");
  const grown = { ...draft, nodes: [...draft.nodes, newCondition(), newGroup()] };
  expect(new Set(idsOf(grown)).size).toBe(7);
  expect(idsOf(replaced(grown, "0.1", null))).not.toContain("0.1.0");
});

import type { Condition } from "../schema/condition";
import type { Rule, RuleNode } from "../schema/rule";

export const groupModes = ["all", "any", "none"] as const;
export type GroupMode = (typeof groupModes)[number];

export const isGroup = (node: RuleNode): node is Rule => !("about" in node);

/** How a group joins its parts, and the parts. */
export function groupOf(rule: Rule): { mode: GroupMode; nodes: RuleNode[] } {
  if ("all" in rule) return { mode: "all", nodes: rule.all };
  if ("any" in rule) return { mode: "any", nodes: rule.any };
  return { mode: "none", nodes: rule.none };
}

/** All conditions of a rule, in the order in which they are read. */
export const conditionsOf = (node: RuleNode): Condition[] =>
  isGroup(node) ? groupOf(node).nodes.flatMap(conditionsOf) : [node];

/** What a rule names, by the catalogue that must know it. */
export type References = Record<
  "segment" | "touchpoint" | "channel" | "phase" | "productGroup" | "plan",
  Set<string>
>;

export function referencesOf(rules: Iterable<Rule>): References {
  const found: References = {
    segment: new Set(),
    touchpoint: new Set(),
    channel: new Set(),
    phase: new Set(),
    productGroup: new Set(),
    plan: new Set(),
  };
  const add = (kind: keyof References, names: unknown) => {
    for (const name of Array.isArray(names) ? names : []) found[kind].add(String(name));
  };
  for (const rule of rules) {
    for (const condition of conditionsOf(rule)) {
      if (condition.about === "segment") add("segment", condition.value);
      if (condition.about === "phase") add("phase", condition.phase ?? condition.value);
      for (const kind of ["touchpoint", "channel", "productGroup", "plan"] as const)
        if (kind in condition) add(kind, condition[kind as keyof Condition]);
    }
  }
  return found;
}

/** Segments that a rule asks about directly, as often as it does. */
export const segmentsNamed = (rule: Rule): string[] =>
  conditionsOf(rule).flatMap((condition) => (condition.about === "segment" ? condition.value : []));

import type { SplitRule } from "@/lib/metrics/splitting-attribute";
import type { Rule } from "@/lib/segments/schema/rule";

type Side = Extract<Rule, { all: unknown }>["all"][number];

/** The rules of the two halves: members of the old segment on this side and on the other. */
export function rulesOfHalves(segment: string, split: SplitRule): [matching: Rule, others: Rule] {
  const [matching, others] = sidesOf(split);
  const member: Side = { about: "segment", op: "oneOf", value: [segment] };
  return [{ all: [member, matching] }, { all: [member, others] }];
}

function sidesOf(split: SplitRule): [Side, Side] {
  const about = "attribute" as const;
  const key = split.attribute;
  if ("atMost" in split)
    return [
      { about, key, op: "atMost", value: split.atMost },
      { about, key, op: "moreThan", value: split.atMost },
    ];
  const { is } = split;
  if (typeof is === "boolean")
    return [
      { about, key, op: "is", value: is },
      { about, key, op: "is", value: !is },
    ];
  return [
    { about, key, op: "is", value: is },
    { about, key, op: "isNot", value: is },
  ];
}

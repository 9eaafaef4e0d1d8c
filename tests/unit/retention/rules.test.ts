import { describe, expect, test } from "vitest";
import { chooseRule, parametersOfRule } from "@/lib/retention/rules/activity-rule";
import {
  parametersOfWindow,
  periodAsked,
  windowAsked,
  windowWithin,
} from "@/lib/retention/rules/asked-period";
import { edgesOf, readingsOf } from "@/lib/retention/rules/edges";
import { funnelOf } from "@/lib/retention/rules/funnel";
import { starterCatalogue } from "@/lib/workspaces/rules/starter-catalogue";

describe("which rule", () => {
  const inactivity = { rule: "inactivity", inactivityDays: 90, ownMedianTimes: null };

  test("contracts where there are contracts, unless the other one is asked for", () => {
    expect(chooseRule({}, true)).toEqual({ rule: "contract" });
    expect(chooseRule({}, false)).toEqual(inactivity);
    expect(chooseRule({ rule: "contract" }, false)).toEqual({ rule: "contract" });
    expect(chooseRule({ rule: "inactivity" }, true)).toEqual(inactivity);
    expect(chooseRule({ inactivityDays: 30 }, true)).toEqual({ ...inactivity, inactivityDays: 30 });
    expect(chooseRule({ ownMedianTimes: 2 }, true)).toEqual({ ...inactivity, ownMedianTimes: 2 });
  });

  test("days of inactivity have no meaning for contracts", () => {
    expect(() => chooseRule({ rule: "contract", ownMedianTimes: 2 }, true)).toThrow(
      expect.objectContaining({ code: "invalid", reason: "inactivityNeedsRule" }),
    );
  });

  test("as the definition shows it", () => {
    expect(parametersOfRule({ rule: "contract" })).toEqual({ rule: "contract" });
    expect(parametersOfRule(chooseRule({ inactivityDays: 30, ownMedianTimes: 2 }, true))).toEqual({
      rule: "inactivity",
      inactivityDays: 30,
      ownMedianTimes: 2,
    });
  });
});

describe("which period", () => {
  test.each([
    [{}, { from: "2026-07-01", to: "2026-10-01" }],
    [
      { from: "2026-03-01", to: "2026-04-01" },
      { from: "2026-03-01", to: "2026-04-01" },
    ],
    [{ from: "2026-03-01" }, { from: "2026-03-01", to: "2026-11-22" }],
    [{ from: "2026-11-21" }, { from: "2026-11-21", to: "2026-11-22" }],
    [{ from: "2027-03-01" }, { from: "2027-03-01", to: "2027-03-02" }],
    [{ to: "2026-05-31" }, { from: "2026-02-28", to: "2026-05-31" }],
  ])("%j on 2026-11-21", (asked, wanted) => {
    expect(periodAsked(asked, "2026-11-21")).toEqual(wanted);
  });

  test("a window may be open; cut into pieces it reaches as far as there is something", () => {
    expect(windowAsked({ from: "2026-01-01" })).toEqual({ from: "2026-01-01", to: "2200-01-01" });
    expect(parametersOfWindow({ from: "2026-01-01" })).toEqual({ from: "2026-01-01", to: null });
    const seen = { first: "2025-02-03", last: "2026-02-03" };
    expect(windowWithin({}, seen)).toEqual({ from: "2025-02-03", to: "2026-02-04" });
    expect(windowWithin({ from: "2026-03-01" }, seen)).toBeNull();
    expect(windowWithin({}, null)).toBeNull();
  });
});

describe("edges", () => {
  test("buckets begin and end where the period does", () => {
    expect(edgesOf({ from: "2026-01-15", to: "2026-03-10" }, "month")).toEqual({
      days: ["2026-01-15", "2026-02-01", "2026-03-01", "2026-03-10"],
      keys: ["2026-01", "2026-02", "2026-03"],
    });
    expect(edgesOf({ from: "2026-01-15", to: "2026-03-10" }, null).days).toEqual([
      "2026-01-15",
      "2026-03-10",
    ]);
  });

  test("more than anybody reads are refused, also without end", () => {
    expect(edgesOf({ from: "2026-01-01", to: "2027-02-05" }, "day").keys).toHaveLength(400);
    for (const [to, grain] of [
      ["2027-02-06", "day"],
      ["2200-01-01", "day"],
    ] as const)
      expect(() => edgesOf({ from: "2026-01-01", to }, grain)).toThrow(
        expect.objectContaining({ reason: "tooManyBuckets" }),
      );
  });

  test("portions share their edges", () => {
    const edges = edgesOf({ from: "2026-01-01", to: "2026-05-11" }, "day");
    const portions = readingsOf(edges);
    expect(portions.map(({ keys }) => keys.length)).toEqual([60, 60, 10]);
    expect(portions.flatMap(({ keys }) => keys)).toEqual(edges.keys);
    for (const [i, { days }] of portions.entries())
      expect(days.at(-1)).toBe(portions[i + 1]?.days[0] ?? "2026-05-11");
  });
});

test("the way in: phases with a next one, in their order; the passive phase is no step", () => {
  const rows = starterCatalogue("en").phases;
  const ids = new Map(rows.map(({ key }, i) => [key, i + 1]));
  const phases = rows.map(({ key, position, parent }) => ({
    id: ids.get(key) ?? 0,
    key,
    position,
    parentId: parent ? (ids.get(parent) ?? null) : null,
  }));
  const funnel = funnelOf([...phases].reverse());
  expect(funnel.map(({ key }) => key)).toEqual([
    "acquisition",
    "awareness",
    "consideration",
    "decision",
    "active",
    "onboarding",
    "usage",
  ]);
  expect(funnel.filter(({ isEntry }) => isEntry).map(({ key }) => key)).toEqual([
    "awareness",
    "consideration",
    "decision",
    "onboarding",
  ]);
});

import { expect, test } from "vitest";
import {
  catalogueGoals,
  catalogueMeasures,
  catalogueWeakPoints,
  entriesFor,
  mindsets,
} from "@/lib/phasebook/rules/catalogue";
import { parseKpi } from "@/lib/phasebook/rules/kpi";
import { starterCatalogue } from "@/lib/workspaces/rules/starter-catalogue";

const { phases } = starterCatalogue("en");
const mainOf = (phase: string) => phases.find(({ key }) => key === phase)?.parent;
const lists = { mindsets, catalogueGoals, catalogueWeakPoints, catalogueMeasures };

test("every entry has a key of its own", () => {
  const keys = Object.values(lists).flatMap((list) => list.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
});

test("each main phase has as many as it is known for", () => {
  const count = (list: readonly { phase: string }[]) =>
    ["acquisition", "active", "passive"].map(
      (main) => list.filter(({ phase }) => mainOf(phase) === main).length,
    );
  expect(count(catalogueGoals)).toEqual([12, 12, 11]);
  expect(count(catalogueWeakPoints)).toEqual([12, 11, 10]);
  expect(count(catalogueMeasures)).toEqual([12, 12, 11]);
  expect(count(mindsets)).toEqual([3, 2, 2]);
});

test("everything is written in both languages", () => {
  for (const entry of Object.values(lists).flat()) {
    const [de, en] = [Object.entries(entry.de), Object.entries(entry.en)];
    expect(de.map(([field]) => field)).toEqual(en.map(([field]) => field));
    for (const [field, text] of [...de, ...en])
      expect([entry.key, field, text.trim() !== ""]).toEqual([entry.key, field, true]);
  }
});

test("key measures serve goals that exist, and every KPI can be read", () => {
  const goals = new Set(catalogueGoals.map(({ key }) => key));
  expect(catalogueMeasures.filter(({ goal }) => !goals.has(goal))).toEqual([]);
  expect(catalogueGoals.filter(({ kpi }) => parseKpi(kpi) === null)).toEqual([]);
});

test("a phase of a workspace's own is offered everything", () => {
  expect(entriesFor("goals", "decision").entries.every(({ phase }) => phase === "decision")).toBe(true);
  const own = entriesFor("goals", "pilot");
  expect([own.isOwn, own.entries.length]).toEqual([false, 35]);
});

import { expect } from "vitest";
import type { MetricAnswer } from "@/lib/dashboards/schema/metric-answers";
import type { Rule } from "@/lib/segments/schema/rule";
import { apiOf as restOf } from "../../support/api";
import { uploaderOf } from "../../support/uploads";
import { foundWorkspace, type TestWorkspace } from "../../support/world";
import { apiOf } from "../metrics/ask";

export type Asked = ReturnType<typeof apiOf>;

/** A company whose data come in and whose figures are asked for from outside. */
export type Company = {
  workspace: TestWorkspace;
  upload: ReturnType<typeof uploaderOf>;
  ask: Asked;
  /** Segments by the REST API; their keys are `s0`, `s1` … in this order. */
  segments(rules: readonly Rule[]): Promise<void>;
};

export async function foundCompany(
  slug: string,
  options: { timeZone?: string; currency?: string } = {},
): Promise<Company> {
  const workspace = await foundWorkspace(slug, options);
  const rest = restOf(await workspace.apiKey("admin"));
  return {
    workspace,
    upload: uploaderOf(workspace),
    ask: apiOf(workspace),
    async segments(rules) {
      const items = rules.map((rule, n) => ({ key: `s${n}`, name: `Segment ${n}`, rule }));
      const { body } = await rest.post("/segments", { items });
      expect((body as { results: { status: string }[] }).results.map(({ status }) => status)).toEqual(
        rules.map(() => "created"),
      );
    },
  };
}

/** Reference values are rounded to six decimals. */
export const near = (wanted: number) => expect.closeTo(wanted, 6);

export type ShareReference = { k: number; n: number; p: number; wilson95: [number, number] };

export function expectShare(
  found: Pick<MetricAnswer, "value" | "n" | "interval">,
  { k, n, p, wilson95 }: ShareReference,
): void {
  expect(Math.round((found.value ?? 0) * found.n)).toBe(k);
  expect(found).toMatchObject({
    value: near(p),
    n,
    interval: { low: near(wilson95[0]), high: near(wilson95[1]), level: 0.95 },
  });
}

export const attributeOf = (column: string): string => column.replace(/ /g, "_");

/** Who has this in a column of the file; `12-24` and `61+` are whole numbers from … to. */
export function ruleOf(column: string, said: string, isBand = false): Rule {
  const key = attributeOf(column);
  if (!isBand) {
    const value = /^\d+$/.test(said) ? Number(said) : said;
    return { all: [{ about: "attribute", key, op: "is", value }] };
  }
  const [low = "0", high] = said.replace(/^[a-z] /, "").split(/[-+]/);
  return {
    all: [
      { about: "attribute", key, op: "atLeast", value: Number(low) },
      ...(said.endsWith("+")
        ? []
        : [{ about: "attribute" as const, key, op: "atMost" as const, value: Number(high ?? low) }]),
    ],
  };
}

/** Shares by a column's values, as `churn_by_gender` in a reference. */
export type ShareTable = Record<string, ShareReference>;

export function tableOf(reference: object, name: string): ShareTable {
  const table = (reference as Record<string, ShareTable | undefined>)[name];
  if (!table) throw new Error(`The reference has no table ${name}.`);
  return table;
}

/** A table of the reference by a column's values, as segments with what is expected of each. */
export type Split = { rule: Rule; wanted: ShareReference };

export const splitsBy = (column: string, table: ShareTable, isBand = false): Split[] =>
  Object.entries(table).map(([said, wanted]) => ({ rule: ruleOf(column, said, isBand), wanted }));

/** The groups of an answer by segment, each held against its split. */
export function expectSplits(answer: MetricAnswer, splits: readonly Split[]): void {
  expect(splits.length).toBeGreaterThan(1);
  const groups = new Map((answer.groups ?? []).map((group) => [group.key, group]));
  for (const [n, { wanted }] of splits.entries()) {
    const group = groups.get(`s${n}`);
    if (!group) throw new Error(`There is no group s${n}.`);
    expectShare(group, wanted);
  }
}

import type { Scope } from "@/lib/auth/scope";
import { isLocale, localName } from "@/lib/language/locale";
import { sentenceOf } from "@/lib/language/translator";
import type { Rule } from "../schema/rule";
import { countMembers } from "./count-members";
import { loadRuleNames, type RuleNames } from "./load-names";
import { readSegments, type SegmentRow } from "./read-names";

export type SegmentLine = {
  id: string;
  key: string;
  name: string;
  rule: Rule | null;
  leading: boolean;
  retired: boolean;
  /** Null where nobody can be told: no rule, a broken one, or retired. */
  members: number | null;
  /** Why it cannot be told, in words. */
  problem: string | null;
};

export type SegmentsData = {
  segments: SegmentLine[];
  customers: number;
  overlap: { inSeveral: number; inNone: number } | null;
  names: RuleNames;
};

/** All segments with their members now. */
export async function loadSegments(scope: Scope): Promise<SegmentsData> {
  const rows = await readSegments(scope);
  const counts = await countMembers(scope, rows);
  return {
    segments: rows.map((row) => lineOf(row, counts, scope.locale)),
    customers: counts.customers,
    overlap: counts.overlap,
    names: await loadRuleNames(scope, rows),
  };
}

export function lineOf(
  row: SegmentRow,
  { members, problems }: Awaited<ReturnType<typeof countMembers>>,
  locale: string,
): SegmentLine {
  const problem = problems.get(row.id);
  return {
    id: row.publicId,
    key: row.key,
    name: localName(row, locale),
    rule: row.rule,
    leading: row.leading,
    retired: row.retired,
    members: members.get(row.id) ?? null,
    problem: problem ? sentenceOf(problem, isLocale(locale) ? locale : "en").message : null,
  };
}

import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { withSubPhases } from "@/lib/touchpoints/rules/ids-of-keys";
import type { KnownRules } from "../rules/check-references";
import { referencesOf } from "../rules/walk";
import { type Rule, storedRule } from "../schema/rule";

/** Inner ids behind the names in rules; asking for one that does not exist is refused. */
export type Names = {
  touchpoints(keys: readonly string[]): number[];
  channels(keys: readonly string[]): number[];
  productGroups(keys: readonly string[]): number[];
  /** With their parts. */
  phases(keys: readonly string[]): number[];
  plans(plans: readonly string[]): string[];
  segment(key: string): Rule;
};

export type SegmentRow = {
  id: number;
  publicId: string;
  key: string;
  name: string;
  translations: unknown;
  retired: boolean;
  leading: boolean;
  rule: Rule | null;
};

/** All segments of the workspace in their order, the retired ones too: they may still be asked about. */
export async function readSegments(scope: Scope): Promise<SegmentRow[]> {
  const rows = await scope.db.segment.findMany({
    where: { workspaceId: scope.workspaceId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, publicId, key, name, translations, retiredAt, leading, rule }) => ({
    id,
    publicId,
    key,
    name,
    translations,
    retired: retiredAt !== null,
    leading,
    rule: storedRule(rule),
  }));
}

export const rulesByKey = (segments: readonly SegmentRow[]): Map<string, Rule | null> =>
  new Map(segments.map(({ key, rule }) => [key, rule]));

type Keyed = { id: number; key: string };

/** The segments of a workspace and everything that their rules may name. */
export type Vocabulary = {
  segments: SegmentRow[];
  touchpoint: Keyed[];
  channel: Keyed[];
  productGroup: Keyed[];
  phase: (Keyed & { parentId: number | null })[];
  /** Plans that rules name and that some contract has; plans are no catalogue. */
  plan: string[];
};

/** As columns of a statement, for pages that read their own lists in it as well. */
export function vocabularyColumns(
  { workspaceId }: Pick<Scope, "workspaceId">,
  rules: readonly Rule[] = [],
): Prisma.Sql {
  const list = (table: string, more: string[] = []) => {
    const columns = ["id", "key", ...more].map((name) => `'${name}', "${name}"`).join(", ");
    return Prisma.sql`(select coalesce(json_agg(json_build_object(${Prisma.raw(columns)})
      order by "position", "id"), '[]'::json) from ${Prisma.raw(table)} where "workspaceId" = ${workspaceId})`;
  };
  return Prisma.sql`
    (select coalesce(json_agg(json_build_object('id', "id", 'publicId', "publicId", 'key', "key", 'name', "name",
        'translations', "translations", 'retired', "retiredAt" is not null, 'leading', "leading", 'rule', "rule")
      order by "position", "id"), '[]'::json) from segment where "workspaceId" = ${workspaceId}) as "segments",
    ${list("touchpoint")} as "touchpoint", ${list("channel")} as "channel",
    ${list("product_group")} as "productGroup", ${list("phase", ["parentId"])} as "phase",
    (select coalesce(json_agg(named.plan), '[]'::json) from (
        select unnest(${[...referencesOf(rules).plan]}::text[]) as plan
        union
        select said.plan #>> '{}' from segment s, jsonb_path_query(s."rule", '$.**.plan[*]') said(plan)
        where s."workspaceId" = ${workspaceId}) named
      where exists (
        select 1 from contract k where k."workspaceId" = ${workspaceId} and k."plan" = named.plan)) as "plan"`;
}

/** What `vocabularyColumns` selected. */
export const vocabularyOf = <Row extends VocabularyRow>(row: Row): Vocabulary => ({
  ...row,
  segments: row.segments.map((one) => ({ ...one, rule: storedRule(one.rule) })),
});
export type VocabularyRow = Omit<Vocabulary, "segments"> & {
  segments: (Omit<SegmentRow, "rule"> & { rule: unknown })[];
};

/** @param rules that are not stored yet */
export async function readVocabulary(scope: Scope, rules: readonly Rule[] = []): Promise<Vocabulary> {
  const [row] = await scope.db.$queryRaw<VocabularyRow[]>(
    Prisma.sql`select ${vocabularyColumns(scope, rules)}`,
  );
  if (!row) throw new Error("A statement without a condition has one row.");
  return vocabularyOf(row);
}

/**
 * Looks up what rules name.
 * @param known rules of other segments, which they may ask about
 */
export function namesOf(vocabulary: Omit<Vocabulary, "segments">, known: KnownRules): Names {
  const [touchpoints, channels, productGroups, phaseIds] = [
    idsByKey(vocabulary.touchpoint),
    idsByKey(vocabulary.channel),
    idsByKey(vocabulary.productGroup),
    idsByKey(vocabulary.phase),
  ];
  const plans = new Set(vocabulary.plan);
  return {
    touchpoints: (keys) => keys.map((key) => found(touchpoints, key, "ruleUnknownTouchpoint")),
    channels: (keys) => keys.map((key) => found(channels, key, "ruleUnknownChannel")),
    productGroups: (keys) => keys.map((key) => found(productGroups, key, "ruleUnknownProductGroup")),
    phases: (keys) =>
      withSubPhases(
        vocabulary.phase,
        keys.map((key) => found(phaseIds, key, "ruleUnknownPhase")),
      ),
    plans: (names) => {
      const missing = names.find((name) => !plans.has(name));
      if (missing !== undefined) throw unknown("ruleUnknownPlan", missing);
      return [...names];
    },
    segment: (key) => {
      const rule = known.get(key);
      if (rule === undefined) throw unknown("ruleUnknownSegment", key);
      if (rule === null) throw unknown("segmentWithoutRule", key);
      return rule;
    },
  };
}

const idsByKey = (rows: readonly { id: number; key: string }[]): Map<string, number> =>
  new Map(rows.map(({ id, key }) => [key, id]));

function found(ids: ReadonlyMap<string, number>, key: string, reason: string): number {
  const id = ids.get(key);
  if (id === undefined) throw unknown(reason, key);
  return id;
}

/** In words, and never "everybody": what is asked about is not there. */
const unknown = (reason: string, name: string): AppError =>
  new AppError("invalid", reason, { fields: { rule: reason }, values: { name } });

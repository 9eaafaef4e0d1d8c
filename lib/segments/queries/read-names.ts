import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { listCatalogue } from "@/lib/touchpoints/queries";
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

/**
 * Looks up what rules name, each catalogue at most once.
 * @param known rules of other segments, which are looked through too
 */
export async function readNames(scope: Scope, rules: readonly Rule[], known: KnownRules): Promise<Names> {
  const asked = referencesOf([...rules, ...[...known.values()].filter((rule) => rule !== null)]);
  const catalogue = async (kind: "touchpoint" | "channel" | "productGroup") =>
    asked[kind].size > 0 ? idsByKey(await listCatalogue(scope, kind)) : new Map<string, number>();
  const touchpoints = await catalogue("touchpoint");
  const channels = await catalogue("channel");
  const productGroups = await catalogue("productGroup");
  const phases =
    asked.phase.size > 0
      ? await scope.db.phase.findMany({
          where: { workspaceId: scope.workspaceId },
          select: { id: true, key: true, parentId: true },
        })
      : [];
  const plans = asked.plan.size > 0 ? await knownPlans(scope, [...asked.plan]) : new Set<string>();
  const phaseIds = idsByKey(phases);
  return {
    touchpoints: (keys) => keys.map((key) => found(touchpoints, key, "ruleUnknownTouchpoint")),
    channels: (keys) => keys.map((key) => found(channels, key, "ruleUnknownChannel")),
    productGroups: (keys) => keys.map((key) => found(productGroups, key, "ruleUnknownProductGroup")),
    phases: (keys) =>
      withSubPhases(
        phases,
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

/** Plans are no catalogue: they exist as long as some contract names them. */
async function knownPlans(scope: Scope, plans: string[]): Promise<Set<string>> {
  const rows = await scope.db.$queryRaw<{ plan: string }[]>(Prisma.sql`
    select asked.name as plan from unnest(${plans}::text[]) asked(name)
    where exists (
      select 1 from contract where "workspaceId" = ${scope.workspaceId} and "plan" = asked.name)`);
  return new Set(rows.map(({ plan }) => plan));
}

import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { readVocabulary, type Vocabulary } from "@/lib/segments/queries/read-names";
import { segmentCondition, segmentMemberships } from "@/lib/segments/queries/segment-condition";
import { idsOfKeys, withSubPhases } from "@/lib/touchpoints/rules/ids-of-keys";
import type { WorkspaceSettings } from "@/lib/workspaces/schema/settings";
import { type ActivityRule, chooseRule, type RuleWish } from "../rules/activity-rule";
import type { CustomerFilter } from "./traits";

/** A filter on customers as the API writes it: keys, not ids. */
export type CustomerKeys = {
  segment?: string[] | undefined;
  plan?: string[] | undefined;
  phase?: string[] | undefined;
  "product-group"?: string[] | undefined;
  groupBy?: string | undefined;
};

/**
 * Keys become ids; a phase means its sub-phases too.
 * @param vocabulary what the caller knows already
 * @throws AppError `invalid` for a name that does not exist
 */
export async function resolveCustomerFilter(
  scope: Scope,
  keys: CustomerKeys,
  vocabulary?: Vocabulary,
): Promise<CustomerFilter> {
  const filter: CustomerFilter = {};
  const { segment, plan, phase, "product-group": productGroup } = keys;
  const isBySegment = keys.groupBy === "segment";
  if (plan) filter.plan = await knownPlans(scope, plan, vocabulary);
  if (!segment && !isBySegment && !phase && !productGroup) return filter;
  const known = vocabulary ?? (await readVocabulary(scope));
  if (segment) filter.condition = await segmentCondition(scope, segment, { vocabulary: known });
  if (isBySegment) filter.memberships = await segmentMemberships(scope, segment, { vocabulary: known });
  if (phase)
    filter.phase = withSubPhases(known.phase, idsOfKeys(known.phase, phase, "phase", "unknownPhase"));
  if (productGroup)
    filter["product-group"] = idsOfKeys(
      known.productGroup,
      productGroup,
      "product-group",
      "unknownProductGroup",
    );
  return filter;
}

/** The rule that is meant; without a word about it, contracts where the workspace has any. */
export async function resolveRule(scope: Scope, wish: RuleWish): Promise<ActivityRule> {
  const one = await scope.db.contract.findFirst({
    where: { workspaceId: scope.workspaceId },
    select: { id: true },
  });
  return chooseRule(wish, one !== null);
}

export type RuleSettings = Pick<WorkspaceSettings, "churnRule" | "inactivityDays">;

/** The rule of a page: the one in its address, else what the workspace has set. Without contracts none can end. */
export function pageRule(
  { rule }: Pick<RuleWish, "rule">,
  { churnRule, inactivityDays }: RuleSettings,
  hasContracts: boolean,
): ActivityRule {
  const usual = churnRule === "inactivity" ? churnRule : undefined;
  const found = chooseRule({ rule: rule ?? usual }, hasContracts);
  return found.rule === "inactivity" ? { ...found, inactivityDays } : found;
}

/** Plans are no catalogue: they exist as long as some contract names them. */
async function knownPlans(scope: Scope, plans: string[], known?: Vocabulary): Promise<string[]> {
  if (known && plans.every((plan) => known.plan.includes(plan))) return plans;
  const [unknown] = await scope.db.$queryRaw<{ name: string }[]>(Prisma.sql`
    select name from unnest(${plans}::text[]) name
    where not exists (
      select 1 from contract where "workspaceId" = ${scope.workspaceId} and "plan" = name)
    limit 1`);
  if (unknown)
    throw new AppError("invalid", "unknownPlan", { fields: { plan: "unknownPlan" }, values: unknown });
  return plans;
}

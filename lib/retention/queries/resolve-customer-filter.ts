import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { segmentCondition, segmentMemberships } from "@/lib/segments/queries/segment-condition";
import { listCatalogue } from "@/lib/touchpoints/queries";
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
 * @throws AppError `invalid` for a name that does not exist
 */
export async function resolveCustomerFilter(scope: Scope, keys: CustomerKeys): Promise<CustomerFilter> {
  const filter: CustomerFilter = {};
  if (keys.segment) filter.condition = await segmentCondition(scope, keys.segment);
  if (keys.groupBy === "segment") filter.memberships = await segmentMemberships(scope, keys.segment);
  if (keys.plan) filter.plan = await knownPlans(scope, keys.plan);
  if (keys.phase) {
    const phases = await scope.db.phase.findMany({ where: { workspaceId: scope.workspaceId } });
    filter.phase = withSubPhases(phases, idsOfKeys(phases, keys.phase, "phase", "unknownPhase"));
  }
  const groups = keys["product-group"];
  if (groups) {
    const entries = await listCatalogue(scope, "productGroup");
    filter["product-group"] = idsOfKeys(entries, groups, "product-group", "unknownProductGroup");
  }
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
export async function resolvePageRule(
  scope: Scope,
  { rule }: Pick<RuleWish, "rule">,
  { churnRule, inactivityDays }: RuleSettings,
): Promise<ActivityRule> {
  const usual = churnRule === "inactivity" ? churnRule : undefined;
  const found = await resolveRule(scope, { rule: rule ?? usual });
  return found.rule === "inactivity" ? { ...found, inactivityDays } : found;
}

/** Plans are no catalogue: they exist as long as some contract names them. */
async function knownPlans(scope: Scope, plans: string[]): Promise<string[]> {
  const [unknown] = await scope.db.$queryRaw<{ name: string }[]>(Prisma.sql`
    select name from unnest(${plans}::text[]) name
    where not exists (
      select 1 from contract where "workspaceId" = ${scope.workspaceId} and "plan" = name)
    limit 1`);
  if (unknown)
    throw new AppError("invalid", "unknownPlan", { fields: { plan: "unknownPlan" }, values: unknown });
  return plans;
}

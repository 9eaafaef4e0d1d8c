import { AppError } from "@/lib/errors/app-error";

/** What makes a customer active on a day: a contract in force, or an order that is not too long ago. */
export type ActivityRule =
  | { rule: "contract" }
  | { rule: "inactivity"; inactivityDays: number; ownMedianTimes: number | null };

export type RuleWish = {
  rule?: "contract" | "inactivity" | undefined;
  inactivityDays?: number | undefined;
  ownMedianTimes?: number | undefined;
};

/** After how many days without an order a customer counts as inactive where nobody says otherwise. */
export const usualInactivityDays = 90;

/**
 * The rule that is meant: the one that was named, else the one whose parameters were given, else contracts where the
 * workspace has any.
 * @throws AppError `invalid` for days of inactivity under the contract rule
 */
export function chooseRule(wish: RuleWish, hasContracts: boolean): ActivityRule {
  const misplaced = (["inactivityDays", "ownMedianTimes"] as const).find((name) => wish[name] !== undefined);
  const rule = wish.rule ?? (misplaced || !hasContracts ? "inactivity" : "contract");
  if (rule === "inactivity")
    return {
      rule,
      inactivityDays: wish.inactivityDays ?? usualInactivityDays,
      ownMedianTimes: wish.ownMedianTimes ?? null,
    };
  if (misplaced)
    throw new AppError("invalid", "inactivityNeedsRule", { fields: { [misplaced]: "inactivityNeedsRule" } });
  return { rule };
}

/** The rule as `definition.parameters` shows it. */
export function parametersOfRule(rule: ActivityRule): Record<string, string | number> {
  if (rule.rule === "contract") return { rule: rule.rule };
  const { inactivityDays, ownMedianTimes } = rule;
  return { rule: rule.rule, inactivityDays, ...(ownMedianTimes === null ? {} : { ownMedianTimes }) };
}

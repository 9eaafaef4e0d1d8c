import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { LocalDay } from "@/lib/period/local-day";
import { windowAsked } from "../rules/asked-period";
import type { CustomerSetInput, SetName } from "../schema";
import { decisionIds, funnelAsked, nextDeal, nextPhase } from "./measure-conversion";
import { readingOf } from "./reading";
import type { CustomerFilter } from "./traits";

const stepSets = ["entered", "reached", "decided", "closed"] as const satisfies readonly SetName[];
export type StepSet = (typeof stepSets)[number];

export const isStepSet = (set: SetName): set is StepSet => (stepSets as readonly SetName[]).includes(set);

/** How long a step may take where nobody says otherwise, as everywhere. */
export const usualStepDays = 30;

/** The customers behind conversion and close rate; the phase of the filter is the one that they entered. */
export async function stepsOf(
  scope: Scope,
  input: CustomerSetInput,
  set: StepSet,
  { filter, today }: { filter: CustomerFilter; today: LocalDay },
): Promise<Prisma.Sql> {
  const window = windowAsked({ from: input["set.from"], to: input["set.to"] });
  const edges = { days: [window.from, window.to], keys: [""] };
  const windowDays = input["set.days"] ?? usualStepDays;
  const request = { edges, windowDays, observedUntil: today, filter };
  const reading = readingOf(scope.workspaceId, edges);
  const isDeal = set === "decided" || set === "closed";
  const reach = isDeal
    ? nextDeal(reading, request, await decisionIds(scope))
    : nextPhase(reading, request, await funnelAsked(scope, filter.phase));
  const isTaken = set === "reached" || set === "closed";
  return Prisma.sql`with ${reach} select c from reach ${isTaken ? Prisma.sql`where converted` : Prisma.empty}`;
}

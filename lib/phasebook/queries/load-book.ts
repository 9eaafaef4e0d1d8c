import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { countByPhase } from "@/lib/feedback/queries/count-by-phase";
import type { ScoreTally } from "@/lib/feedback/queries/tally-request";
import { tallyScores } from "@/lib/feedback/queries/tally-scores";
import { type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import { measureOf, sliceOfMeasure } from "@/lib/feedback/rules/score-measures";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { bounded, periodAsked } from "@/lib/filters/rules/spans";
import { type PhaseEffort, sumEffortByPhase } from "@/lib/measures/queries/sum-effort-by-phase";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import { measureChurn } from "@/lib/retention/queries/measure-churn";
import { resolveRule } from "@/lib/retention/queries/resolve-customer-filter";
import { type Concentration, concentrations, isShortOfPassive, type PhaseLoad } from "../rules/coverage";
import { familyOf, inOrder, leavesOf, mainsOf } from "../rules/phases";
import type { BookInput } from "../schema/pages";

export type BookPage = PhaseLoad & {
  parent: string;
  isRetired: boolean;
  measured: Shown;
  goals: number;
  weakPoints: number;
  /** How many of the four questions are answered. */
  answered: number;
};

export type BookData = {
  today: LocalDay;
  period: Period | null;
  isOver: boolean;
  /** The main phases, each with what lies in its sub-phases. */
  mains: PhaseLoad[];
  pages: BookPage[];
  concentrations: Concentration[];
  /** Who left in the period, of those who were customers at its start; null where that says nothing about the money. */
  left: { lost: number; active: number } | null;
  places: Places;
};

/** The cover of the book: every phase with what it has, and where everything sits in one of them. */
export async function loadBook(scope: Scope, input: BookInput): Promise<BookData> {
  const today = localDay(new Date(), scope.timeZone);
  const period = periodAsked(input, today);
  const places = await readPlaces(scope);
  const { phases, touchpoints } = places;
  const feedback = await countByPhase(scope, period);
  const tallies = await tallyScores(scope, sliceOfMeasure("csat", { period }), { groupBy: "phase" });
  const written = await countWritten(scope);
  const efforts = await sumEffortByPhase(scope);
  const leaves = new Set(leavesOf(phases).map(({ id }) => id));
  const loadOf = (ids: ReadonlySet<number>): Omit<PhaseLoad, "key" | "name"> => ({
    touchpoints: touchpoints.filter(
      ({ phaseId, retired }) => !retired && phaseId !== null && ids.has(phaseId),
    ).length,
    feedback: [...ids].reduce((sum, id) => sum + (feedback.get(id) ?? 0), 0),
    ...effortOf(efforts, ids),
  });
  const pages = inOrder(phases).flatMap((phase): BookPage[] => {
    const load = loadOf(new Set([phase.id]));
    const { goals, weakPoints, answered } = written.get(phase.id) ?? { goals: 0, weakPoints: 0, answered: 0 };
    const isInUse = load.touchpoints + load.feedback + goals + weakPoints + answered > 0;
    // A main phase has a page of its own only where something stands there; a retired one, where it is still in use.
    if (phase.retired || !leaves.has(phase.id) ? !isInUse : false) return [];
    const { key, name } = phase;
    return [
      {
        ...{ key, name, ...load, goals, weakPoints, answered },
        parent: phases.find(({ id }) => id === phase.parentId)?.key ?? key,
        isRetired: phase.retired,
        measured: scoreOf(tallies, phase.id),
      },
    ];
  });
  const mains = mainsOf(phases)
    .map((main) => ({ key: main.key, name: main.name, ...loadOf(familyOf(phases, main)) }))
    .filter(({ key }) => pages.some(({ parent }) => parent === key));
  const found = concentrations(mains);
  return {
    today,
    period,
    isOver: !period || isOver(period, today),
    mains,
    pages,
    concentrations: found,
    left: found.some(isShortOfPassive) ? await countLeft(scope, { period, today }) : null,
    places,
  };
}

async function countLeft(
  scope: Scope,
  { period, today }: { period: Period | null; today: LocalDay },
): Promise<BookData["left"]> {
  const span = bounded(period);
  if (!span) return null;
  const { measured } = await measureChurn(scope, {
    ...{ period: span, today, filter: {}, groupBy: null, leaveOutInvoluntary: false },
    rule: await resolveRule(scope, {}),
  });
  const { numerator: lost, denominator: active } = measured.counts;
  return active > 0 ? { lost, active } : null;
}

/** What the measures of some phases cost. A main phase's row holds its parts already, so these are taken out of it. */
function effortOf(efforts: readonly PhaseEffort[], ids: ReadonlySet<number>) {
  const sum = (field: "measures" | "budgetMinor" | "personDays") =>
    efforts
      .filter(({ phaseId }) => ids.has(phaseId))
      .reduce((total, { phaseId, ...one }) => {
        const parts = efforts.filter(({ parentId }) => parentId === phaseId);
        return total + one[field] - parts.reduce((inside, part) => inside + part[field], 0);
      }, 0);
  return {
    measures: sum("measures"),
    budget: sum("budgetMinor"),
    personDays: sum("personDays"),
  };
}

const scoreOf = (tallies: readonly ScoreTally[], phaseId: number): Shown =>
  shownOf(
    measureOf(
      "csat",
      tallies.filter(({ group }) => group === String(phaseId)),
    ),
  );

type Written = { goals: number; weakPoints: number; answered: number };

/** How much of each page is written. */
async function countWritten({ db, workspaceId }: Scope): Promise<Map<number, Written>> {
  const rows = await db.$queryRaw<(Written & { id: number })[]>(Prisma.sql`
    select p."id",
      (select count(*)::int from goal g where g."workspaceId" = ${workspaceId} and g."phaseId" = p."id"
        and g."retiredAt" is null) as goals,
      (select count(*)::int from weak_point w where w."workspaceId" = ${workspaceId} and w."phaseId" = p."id"
        and w."retiredAt" is null and w."state" <> 'refuted') as "weakPoints",
      coalesce((select num_nonnulls(m."moves", m."knows", m."hopes", m."needs") from phase_page m
        where m."workspaceId" = ${workspaceId} and m."phaseId" = p."id"), 0) as answered
    from phase p where p."workspaceId" = ${workspaceId}`);
  return new Map(rows.map(({ id, ...written }) => [id, written]));
}

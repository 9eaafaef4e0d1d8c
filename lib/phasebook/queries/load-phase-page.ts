import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors/app-error";
import { countByPhase } from "@/lib/feedback/queries/count-by-phase";
import { tallyScores } from "@/lib/feedback/queries/tally-scores";
import { type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import { measureOf, sliceOfMeasure } from "@/lib/feedback/rules/score-measures";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { periodAsked } from "@/lib/filters/rules/spans";
import { type Locale, localName } from "@/lib/language/locale";
import { type MeasureRow, readMeasures } from "@/lib/measures/queries/read-measures";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import { funnelOf, nextInFunnel } from "@/lib/retention/rules/funnel";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import { type BookPhase, familyOf, inOrder, leavesOf } from "../rules/phases";
import type { PhasePageInput } from "../schema/pages";
import { type GoalRow, listGoals } from "./list-goals";
import { listWeakPoints, type WeakPointRow } from "./list-weak-points";
import { type MindsetRow, readMindset } from "./read-mindset";

type Neighbour = { key: string; name: string };

/** The segment by which customers enter by themselves; null: only by hand and by data. */
export type EntryRule = {
  segment: { id: string; key: string; name: string; isRetired: boolean } | null;
  /** Of the phase. */
  version: number;
};

export type PhaseTouchpoint = { key: string; name: string; department: string | null; measured: Shown };

export type PhasePageData = {
  today: LocalDay;
  period: Period | null;
  isOver: boolean;
  phase: { key: string; name: string; parent: Neighbour | null; isRetired: boolean };
  entry: EntryRule;
  /** The book from front to back, with this page in it. */
  pages: Neighbour[];
  /** What comes next on the way in: a step that can be measured. */
  next: Neighbour | null;
  mindset: MindsetRow;
  goals: GoalRow[];
  weakPoints: WeakPointRow[];
  touchpoints: PhaseTouchpoint[];
  measures: MeasureRow[];
  feedback: number;
  languages: Locale[];
  places: Places;
};

/** One page of the book. @throws AppError `notFound` */
export async function loadPhasePage(scope: Scope, input: PhasePageInput): Promise<PhasePageData> {
  const today = localDay(new Date(), scope.timeZone);
  const period = periodAsked(input, today);
  const places = await readPlaces(scope);
  const { phases } = places;
  const phase = phases.find(({ key }) => key === input.phase);
  if (!phase) throw notFound();
  const family = familyOf(phases, phase);
  const inside = places.touchpoints.filter(({ phaseId }) => phaseId !== null && family.has(phaseId));
  const touchpointIds = inside.map(({ id }) => id);
  const feedback = await countByPhase(scope, period);
  const funnel = funnelOf(
    phases.filter(({ retired }) => !retired).map((one, position) => ({ ...one, position })),
  );
  return {
    today,
    period,
    isOver: !period || isOver(period, today),
    phase: {
      key: phase.key,
      name: phase.name,
      parent: phases.find(({ id }) => id === phase.parentId) ?? null,
      isRetired: phase.retired,
    },
    entry: await readEntryRule(scope, phase.id),
    pages: pagesInOrder(phases, phase),
    next: phases.find(({ id }) => id === nextInFunnel(funnel, phase.key)?.id) ?? null,
    mindset: await readMindset(scope, phase.id),
    goals: await listGoals(scope, phase.id, { places, touchpointIds, period, today }),
    weakPoints: await listWeakPoints(scope, phase.id, places),
    touchpoints: await scoreTouchpoints(scope, { places, inside, period }),
    measures: await readMeasures(scope, { phase: [phase.key] }),
    feedback: [...family].reduce((sum, id) => sum + (feedback.get(id) ?? 0), 0),
    languages: (await readSettings(scope)).languages,
    places,
  };
}

async function readEntryRule({ db, workspaceId, locale }: Scope, id: number): Promise<EntryRule> {
  const row = await db.phase.findFirstOrThrow({
    where: { workspaceId, id },
    select: {
      version: true,
      entrySegment: {
        select: { publicId: true, key: true, name: true, translations: true, retiredAt: true },
      },
    },
  });
  const { entrySegment: one, version } = row;
  return {
    segment: one && {
      id: one.publicId,
      key: one.key,
      name: localName(one, locale),
      isRetired: one.retiredAt !== null,
    },
    version,
  };
}

/** The pages that one turns over: sub-phases in use, and the one that is open. */
const pagesInOrder = (phases: readonly BookPhase[], open: BookPhase): BookPhase[] => {
  const leaves = new Set(leavesOf(phases));
  return inOrder(phases).filter((phase) => phase === open || (leaves.has(phase) && !phase.retired));
};

/** The touchpoints of the phase with their scores, in their own order; retired ones only where somebody answered. */
async function scoreTouchpoints(
  scope: Scope,
  { places, inside, period }: { places: Places; inside: Places["touchpoints"]; period: Period | null },
): Promise<PhaseTouchpoint[]> {
  const slice = sliceOfMeasure("csat", { period, touchpointIds: inside.map(({ id }) => id) });
  const tallies = await tallyScores(scope, slice, { groupBy: "touchpoint" });
  return inside.flatMap(({ id, key, name, departmentId, retired }) => {
    const measured = shownOf(
      measureOf(
        "csat",
        tallies.filter(({ group }) => group === String(id)),
      ),
    );
    if (retired && measured.n === 0) return [];
    const department = places.departments.find((one) => one.id === departmentId)?.name ?? null;
    return [{ key, name, department, measured }];
  });
}

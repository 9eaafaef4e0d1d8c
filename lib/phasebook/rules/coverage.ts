/** What a phase of the lifecycle has got: contact with customers, what they said about it, and what is done there. */
export type PhaseLoad = {
  key: string;
  name: string;
  touchpoints: number;
  feedback: number;
  measures: number;
  /** Minor units. */
  budget: number;
  personDays: number;
};

export const coverageKinds = ["touchpoints", "feedback", "budget", "personDays"] as const;
export type CoverageKind = (typeof coverageKinds)[number];

/** The share of one phase in all of them; null where there is nothing to share. */
export function shareOf(load: PhaseLoad, all: readonly PhaseLoad[], kind: CoverageKind): number | null {
  const sum = all.reduce((total, one) => total + one[kind], 0);
  return sum > 0 ? load[kind] / sum : null;
}

/**
 * From here on something sits in one phase: it then has at least twice as much as all others together, whatever their
 * number. With the usual three phases an even spread would be a third.
 */
export const CONCENTRATED_FROM = 2 / 3;

export type Concentration = {
  kind: CoverageKind;
  most: PhaseLoad;
  mostShare: number;
  least: PhaseLoad;
  leastShare: number;
};

/** Only of these a warning is said: days follow the money, so they would say the same twice. */
const warnedOf: readonly CoverageKind[] = ["budget", "touchpoints", "feedback"];

/**
 * What sits in one of the main phases, money first. Nothing is said about a workspace with one phase, nor about a kind
 * of which there is nothing at all.
 */
export function concentrations(phases: readonly PhaseLoad[]): Concentration[] {
  if (phases.length < 2) return [];
  return warnedOf.flatMap((kind) => {
    const ranked = [...phases].sort((a, b) => b[kind] - a[kind]);
    const [most, least] = [ranked[0], ranked.at(-1)];
    const mostShare = most && shareOf(most, phases, kind);
    if (!most || !least || mostShare === null || mostShare === undefined || mostShare < CONCENTRATED_FROM)
      return [];
    return [{ kind, most, mostShare, least, leastShare: shareOf(least, phases, kind) ?? 0 }];
  });
}

/** The least money is where customers leave and come back. */
export const isShortOfPassive = ({ kind, least }: Concentration): boolean =>
  kind === "budget" && least.key === "passive";

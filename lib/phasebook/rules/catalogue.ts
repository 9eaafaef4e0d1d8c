import type { Locale } from "@/lib/language/locale";
import catalogue from "./catalogue.json";

/**
 * What is often written into a phase book, to pick from: a book begins empty, and what is picked is a copy that can be
 * reworded. Each entry belongs to one of the seven usual sub-phases and stands there in German and English.
 */
export const questions = ["moves", "knows", "hopes", "needs"] as const;
export type Question = (typeof questions)[number];

type Entry<Field extends string> = { key: string; phase: string } & Record<Locale, Record<Field, string>>;

export type CatalogueMindset = Entry<Question>;
export type CatalogueGoal = Entry<"text" | "kpiWords"> & { kpi: string };
export type CatalogueWeakPoint = Entry<"text" | "evidence">;
export type CatalogueMeasure = Entry<"name" | "firstStep"> & { departments: string[]; goal: string };

export const mindsets: readonly CatalogueMindset[] = catalogue.mindset;
export const catalogueGoals: readonly CatalogueGoal[] = catalogue.goals;
export const catalogueWeakPoints: readonly CatalogueWeakPoint[] = catalogue.weakPoints;
export const catalogueMeasures: readonly CatalogueMeasure[] = catalogue.keyMeasures;

/** What can be picked, by the name that addresses and forms use. */
export const pickKinds = ["mindset", "goals", "weakPoints"] as const;
export type PickKind = (typeof pickKinds)[number];

const lists = {
  mindset: mindsets,
  goals: catalogueGoals,
  weakPoints: catalogueWeakPoints,
} as const;

/** Key measures for a phase, which become measures and not a part of the page. */
export function measuresFor(phase: string): { entries: readonly CatalogueMeasure[]; isOwn: boolean } {
  const own = catalogueMeasures.filter((one) => one.phase === phase);
  return own.length > 0 ? { entries: own, isOwn: true } : { entries: catalogueMeasures, isOwn: false };
}

/** The entries for a phase; for one that a workspace has made itself, all there are. */
export function entriesFor<Kind extends PickKind>(
  kind: Kind,
  phase: string,
): { entries: (typeof lists)[Kind]; isOwn: boolean } {
  const list = lists[kind];
  const own = list.filter((one) => one.phase === phase) as unknown as (typeof lists)[Kind];
  return own.length > 0 ? { entries: own, isOwn: true } : { entries: list, isOwn: false };
}

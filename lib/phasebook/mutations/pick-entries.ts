import type { Scope } from "@/lib/auth/scope";
import { refuse } from "@/lib/fields/refusals";
import { type FieldTranslations, withTexts } from "@/lib/fields/texts";
import { type Locale, locales } from "@/lib/language/locale";
import { catalogueGoals, catalogueWeakPoints } from "../rules/catalogue";
import type { GoalState, PickInput, WeakPointState } from "../schema/edit";
import { addGoals } from "./edit-goals";
import { pickMindset } from "./edit-mindset";
import { addWeakPoints } from "./edit-weak-points";
import type { Undo } from "./entries";

/** Entries of the catalogue become the workspace's own: copies in both languages, to be reworded. */
export async function pickEntries(scope: Scope, { phase, kind, keys }: PickInput): Promise<Undo> {
  switch (kind) {
    case "mindset":
      return pickMindset(scope, { phase, keys });
    case "goals":
      return addGoals(scope, chosen(catalogueGoals, keys).map(goalOf(scope, phase)));
    case "weakPoints":
      return addWeakPoints(scope, chosen(catalogueWeakPoints, keys).map(weakPointOf(scope, phase)));
  }
}

/** @throws AppError `invalid` where none of the keys is in the catalogue */
function chosen<Entry extends { key: string }>(entries: readonly Entry[], keys: readonly string[]): Entry[] {
  const found = entries.filter(({ key }) => keys.includes(key));
  if (found.length === 0) throw refuse({ keys: "chooseSomething" });
  return found;
}

/** The texts of an entry, in the languages that the catalogue has. */
function textsOfEntry<Field extends string>(
  scope: Scope,
  entry: Record<Locale, Record<Field, string>>,
  fields: readonly Field[],
): { texts: Record<Field, string | null>; translations: FieldTranslations | null } {
  const texts = Object.fromEntries(fields.map((field) => [field, null])) as Record<Field, null>;
  const said = Object.fromEntries(
    fields.map((field) => [
      field,
      Object.fromEntries(locales.map((locale) => [locale, entry[locale][field]])),
    ]),
  ) as Record<Field, Record<Locale, string>>;
  return withTexts<Field>({ texts, translations: null }, said, scope.workspaceLocale);
}

const goalOf =
  (scope: Scope, phase: string) =>
  (entry: (typeof catalogueGoals)[number]): GoalState => {
    const { texts, translations } = textsOfEntry(scope, entry, ["text", "kpiWords"]);
    const { text, kpiWords } = texts;
    return {
      ...{ phase, text: text ?? entry.en.text, kpi: entry.kpi, kpiWords, translations },
      ...{ target: null, targetOn: null, figure: null, figureOn: null, figureSource: null, retiredAt: null },
    };
  };

const weakPointOf =
  (scope: Scope, phase: string) =>
  (entry: (typeof catalogueWeakPoints)[number]): WeakPointState => {
    const { texts, translations } = textsOfEntry(scope, entry, ["text", "evidence"]);
    const { text, evidence } = texts;
    return { phase, text: text ?? entry.en.text, evidence, translations, touchpoint: null, retiredAt: null };
  };

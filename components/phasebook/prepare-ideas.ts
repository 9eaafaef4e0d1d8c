import type { PageContext } from "@/lib/doors/define-page";
import type { Locale } from "@/lib/language/locale";
import type { PhasePageData } from "@/lib/phasebook/queries/load-phase-page";
import { catalogueGoals, measuresFor } from "@/lib/phasebook/rules/catalogue";
import { parseKpi } from "@/lib/phasebook/rules/kpi";
import { starterCatalogue } from "@/lib/workspaces/rules/starter-catalogue";
import { newMeasure } from "./book-words";

export type MeasureIdea = { key: string; name: string; detail: string; isThere: boolean; href: string };

/** Key measures that fit a page, in the reader's language; what is done there already is marked. */
export function prepareIdeas(
  { phase, measures, places }: PhasePageData,
  { locale, workspace }: PageContext,
): { name: string | null; ideas: MeasureIdea[] }[] {
  const { entries, isOwn } = measuresFor(phase.key);
  const there = new Set(measures.map(({ name }) => name));
  const departments = places.departments.filter(({ retired }) => !retired);
  const phases = [...new Set(entries.map((entry) => entry.phase))];
  return phases.map((key) => ({
    name: isOwn ? null : (starterCatalogue(locale).phases.find((one) => one.key === key)?.name ?? key),
    ideas: entries
      .filter((entry) => entry.phase === key)
      .map((entry) => {
        const { name, firstStep } = entry[locale];
        const known = entry.departments.flatMap((one) => departments.find((own) => own.key === one) ?? []);
        const [department] = known;
        return {
          key: entry.key,
          name,
          detail: [firstStep, known.map((own) => own.name).join(", ")].filter(Boolean).join(" · "),
          isThere: there.has(entry.de.name) || there.has(entry.en.name),
          href: newMeasure(workspace, {
            ...{ phase: phase.key, name, "first-step": firstStep, department: department?.key },
            effort: known.map((own) => own.key),
            ...figureOf(entry.goal, locale),
          }),
        };
      }),
  }));
}

/** What a measure of the catalogue is to move: the figure of its goal, where a measure can be held against it. */
function figureOf(goal: string, locale: Locale): Record<string, string | undefined> {
  const found = catalogueGoals.find(({ key }) => key === goal);
  if (!found) return {};
  const kpi = parseKpi(found.kpi);
  const words = { "kpi-words": found[locale].kpiWords };
  switch (kpi?.kind) {
    case "csat":
    case "promise":
      return { ...words, measure: kpi.kind === "csat" ? "experience" : "promise", at: kpi.at ?? undefined };
    case "rating":
    case "ces":
      return { ...words, measure: kpi.kind, at: kpi.at ?? undefined };
    case "nps":
      return { ...words, measure: "relationship-nps" };
    default:
      return { ...words, measure: "elsewhere" };
  }
}

import type { Locale } from "@/lib/language/locale";
import type { PhasePageData } from "@/lib/phasebook/queries/load-phase-page";
import { entriesFor, type PickKind } from "@/lib/phasebook/rules/catalogue";
import { starterCatalogue } from "@/lib/workspaces/rules/starter-catalogue";
import type { PickChoice } from "./pick-drawer";

type Choices = { name: string | null; choices: PickChoice[] }[];

/** The entries of the catalogue that fit a page, in the reader's language; what stands there already is marked. */
export function preparePicks(kind: PickKind, data: PhasePageData, locale: Locale): Choices {
  const { entries, isOwn } = entriesFor(kind, data.phase.key);
  const there = textsThere(kind, data);
  const found = entries.map((entry) => {
    const words: Record<string, string> = entry[locale];
    const [text = "", detail = ""] =
      "moves" in words
        ? [words.moves, [words.knows, words.hopes, words.needs].join(" · ")]
        : Object.values(words);
    const own = Object.values({ de: entry.de, en: entry.en }).map((said) => Object.values(said)[0] ?? "");
    return {
      phase: entry.phase,
      choice: { key: entry.key, text, detail, isThere: own.some((one) => there.has(one)) },
    };
  });
  const phases = [...new Set(found.map(({ phase }) => phase))];
  return phases.map((phase) => ({
    name: isOwn ? null : (starterCatalogue(locale).phases.find(({ key }) => key === phase)?.name ?? phase),
    choices: found.filter((one) => one.phase === phase).map(({ choice }) => choice),
  }));
}

function textsThere(kind: PickKind, { goals, weakPoints }: PhasePageData): Set<string> {
  if (kind === "mindset") return new Set();
  const rows = kind === "goals" ? goals : weakPoints;
  return new Set(rows.flatMap(({ texts }) => Object.values(texts.text)));
}

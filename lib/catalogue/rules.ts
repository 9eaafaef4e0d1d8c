import type { Names } from "@/lib/fields/form";
import { type Locale, locales } from "@/lib/language/locale";
import type { CatalogueList } from "./schema/admin";

type Named = { name: string; translations: Record<string, string> | null };

/**
 * A name is in the workspace's language and stands in its translations too, where there are any; a new one replaces
 * both. Undefined keeps what is there.
 */
export function renamed(before: Named, name: string | undefined, workspaceLocale: string): Named {
  if (name === undefined || name === before.name)
    return { name: before.name, translations: before.translations };
  return { name, translations: before.translations && { ...before.translations, [workspaceLocale]: name } };
}

/** Names by language put into a row: undefined keeps, empty removes. The workspace's own language cannot be empty. */
export function renamedIn(before: Named, names: Names, workspaceLocale: string): Named {
  const all: Record<string, string> = { ...before.translations, [workspaceLocale]: before.name };
  for (const locale of locales) {
    const said = names[locale];
    if (said === undefined) continue;
    if (said) all[locale] = said;
    else if (locale !== workspaceLocale) delete all[locale];
  }
  const name = names[workspaceLocale as Locale] || before.name;
  const others = Object.keys(all).some((locale) => locale !== workspaceLocale);
  return { name, translations: others || before.translations ? all : null };
}

/** A name for each language of a row, as a form shows them. */
export const namesOf = (
  { name, translations }: Named,
  workspaceLocale: string,
): Partial<Record<Locale, string>> => ({
  ...translations,
  [workspaceLocale]: name,
});

/** What the REST API names by key stays for good; the three phases and moments of truth also stay in use. */
const fixed: Partial<Record<CatalogueList, { kept: readonly string[]; inUse: readonly string[] }>> = {
  phases: {
    kept: "acquisition awareness consideration decision active onboarding usage passive inactive cancelled".split(
      " ",
    ),
    inUse: ["acquisition", "active", "passive"],
  },
  "moments-of-truth": {
    kept: ["unclear_offer", "malfunction", "complaint"],
    inUse: ["unclear_offer", "malfunction", "complaint"],
  },
};

export const canDeleteEntry = (list: CatalogueList, key: string): boolean => !fixed[list]?.kept.includes(key);
export const canRetireEntry = (list: CatalogueList, key: string): boolean =>
  !fixed[list]?.inUse.includes(key);

/** Pages that lie beside those of the phases in the book: a phase of that name would have none. */
const pagesOfBook: readonly string[] = ["board", "steps", "map", "export", "buying"];

export const isReservedKey = (list: CatalogueList, key: string): boolean =>
  list === "phases" && pagesOfBook.includes(key);

/** The order of all keys after some of them were put into another order: they share the places that they had. */
export function reordered(all: readonly string[], wanted: readonly string[]): string[] {
  const known = wanted.filter((key) => all.includes(key));
  const moving = new Set(known);
  let next = 0;
  return all.map((key) => (moving.has(key) ? (known[next++] ?? key) : key));
}

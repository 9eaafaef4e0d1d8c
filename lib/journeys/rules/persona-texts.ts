import { reworded, spokenIn } from "@/lib/language/spoken-text";
import type { PersonaState, PersonaText } from "../schema/persona";

type Translations = PersonaState["translations"];

/** One of a persona's texts in the reader's language. */
export const personaText = (
  text: string | null,
  translations: Translations,
  field: PersonaText,
  locale: string,
): string | null => text && spokenIn({ text, translations: translations?.[field] ?? null }, locale);

type Texts = Pick<PersonaState, PersonaText | "translations">;

/** The texts after a reader has saved a form that showed them in their language. */
export function rewordedPersona(
  before: Texts,
  said: Record<PersonaText, string | null>,
  locale: string,
  workspaceLocale: string,
): Texts {
  let translations = before.translations;
  const now = { name: before.name, who: before.who, needs: before.needs, quote: before.quote };
  for (const field of ["name", "who", "needs", "quote"] as const) {
    const text = said[field];
    const { [field]: own = null, ...others } = translations ?? {};
    if (text === null) {
      if (field !== "name") now[field] = null;
      translations = translations && others;
      continue;
    }
    const known = now[field];
    const next =
      known === null
        ? { text, translations: null }
        : reworded({ text: known, translations: own }, text, locale, workspaceLocale);
    now[field] = next.text;
    if (translations) translations = next.translations ? { ...others, [field]: next.translations } : others;
  }
  return { ...now, translations };
}

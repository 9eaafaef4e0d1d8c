import { type Locale, locales, localName } from "@/lib/language/locale";
import type { Names } from "./form";

/** A text in the languages that it was written in. */
export type Texts = Partial<Record<Locale, string>>;

/** Translations of a row, field by field; the field's own column is in the language of the workspace. */
export type FieldTranslations = Record<string, Record<string, string>>;

type Held = { value: string | null; translations: Record<string, string> | null };

const heldIn = (row: { translations: unknown }, field: string, value: string | null): Held => ({
  value,
  translations: (row.translations as FieldTranslations | null)?.[field] ?? null,
});

/** A field as a form shows it: every language that it was written in. */
export function textsOf(
  row: { translations: unknown },
  field: string,
  value: string | null,
  workspaceLocale: string,
): Texts {
  const { translations } = heldIn(row, field, value);
  return { ...translations, ...(value === null ? {} : { [workspaceLocale]: value }) };
}

/** A field as its reader sees it: in their language, else in that of the workspace; null where nothing was written. */
export function localText(
  row: { translations: unknown },
  field: string,
  value: string | null,
  locale: string,
): string | null {
  return (
    localName({ name: value ?? "", translations: heldIn(row, field, value).translations }, locale) || null
  );
}

/** Texts put into fields: what is not said stays, what is said empty goes. */
export function withTexts<Field extends string>(
  before: { texts: Record<Field, string | null>; translations: FieldTranslations | null },
  said: Partial<Record<Field, Names | undefined>>,
  workspaceLocale: string,
): { texts: Record<Field, string | null>; translations: FieldTranslations | null } {
  const texts = { ...before.texts };
  const translations: FieldTranslations = { ...before.translations };
  for (const field of Object.keys(said) as Field[]) {
    const all: Texts = textsOf(before, field, before.texts[field], workspaceLocale);
    for (const locale of locales) {
      const text = said[field]?.[locale];
      if (text === undefined) continue;
      if (text) all[locale] = text;
      else delete all[locale];
    }
    texts[field] = all[workspaceLocale as Locale] ?? null;
    if (Object.keys(all).some((locale) => locale !== workspaceLocale)) translations[field] = all;
    else delete translations[field];
  }
  return { texts, translations: Object.keys(translations).length > 0 ? translations : null };
}

/** A field that is written in one language only: another text takes the place of those in all of them. */
export function replacedText(
  row: { translations: FieldTranslations | null },
  field: string,
  value: string | null,
  { said, locale }: { said: string | null; locale: string },
): { text: string | null; translations: FieldTranslations | null } {
  if (said === localText(row, field, value, locale)) return { text: value, translations: row.translations };
  const { [field]: _, ...others } = row.translations ?? {};
  return { text: said, translations: Object.keys(others).length > 0 ? others : null };
}

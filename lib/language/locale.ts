export const locales = ["de", "en"] as const;
export type Locale = (typeof locales)[number];

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);

/** The best of our languages for a reader: what they set, then the cookie, then what the browser asks for. */
export function chooseLocale(wishes: {
  setting?: string | null;
  cookie?: string | null;
  acceptLanguage?: string | null;
}): Locale {
  if (isLocale(wishes.setting)) return wishes.setting;
  if (isLocale(wishes.cookie)) return wishes.cookie;
  const asked = (wishes.acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith("q="));
      return {
        language: tag.toLowerCase().split("-")[0],
        quality: quality ? Number(quality.slice(2)) || 0 : 1,
      };
    })
    .sort((a, b) => b.quality - a.quality);
  return asked.map(({ language }) => language).find(isLocale) ?? "en";
}

/** A name in the reader's language where there is one; `name` itself is in the workspace's language. */
export function localName(row: { name: string; translations?: unknown }, locale: string): string {
  const translations = row.translations as Record<string, unknown> | null | undefined;
  const translated = translations?.[locale];
  return typeof translated === "string" && translated !== "" ? translated : row.name;
}

/** "German"; what no language is called by stays as it was written. */
export const languageName = (tag: string, locale: string): string => nameOf("language", tag, locale);

/** "Germany", of DE. */
export const countryName = (code: string, locale: string): string => nameOf("region", code, locale);

function nameOf(type: "language" | "region", code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

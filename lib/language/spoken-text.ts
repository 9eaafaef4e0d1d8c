/** A text in the language of the workspace, with its translations where there are any. */
export type Spoken = { text: string; translations: Record<string, string> | null };

/** The text in the reader's language where there is one. */
export function spokenIn(
  { text, translations }: { text: string; translations: unknown },
  locale: string,
): string {
  const said = (translations as Record<string, unknown> | null | undefined)?.[locale];
  return typeof said === "string" && said !== "" ? said : text;
}

/**
 * The text after a reader has reworded what they saw: that language and no other. A text without translations is one
 * text for everybody.
 */
export function reworded(before: Spoken, said: string, locale: string, workspaceLocale: string): Spoken {
  if (said === spokenIn(before, locale)) return before;
  const { translations } = before;
  return {
    text: translations === null || locale === workspaceLocale ? said : before.text,
    translations: translations && { ...translations, [locale]: said },
  };
}

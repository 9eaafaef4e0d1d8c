import type { Names } from "@/lib/fields/form";
import { withTexts } from "@/lib/fields/texts";

type Described = { description: string | null; descriptions: Record<string, string> | null };

/** A description in the languages that were said; its translations have a column of their own, `translations` is the name's. */
export function described(
  { description, descriptions }: Described,
  said: Names | undefined,
  workspaceLocale: string,
): Described {
  const { texts, translations } = withTexts(
    { texts: { description }, translations: descriptions && { description: descriptions } },
    { description: said },
    workspaceLocale,
  );
  return { description: texts.description, descriptions: translations?.description ?? null };
}

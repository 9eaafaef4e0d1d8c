import { compileFormat, readWall } from "./date-format";

/** Formats that are recognised without being told, most telling first. `iso` also takes a time with or without offset. */
export const guessedFormats = [
  "iso",
  "YYYYMMDD",
  "DD.MM.YYYY",
  "DD.MM.YY",
  "YYYY/MM/DD",
  "DD/MM/YYYY",
  "MM/DD/YYYY",
  "DD-MM-YYYY",
  "MM-DD-YYYY",
  "DD/MM/YY",
  "MM/DD/YY",
  "D MMM YYYY",
  "MMM D, YYYY",
] as const;

/**
 * The format that fits most of the texts, and at least half of them: single mistakes are for the lines they stand in.
 * Null when none does, "ambiguous" when day and month could be either.
 * @param texts a sample of a column, without empty cells
 */
export function guessFormat(texts: readonly string[]): string | null | "ambiguous" {
  if (texts.length === 0) return "iso";
  const fits = guessedFormats.map((format) => {
    const form = compileFormat(format);
    return { format, texts: form ? texts.filter((text) => readWall(text, form) !== null) : [] };
  });
  const most = Math.max(...fits.map((fit) => fit.texts.length));
  if (most * 2 < texts.length) return null;
  const [best, other] = fits.filter((fit) => fit.texts.length === most);
  if (!best) return null;
  const isSwapped =
    other !== undefined && !best.format.includes(".") && swapped(best.format) === other.format;
  return isSwapped && !alikeEitherWay(best.format, best.texts) ? "ambiguous" : best.format;
}

const swapped = (format: string) => format.replace("DD", "?").replace("MM", "DD").replace("?", "MM");

/** Day and month are the same number everywhere. */
function alikeEitherWay(format: string, texts: readonly string[]): boolean {
  const form = compileFormat(format);
  return texts.every((text) => {
    const wall = form && readWall(text, form);
    return wall !== null && wall.day === wall.month;
  });
}

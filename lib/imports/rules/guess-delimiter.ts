import { AppError } from "@/lib/errors/app-error";
import { isBlank, type RecordForm, RecordSplitter } from "./split-records";

/** In the order in which we believe them when several fit; a comma is often part of a number. */
const delimiters = ["\t", ";", "|", ","] as const;

const records = 200;

/** How lines end in this text. */
export function guessLineEnd(sample: string): "\n" | "\r" {
  return !sample.includes("\n") && sample.includes("\r") ? "\r" : "\n";
}

/**
 * The character that cuts most lines of the sample into the same number of cells; blanks only if no other does.
 * Spreadsheets may say it themselves in a first line `sep=;`.
 */
export function guessDelimiter(sample: string, lineEnd: "\n" | "\r"): string {
  const said = separatorLine(sample);
  if (said) return said;
  const scores = delimiters.map((delimiter) => ({ delimiter, ...judge(sample, { delimiter, lineEnd }) }));
  const best = scores.reduce((a, b) => (isBetter(b, a) ? b : a));
  if (best.share >= 0.8) return best.delimiter;
  const blanks = judge(sample, { delimiter: "whitespace", lineEnd });
  if (blanks.share >= 0.9) return "whitespace";
  return best.share > 0 ? best.delimiter : ",";
}

export function separatorLine(sample: string): string | null {
  return /^sep=([,;|\t])\r?[\n\r]/i.exec(sample)?.[1] ?? null;
}

type Score = { share: number; cells: number };

const isBetter = (a: Score, b: Score): boolean =>
  Math.abs(a.share - b.share) > 0.05 ? a.share > b.share : a.cells > b.cells;

/** Share of the lines that have the most frequent number of cells; 0 where that is one. */
function judge(sample: string, form: RecordForm): Score {
  const counts = new Map<number, number>();
  const splitter = new RecordSplitter(form);
  splitter.feed(sample);
  let read = 0;
  try {
    for (let cells = splitter.next(); cells !== null && read < records; cells = splitter.next()) {
      if (isBlank(cells)) continue;
      counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
      read++;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  const [cells, lines] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  return cells < 2 ? { share: 0, cells } : { share: lines / read, cells };
}

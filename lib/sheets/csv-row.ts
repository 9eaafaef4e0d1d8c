/** How a reader's spreadsheet expects its text files. */
export type CsvStyle = { delimiter: "," | ";"; decimal: "." | "," };

/**
 * A row of a CSV file that a spreadsheet may open: a text that begins like a formula gets an apostrophe, so that it is
 * shown and not executed. Numbers are numbers, a negative one too.
 */
export function csvRow(
  cells: readonly (string | number | null)[],
  { delimiter, decimal }: CsvStyle = { delimiter: ",", decimal: "." },
): string {
  const written = cells.map((cell) =>
    typeof cell === "number" ? String(cell).replace(".", decimal) : csvText(cell ?? ""),
  );
  return `${written.join(delimiter)}\r\n`;
}

function csvText(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

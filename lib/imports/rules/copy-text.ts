const special = /[\\\t\n\r]/;
const everySpecial = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A value as PostgreSQL's COPY reads it in text format. */
export function copyField(value: string | number | bigint | boolean | null | undefined): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value !== "string") return value === true ? "t" : value === false ? "f" : String(value);
  return special.test(value)
    ? value.replace(everySpecial, (character) => escapes[character] ?? character)
    : value;
}

/** A row of COPY's text format, with its line end. */
export function copyRow(values: readonly (string | number | bigint | boolean | null | undefined)[]): string {
  // Joined and not added up: rows wait for their turn by the thousand, and a text of many pieces is dear to keep.
  return `${values.map(copyField).join("\t")}\n`;
}

import { csvRow } from "./csv-row";
import type { Sheet } from "./sheet";

const pieceCharacters = 64 * 1024;

/** UTF-8 with a byte order mark, without which Excel reads it as something else. */
export async function* writeCsv({ columns, rows, csv }: Sheet): AsyncGenerator<Uint8Array> {
  let text = `\uFEFF${csvRow(
    columns.map(({ header }) => header),
    csv,
  )}`;
  for await (const row of rows) {
    text += csvRow(row, csv);
    if (text.length < pieceCharacters) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}

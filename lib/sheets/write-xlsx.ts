import type { Cell, CellKind, Sheet } from "./sheet";
import { writeZip, type ZipEntry } from "./zip";

/** What fits into one sheet of Excel, the header included. */
const sheetRows = 1_048_576;
const sheetCharacters = 1024 ** 3;
const cellCharacters = 32_767;
const pieceCharacters = 64 * 1024;

/**
 * A workbook, written while its rows are made. A text is a text, whatever it begins with: nothing in it is a formula.
 * What does not fit into one sheet goes on in the next.
 */
export function writeXlsx(sheet: Sheet, most = sheetRows): AsyncGenerator<Uint8Array> {
  return writeZip(entries(sheet, most));
}

async function* entries(sheet: Sheet, most: number): AsyncGenerator<ZipEntry> {
  const iterator = sheet.rows[Symbol.asyncIterator]();
  const rows: Rows = { iterator, next: await iterator.next() };
  let count = 0;
  try {
    do {
      count++;
      yield { name: `xl/worksheets/sheet${count}.xml`, content: worksheet(sheet, rows, most) };
    } while (!rows.next.done);
  } finally {
    await iterator.return?.();
  }
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  yield { name: "xl/styles.xml", content: [styles] };
  yield { name: "xl/workbook.xml", content: [workbook(sheet.title, numbers)] };
  yield { name: "xl/_rels/workbook.xml.rels", content: [relations(numbers)] };
  yield { name: "_rels/.rels", content: [root] };
  yield { name: "[Content_Types].xml", content: [contentTypes(numbers)] };
}

/** Rows on their way into one sheet after the other; the next one is known, so that no sheet begins without any. */
type Rows = { iterator: AsyncIterator<readonly Cell[]>; next: IteratorResult<readonly Cell[]> };

async function* worksheet({ columns }: Sheet, rows: Rows, most: number): AsyncGenerator<string> {
  const names = columns.map((_, i) => columnName(i));
  const kinds = columns.map(({ kind }) => kind);
  const widths = columns.map(
    ({ kind, header }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${Math.max(widthOf[kind], Math.min(header.length + 3, 40))}" customWidth="1"/>`,
  );
  let text = `${xml}<worksheet ${main}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>`;
  text += `<row r="1">${columns.map(({ header }, i) => textCell(`${names[i]}1`, header, headStyle)).join("")}</row>`;
  let written = 0;
  let length = 1;
  while (!rows.next.done && length < most && written < sheetCharacters) {
    length++;
    text += rowText(rows.next.value, length, names, kinds);
    rows.next = await rows.iterator.next();
    if (text.length < pieceCharacters) continue;
    written += text.length;
    yield text;
    text = "";
  }
  yield `${text}</sheetData><autoFilter ref="A1:${names.at(-1)}${length}"/></worksheet>`;
}

function rowText(row: readonly Cell[], at: number, names: string[], kinds: CellKind[]): string {
  let cells = "";
  for (let i = 0; i < names.length; i++) {
    const value = row[i] ?? null;
    if (value === null || value === "") continue;
    const place = `${names[i]}${at}`;
    const kind = kinds[i] ?? "text";
    const number = typeof value === "number" ? value : serialOf(value, kind);
    cells +=
      number !== null && Number.isFinite(number)
        ? `<c r="${place}"${styleOf[kind]}><v>${number}</v></c>`
        : textCell(place, String(value));
  }
  return `<row r="${at}">${cells}</row>`;
}

/** Days since 30 December 1899, as spreadsheets count; before March 1900 they count wrongly, so a text stays one. */
function serialOf(value: string, kind: CellKind): number | null {
  if (kind !== "day" && kind !== "instant") return null;
  const milliseconds = Date.parse(`${value.slice(0, 10)}T${value.slice(11) || "00:00:00"}Z`);
  const serial = milliseconds / 86_400_000 + 25_569;
  return serial >= 61 ? serial : null;
}

const textCell = (place: string, text: string, style = ""): string =>
  `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const special: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text inside an element. `_x000D_` stands for a character there, so the underscore before such a code is one itself. */
function escaped(text: string): string {
  const whole =
    text.length > cellCharacters
      ? `${text.slice(0, cellCharacters - 1).replace(/[\uD800-\uDBFF]$/, "")}…`
      : text;
  return whole
    .replace(forbidden, "")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>"]/g, (character) => special[character] ?? "");
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const widthOf: Record<CellKind, number> = { text: 24, number: 12, day: 12, instant: 19 };
const headStyle = ` s="1"`;
const styleOf: Record<CellKind, string> = { text: "", number: "", day: ` s="2"`, instant: ` s="3"` };

const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`;
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const media = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const styles = `${xml}<styleSheet ${main}><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Excel refuses some characters in the name of a sheet, and more than 31 of the others. */
const sheetName = (title: string, number: number): string =>
  escaped(
    `${title
      .replace(/[[\]:*?/\\'\s]+/g, " ")
      .trim()
      .slice(0, 24)}${number > 1 ? ` ${number}` : ""}`,
  );

const workbook = (title: string, numbers: number[]): string =>
  `${xml}<workbook ${main} xmlns:r="${office}"><sheets>${numbers
    .map((n) => `<sheet name="${sheetName(title, n)}" sheetId="${n}" r:id="rId${n}"/>`)
    .join("")}</sheets></workbook>`;

const relations = (numbers: number[]): string =>
  `${xml}<Relationships xmlns="${packages}/relationships">${numbers
    .map((n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
    .join("")}<Relationship Id="rIdStyles" Type="${office}/styles" Target="styles.xml"/></Relationships>`;

const root = `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const contentTypes = (numbers: number[]): string =>
  `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${media}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${media}.styles+xml"/>${numbers
    .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${media}.worksheet+xml"/>`)
    .join("")}</Types>`;

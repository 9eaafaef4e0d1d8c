import { Readable } from "node:stream";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import type { Cell, Sheet } from "@/lib/sheets/sheet";
import { writeCsv } from "@/lib/sheets/write-csv";
import { writeXlsx } from "@/lib/sheets/write-xlsx";

const columns: Sheet["columns"] = [
  { header: "Who", kind: "text" },
  { header: "Score", kind: "number" },
  { header: "Day", kind: "day" },
  { header: "When", kind: "instant" },
];

const sheet = (rows: Iterable<Cell[]> | AsyncIterable<Cell[]>, more: Partial<Sheet> = {}): Sheet => ({
  title: "Feedback / all: [2026]",
  columns,
  rows: Readable.from(rows),
  csv: { delimiter: ",", decimal: "." },
  ...more,
});

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** What an independent program reads in it. */
async function readWorkbook(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.read(Readable.from([bytes]));
  return workbook;
}

const hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"];

describe("CSV", () => {
  test("begins with a byte order mark, and nothing in it is a formula", async () => {
    const text = (await bytesOf(writeCsv(sheet(hostile.map((who) => [who, -1.5, null, null]))))).toString();
    expect(text).toBe(
      `\uFEFFWho,Score,Day,When\r\n${[
        `'=1+1,-1.5,,`,
        `'+1,-1.5,,`,
        `'-1,-1.5,,`,
        `'@SUM(A1),-1.5,,`,
        `'\t=1,-1.5,,`,
        `"'\r=1",-1.5,,`,
      ].join("\r\n")}\r\n`,
    );
  });

  test("is written as German spreadsheets read it", async () => {
    const german = sheet([["a;b", 4.25, "2026-03-29", "2026-03-29 01:59:59"]], {
      csv: { delimiter: ";", decimal: "," },
    });
    expect((await bytesOf(writeCsv(german))).toString().split("\r\n")[1]).toBe(
      `"a;b";4,25;2026-03-29;2026-03-29 01:59:59`,
    );
  });
});

describe("XLSX", () => {
  test("holds texts, numbers, days and instants as what they are", async () => {
    const texts = [...hostile, 'Käthe & <Söhne>\n"x"', "_x0041_ stays", "emoji 🙂"];
    const rows = texts.map((who): Cell[] => [who, 4.25, "2026-03-29", "2026-03-29 23:15:30"]);
    const [found] = (await readWorkbook(await bytesOf(writeXlsx(sheet(rows))))).worksheets;
    expect(found?.name).toBe("Feedback all 2026");
    expect(found?.getRow(1).values).toEqual([undefined, "Who", "Score", "Day", "When"]);
    for (const [i, who] of texts.entries()) {
      const row = found?.getRow(i + 2);
      const read = String(row?.getCell(1).value).replace("_x005F_", "_");
      expect(read).toBe(who.replace("\r=1", "\n=1"));
      expect(row?.getCell(1).type).toBe(ExcelJS.ValueType.String);
      expect(row?.getCell(2).value).toBe(4.25);
      expect(row?.getCell(3).value).toEqual(new Date("2026-03-29T00:00:00Z"));
      expect(row?.getCell(4).value).toEqual(new Date("2026-03-29T23:15:30Z"));
    }
  });

  test("drops what XML cannot hold and shortens what a cell cannot hold", async () => {
    const rows: Cell[][] = [
      ["a\u0000b\u001Fc\uFFFF\uD800d", null, null, null],
      ["x".repeat(40_000), null, null, null],
    ];
    const [found] = (await readWorkbook(await bytesOf(writeXlsx(sheet(rows))))).worksheets;
    expect(found?.getCell("A2").value).toBe("abc\uFFFDd");
    expect(String(found?.getCell("A3").value)).toHaveLength(32_767);
  });

  test("goes on in a second sheet where the first is full, and leaves none empty", async () => {
    const rows = (count: number) => Array.from({ length: count }, (_, i): Cell[] => [null, i, null, null]);
    const counts = async (count: number) =>
      (await readWorkbook(await bytesOf(writeXlsx(sheet(rows(count)), 101)))).worksheets.map(
        ({ name, rowCount }) => [name, rowCount],
      );
    expect(await counts(0)).toEqual([["Feedback all 2026", 1]]);
    expect(await counts(100)).toEqual([["Feedback all 2026", 101]]);
    expect(await counts(250)).toEqual([
      ["Feedback all 2026", 101],
      ["Feedback all 2026 2", 101],
      ["Feedback all 2026 3", 51],
    ]);
  });

  test("takes no more rows than the reader has asked for", async () => {
    let made = 0;
    const rows = (async function* () {
      for (; made < 1_000_000; made++) yield [`row ${made} ${Math.sin(made)}`, made, null, null] as Cell[];
    })();
    const pieces = writeXlsx({ ...sheet([]), rows });
    await pieces.next();
    await pieces.next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(made).toBeLessThan(100_000);
    await pieces.return(undefined);
  });
});

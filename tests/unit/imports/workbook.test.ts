import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { withReadableFile } from "@/lib/imports/mutations/readable-file";
import { inspectFile } from "@/lib/imports/rules/inspect-file";
import { bytesInMemory } from "@/lib/imports/rules/read-records";
import { numberText, styleOf } from "@/lib/imports/rules/workbook/cell-text";
import { describeWithSharedData, sharedBytes } from "../../support/shared-data";
import { workbookOf, workbookParts, zipOf } from "../../support/zip";

type Read = { rows: string[][]; sheet: string; sheets: string[]; uncomputed: number };

/** What the engine sees of a workbook: its header and lines as cells. */
async function read(bytes: Buffer, sheet?: string | number, header = 1): Promise<Read> {
  return withReadableFile(
    { ...bytesInMemory(bytes), name: "x.xlsx" },
    sheet,
    async ({ file, form, facts }) => {
      const { form: found, sample } = await inspectFile(file, { header }, true, form);
      if (!facts) throw new Error("This is no workbook.");
      return { rows: [...found.headers, ...sample], ...facts };
    },
  );
}

const refused = (bytes: Buffer, sheet?: string) =>
  read(bytes, sheet).then(
    () => "read",
    (error: { reason?: string }) => error.reason ?? String(error),
  );

async function written(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe("a workbook", () => {
  test("is read as it is meant: texts, numbers, dates, yes and no, empty cells", async () => {
    const bytes = await written((book) => {
      const sheet = book.addWorksheet("Customers");
      sheet.addRow(["id", "note", "amount", "since", "at", "paid", "zip", "took"]);
      sheet.addRow([
        "=1+1",
        'a "quoted"\nsecond line\tx',
        19.99,
        new Date("2024-03-05"),
        new Date("2024-03-05T14:30:15Z"),
        true,
        1067,
        1.5,
      ]);
      sheet.addRow([
        "007",
        { richText: [{ text: "two " }, { text: "runs" }] },
        -0.1,
        new Date("1999-12-31"),
        null,
        false,
        4,
        null,
      ]);
      sheet.addRow([]);
      sheet.addRow([
        12345678901234,
        "",
        1e21,
        { formula: "1+1", result: 2 },
        "  ",
        null,
        null,
        { formula: "B9" },
      ]);
      for (const [column, format] of [
        ["C", "#,##0.00"],
        ["D", "dd.mm.yyyy"],
        ["E", "dd.mm.yyyy hh:mm"],
        ["G", "00000"],
        ["H", "[h]:mm"],
      ] as const)
        sheet.getColumn(column).numFmt = format;
    });
    const { rows, uncomputed } = await read(bytes);
    expect(rows).toEqual([
      ["id", "note", "amount", "since", "at", "paid", "zip", "took"],
      [
        "=1+1",
        'a "quoted"\nsecond line\tx',
        "19.99",
        "2024-03-05",
        "2024-03-05 14:30:15",
        "true",
        "01067",
        "36:00:00",
      ],
      ["007", "two runs", "-0.1", "1999-12-31", "", "false", "00004"],
      ["12345678901234", "", "1000000000000000000000", "1900-01-02", "  "],
    ]);
    expect(uncomputed).toBe(1);
  });

  test("of a Mac counts its days from 1904", async () => {
    const day = new Date("2024-03-05");
    for (const date1904 of [false, true]) {
      const bytes = await written((book) => {
        book.properties.date1904 = date1904;
        book.addWorksheet("S").addRows([["day"], [day]]);
        book.worksheets[0]?.getColumn(1).eachCell((cell) => {
          cell.numFmt = "yyyy-mm-dd";
        });
      });
      expect((await read(bytes)).rows).toEqual([["day"], ["2024-03-05"]]);
    }
  });

  test("gives its first sheet that has lines and can be seen, or the one that is asked for", async () => {
    const bytes = await written((book) => {
      book.addWorksheet("Secret", { state: "hidden" }).addRows([["a"], [1], [2]]);
      book.addWorksheet("Cover").addRow(["Our report"]);
      book.addWorksheet("März").addRows([["b"], [3]]);
      book.addWorksheet("April").addRows([["c"], [4]]);
    });
    const found = await read(bytes);
    expect([found.sheet, found.sheets]).toEqual(["März", ["Cover", "März", "April", "Secret"]]);
    expect((await read(bytes, "april")).rows).toEqual([["c"], ["4"]]);
    expect((await read(bytes, 1)).rows).toEqual([["a"], ["1"], ["2"]]);
    expect(await refused(bytes, "May")).toBe("importNoSheet");
  });

  test("keeps the numbers of its rows, and repeats what is merged downwards", async () => {
    const bytes = await written((book) => {
      const sheet = book.addWorksheet("S");
      sheet.getCell("A1").value = "A title";
      sheet.mergeCells("A1:C1");
      sheet.getRow(3).values = ["order", "sku", "note"];
      sheet.getRow(4).values = ["A", "x", "two\nlines"];
      sheet.getRow(5).values = [null, "y"];
      sheet.mergeCells("A4:A5");
      sheet.getRow(9).values = ["B", "z"];
    });
    const lines = await withReadableFile(
      { ...bytesInMemory(bytes), name: "x" },
      undefined,
      async ({ file, form }) => {
        if (!form) throw new Error("This is no workbook.");
        const { RecordReader } = await import("@/lib/imports/rules/read-records");
        const reader = new RecordReader(file, form, { offset: 0, line: 1 });
        await reader.load();
        const found: [number, string[]][] = [];
        for (let cells = reader.next(); cells; cells = reader.next())
          if (cells.some((cell) => cell !== "")) found.push([reader.line, cells]);
        return found;
      },
    );
    expect(lines).toEqual([
      [1, ["A title"]],
      [3, ["order", "sku", "note"]],
      [4, ["A", "x", "two\nlines"]],
      [5, ["A", "y"]],
      [9, ["B", "z"]],
    ]);
  });

  test("may be written by other programs: prefixes, texts in place, no cell names, escapes, hints for reading aloud", async () => {
    const bytes = workbookOf({
      texts: "<si><r><t>Ka</t></r><rPh sb='0' eb='1'><t>no</t></rPh><r><t>mei</t></r></si>",
      sheet:
        '<x:row><x:c t="inlineStr"><x:is><x:t>A_x000D_&#10;B &lt;i&gt;</x:t></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c></x:row>' +
        '<row><c><v>0.30000000000000004</v></c><c t="str"><f>x</f><v>=cmd</v></c><c t="d"><v>2024-03-05T00:00:00</v></c><c t="e"><v>#N/A</v></c></row>',
    }).toString("latin1");
    const again = Buffer.from(bytes, "latin1");
    expect((await read(again)).rows).toEqual([
      ["A B <i>", "Kamei"],
      ["0.3", "=cmd", "2024-03-05", "#N/A"],
    ]);
  });

  test("that is damaged, locked, too large or something else gets a sentence", async () => {
    const good = await written((book) => {
      book.addWorksheet("S").addRows([["a"], ...Array.from({ length: 500 }, (_, i) => [`text ${i}`])]);
    });
    expect(await refused(good)).toBe("read");
    for (const size of [30, good.length / 2, good.length - 10])
      expect(await refused(good.subarray(0, size))).toBe("importBrokenWorkbook");
    expect(await refused(zipOf([{ name: "a.txt", bytes: "a" }]))).toBe("importOtherWorkbook");
    expect(await refused(zipOf([{ name: "[Content_Types].xml", bytes: "<Types/>" }]))).toBe(
      "importOtherWorkbook",
    );
    const parts = workbookParts({ sheet: "<row><c><v>1</v></c></row><row><c><v>2</v></c></row>" });
    const change = (name: string, other: object) =>
      zipOf(parts.map((part) => (part.name === name ? { ...part, ...other } : part)));
    const sheet = "xl/worksheets/sheet1.xml";
    expect(await refused(change(sheet, { isEncrypted: true }))).toBe("importWorkbookLocked");
    expect(await refused(change(sheet, { checksum: 1 }))).toBe("importBrokenWorkbook");
    expect(await refused(change(sheet, { claimed: 5 }))).toBe("importBrokenWorkbook");
    expect(await refused(change(sheet, { bytes: "<worksheet><sheetData><row>" }))).toBe(
      "importBrokenWorkbook",
    );
    expect(await refused(change(sheet, { bytes: '<worksheet><row r="9999999"/></worksheet>' }))).toBe(
      "importBrokenWorkbook",
    );
    expect(
      await refused(change(sheet, { bytes: '<worksheet><row><c t="s"><v>7</v></c></row></worksheet>' })),
    ).toBe("importBrokenWorkbook");
    expect(
      await refused(
        change(sheet, {
          bytes:
            '<!DOCTYPE x [<!ENTITY e "boom">]><worksheet><row><c t="str"><v>&e;</v></c></row></worksheet>',
        }),
      ),
    ).toBe("importBrokenWorkbook");
    const ole = Buffer.alloc(2048);
    ole.write("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "latin1");
    ole.writeUInt32LE(0, 48);
    expect(await refused(ole)).toBe("importSpreadsheet");
    ole.write("EncryptedPackage", 700, "utf16le");
    expect(await refused(ole)).toBe("importWorkbookLocked");
    expect(await refused(Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(33 * 1024 * 1024)]))).toBe(
      "importWorkbookLarge",
    );
  });

  test("that unpacks to far more than it says is given up in time", { timeout: 60_000 }, async () => {
    const before = process.memoryUsage().rss;
    // A text of 32,767 characters in a hundred thousand cells: three gigabytes out of a small file.
    const cell = '<row><c t="s"><v>0</v></c></row>';
    const amplified = workbookOf({
      texts: `<si><t>${"a".repeat(32_767)}</t></si>`,
      sheet: cell.repeat(100_000),
    });
    expect(amplified.length).toBeLessThan(100_000);
    expect(await refused(amplified)).toBe("importWorkbookUnpacked");
    const other = (texts: object) =>
      zipOf(
        workbookParts({ sheet: "" }).map((part) =>
          part.name === "xl/sharedStrings.xml" ? { ...part, ...texts } : part,
        ),
      );
    // One says that it is too large; one says that it is small, and goes on and on.
    expect(await refused(other({ claimed: 300 * 1024 * 1024 }))).toBe("importWorkbookUnpacked");
    expect(await refused(other({ bytes: Buffer.alloc(20 * 1024 * 1024, 32), claimed: 10 }))).toBe(
      "importBrokenWorkbook",
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(1024 * 1024 * 1024);
  });
});

test("numbers and the formats that they are shown in", () => {
  for (const [raw, id, code, text] of [
    ["19.989999999999998", 0, undefined, "19.99"],
    ["1E-7", 0, undefined, "0.0000001"],
    ["-1.5E+3", 0, undefined, "-1500"],
    ["17850", 0, undefined, "17850"],
    ["12345678901234567", 0, undefined, "12345678901234567"],
    ["0.12", 9, undefined, "0.12"],
    ["1", 14, undefined, "1900-01-01"],
    ["59", 14, undefined, "1900-02-28"],
    ["60", 14, undefined, "1900-02-29"],
    ["61", 14, undefined, "1900-03-01"],
    ["45356", 14, undefined, "2024-03-05"],
    ["45356.5", 22, undefined, "2024-03-05 12:00:00"],
    ["45356.499999999996", 22, undefined, "2024-03-05 12:00:00"],
    ["45355.999999999", 22, undefined, "2024-03-05"],
    ["0.75", 20, undefined, "18:00:00"],
    ["1.0625", 46, undefined, "25:30:00"],
    ["-1", 14, undefined, "-1"],
    ["99999999", 14, undefined, "99999999"],
    ["45356", 200, '"day "0', "45356"],
    ["45356", 200, "[$-407]d. mmmm yyyy;@", "2024-03-05"],
    ["45356", 200, "General", "45356"],
    ["1234.5", 200, "[Red]#,##0.00;[Blue]-0", "1234.5"],
  ] as const)
    expect([raw, id, code, numberText(raw, styleOf(id, code), false)]).toEqual([raw, id, code, text]);
});

describeWithSharedData("a real export of a survey tool", () => {
  test("two header rows: names, then the questions", async () => {
    const bytes = sharedBytes("data/layout_fic/nhs_pensions_FIC_data.example.xlsm");
    const { rows } = await read(bytes, undefined, 2);
    expect(rows).toHaveLength(23);
    expect(rows[0]?.slice(0, 3)).toEqual(["ID.format", "ID.completed", "ID.date"]);
    // Day numbers that no format says are dates, and times of day.
    expect(rows[2]?.slice(1, 7)).toEqual(["completed", "44320", "18:13:15", "44320", "18:13:20", "0.08"]);
  });
});

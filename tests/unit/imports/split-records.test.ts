import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AppError } from "@/lib/errors/app-error";
import { bytesInMemory, RecordReader, type TextForm } from "@/lib/imports/rules/read-records";
import {
  isBlank,
  maxRecordCharacters,
  type RecordForm,
  RecordSplitter,
} from "@/lib/imports/rules/split-records";

const comma: RecordForm = { delimiter: ",", lineEnd: "\n" };

function split(
  text: string,
  form: RecordForm = comma,
  cuts: number[] = [],
): { line: number; cells: string[] }[] {
  const splitter = new RecordSplitter(form);
  const records: { line: number; cells: string[] }[] = [];
  const take = () => {
    for (let cells = splitter.next(); cells !== null; cells = splitter.next())
      records.push({ line: splitter.line, cells });
  };
  let from = 0;
  for (const cut of [...cuts, text.length].sort((a, b) => a - b)) {
    splitter.feed(text.slice(from, cut));
    take();
    from = cut;
  }
  splitter.end();
  take();
  return records;
}

const cellsOf = (text: string, form?: RecordForm) => split(text, form).map(({ cells }) => cells);

const reasonOf = (run: () => unknown): { reason?: string; line?: unknown; found?: unknown } => {
  try {
    run();
  } catch (error) {
    const { reason, details } = error as AppError;
    return { reason, ...details.values };
  }
  return {};
};

describe("records", () => {
  it("have quotes, delimiters and line breaks inside of quotes, and the line they begin in", () => {
    expect(split('a,b\r\n"1,2","3 ""x"""\r\n\r\n"two\nlines",4\n5,6')).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1,2", '3 "x"'] },
      { line: 3, cells: [""] },
      { line: 4, cells: ["two\nlines", "4"] },
      { line: 6, cells: ["5", "6"] },
    ]);
  });

  it("take a quotation mark inside of an unquoted cell as it is", () => {
    expect(cellsOf('5" pipe,a "b" c\n')).toEqual([['5" pipe', 'a "b" c']]);
  });

  it("may be cut by blanks, or end with a carriage return alone", () => {
    expect(cellsOf(" id  date \n 1\t2\n", { delimiter: "whitespace", lineEnd: "\n" })).toEqual([
      ["id", "date"],
      ["1", "2"],
    ]);
    expect(split('a\r"b\rc"\rd', { delimiter: ",", lineEnd: "\r" })).toEqual([
      { line: 1, cells: ["a"] },
      { line: 2, cells: ["b\rc"] },
      { line: 4, cells: ["d"] },
    ]);
  });

  it("say where their quotes are broken", () => {
    expect(reasonOf(() => split('a,b\n1,"never\nclosed\n'))).toMatchObject({
      reason: "importUnclosedQuote",
      line: 2,
    });
    expect(reasonOf(() => split('a,b\n1,2\n"x\ny"z,3\n'))).toEqual({
      reason: "importBrokenQuote",
      line: 3,
      found: 4,
    });
  });

  it("are refused when they have no end", () => {
    const long = "x".repeat(maxRecordCharacters + 1);
    expect(reasonOf(() => split(`a\n${long}`, comma, [10, 600_000]))).toEqual({
      reason: "importLineTooLong",
      line: 2,
    });
    expect(reasonOf(() => split(`a\n"${long}`, comma, [10, 600_000, 1_000_000]))).toMatchObject({ line: 2 });
    expect(reasonOf(() => split(`a\n${"x,".repeat(maxRecordCharacters)}\n`))).toMatchObject({
      reason: "importLineTooLong",
    });
  });

  it("are blank with nothing but delimiters", () => {
    expect([isBlank(["", "  ", "\u00a0"]), isBlank(["", "0"])]).toEqual([true, false]);
  });

  it("are the same as another reader's, wherever the text is cut", () => {
    const cell = fc.oneof(
      fc.stringMatching(/^[a-z0-9 .'-]{0,6}$/),
      fc.stringMatching(/^[a-zä",;\n\r\t€😀]{0,8}$/u),
    );
    const record = fc.array(cell, { minLength: 1, maxLength: 4 });
    const quoted = (text: string) =>
      /[",\n\r]/.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text;
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 6 }),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        fc.array(fc.nat(200), { maxLength: 4 }),
        (records, end, hasEnd, cuts) => {
          const text = records.map((cells) => cells.map(quoted).join(",")).join(end) + (hasEnd ? end : "");
          const expected = parse(text, { relax_column_count: true, record_delimiter: end });
          expect(
            split(
              text,
              comma,
              cuts.filter((cut) => cut < text.length),
            ).map(({ cells }) => cells),
          ).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a file", () => {
  it("can be read on from every record, in every encoding", async () => {
    const text = 'id,comment\n1,äö€\n2,"zwei\nZeilen 😀"\n\n3,\u201aq\u2018\n';
    const utf16 = Buffer.from(text, "utf16le");
    const latin = text.replaceAll("😀", "x");
    const files: [TextForm["encoding"], Buffer][] = [
      ["utf-8", Buffer.from(text)],
      ["utf-16le", utf16],
      ["utf-16be", Buffer.from(utf16).swap16()],
      ["windows-1252", windows1252(latin)],
    ];
    for (const [encoding, bytes] of files) {
      const whole = await readFrom({ ...comma, encoding }, bytes, { offset: 0, line: 1 });
      expect(whole.map(({ line, cells }) => [line, ...cells])).toEqual([
        [1, "id", "comment"],
        [2, "1", "äö€"],
        [3, "2", encoding === "windows-1252" ? "zwei\nZeilen x" : "zwei\nZeilen 😀"],
        [5, ""],
        [6, "3", "\u201aq\u2018"],
      ]);
      for (const [i, { next }] of whole.entries()) {
        expect(await readFrom({ ...comma, encoding }, bytes, next)).toEqual(whole.slice(i + 1));
      }
    }
  });
});

async function readFrom(form: TextForm, bytes: Buffer, start: { offset: number; line: number }) {
  const reader = new RecordReader(bytesInMemory(bytes), form, start);
  const records = [];
  for (;;) {
    await reader.load();
    const cells = reader.next();
    if (cells === null) {
      if (reader.isAtEnd()) return records;
      continue;
    }
    records.push({ line: reader.line, cells, next: reader.position() });
  }
}

function windows1252(text: string): Buffer {
  const bytes: Record<string, number> = { "€": 0x80, "\u201a": 0x82, "\u2018": 0x91 };
  return Buffer.from([...text].map((character) => bytes[character] ?? character.charCodeAt(0)));
}

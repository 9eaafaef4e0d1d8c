import { describe, expect, it } from "vitest";
import type { AppError } from "@/lib/errors/app-error";
import { inspectFile } from "@/lib/imports/rules/inspect-file";
import { bytesInMemory } from "@/lib/imports/rules/read-records";
import { createDecoder, encodingNamed, utf8Checker } from "@/lib/imports/rules/text-encoding";

const inspect = (bytes: Buffer, options: { encoding?: string; header?: number } = {}) =>
  inspectFile(bytesInMemory(bytes), options, true);

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "accepted",
    (error: AppError) => error.reason,
  );

describe("the encoding", () => {
  it("is UTF-8 where the whole file is, else Windows-1252", async () => {
    expect((await inspect(Buffer.from("name\nJürgen\n"))).form.encoding).toBe("utf-8");
    const late = Buffer.concat([
      Buffer.from(`name\n${"plain\n".repeat(300_000)}`),
      Buffer.from([0xfc, 0x0a]),
    ]);
    expect((await inspect(late)).form.encoding).toBe("windows-1252");
  });

  it("is what the byte order mark says, which is no part of the first header", async () => {
    const text = "näme\nx\n";
    const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
    for (const [bytes, encoding] of [
      [Buffer.from(`\ufeff${text}`), "utf-8"],
      [utf16, "utf-16le"],
      [Buffer.from(utf16).swap16(), "utf-16be"],
    ] as const) {
      const { form } = await inspect(bytes);
      expect([form.encoding, form.headers]).toEqual([encoding, [["näme"]]]);
    }
  });

  it("can be insisted on, and only UTF-8 and UTF-16 can turn out not to be", async () => {
    const latin = Buffer.from([0x61, 0x0a, 0xe9, 0x0a]);
    expect(await reasonOf(inspect(latin, { encoding: "UTF-8" }))).toBe("importNotInEncoding");
    expect(await reasonOf(inspect(Buffer.from("a\nb"), { encoding: "utf-16le" }))).toBe(
      "importNotInEncoding",
    );
    expect(await reasonOf(inspect(Buffer.from("a\nb\nc"), { encoding: "klingon" }))).toBe(
      "importUnknownEncoding",
    );
    expect(await reasonOf(inspect(Buffer.from([0x61, 0x0a, 0x81, 0x90, 0x0a]), { encoding: "latin1" }))).toBe(
      "accepted",
    );
  });

  it("names the lines of bytes that Windows-1252 does not define", async () => {
    const { controlLines, form } = await inspect(
      Buffer.from("id,text\n1,a\u0090b\n2,\u00e9\n3,\u0081\u008d\n", "latin1"),
    );
    expect(form.hasControls).toBe(true);
    expect(controlLines).toEqual({ lines: [2, 4], count: 2 });
  });

  it("decodes byte by byte as the standard says", () => {
    const decode = (encoding: Parameters<typeof createDecoder>[0], ...bytes: number[]) =>
      createDecoder(encoding).decode(Buffer.from(bytes), true);
    expect(decode("windows-1252", 0x80, 0x81, 0x90, 0x9f, 0xa0, 0xff)).toBe("€\u0081\u0090Ÿ\u00a0ÿ");
    expect(decode("iso-8859-15", 0xa4, 0xe9)).toBe("€é");
    expect(decode("windows-1251", 0xcf, 0xf0)).toBe("Пр");
    expect([encodingNamed("ISO-8859-1"), encodingNamed("utf8"), encodingNamed("x")]).toEqual([
      "windows-1252",
      "utf-8",
      null,
    ]);
  });

  it("is told from UTF-8 in pieces that cut characters", () => {
    const bytes = Buffer.from("aä€😀".repeat(3));
    for (let size = 1; size < 6; size++) {
      const checker = utf8Checker();
      for (let at = 0; at < bytes.length; at += size) checker.push(bytes.subarray(at, at + size));
      expect(checker.isValid()).toBe(true);
    }
    const cut = utf8Checker();
    cut.push(bytes.subarray(0, 2));
    expect(cut.isValid()).toBe(false);
  });
});

describe("what is no text file", () => {
  it("is refused by how it begins", async () => {
    expect(await reasonOf(inspect(Buffer.from([0x1f, 0x8b, 8, 0])))).toBe("importCompressed");
    expect(await reasonOf(inspect(Buffer.alloc(500)))).toBe("importNoText");
    expect(await reasonOf(inspect(Buffer.alloc(0)))).toBe("importEmptyFile");
    expect(await reasonOf(inspect(Buffer.from("\n \n\n")))).toBe("importEmptyFile");
    expect(await reasonOf(inspect(Buffer.from("a,b\n\n")))).toBe("importNoLines");
  });

  it("may have a NUL here and there", async () => {
    expect(
      (await inspect(Buffer.from(`id,text\n${"1,long enough\n".repeat(20)}2,\0\n`))).controlLines.lines,
    ).toEqual([22]);
  });
});

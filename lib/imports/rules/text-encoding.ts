import { isUtf8 } from "node:buffer";
import { AppError } from "@/lib/errors/app-error";

/**
 * Encodings that a file may have, by the names of the WHATWG standard. All but the first three are one byte a
 * character.
 */
export const encodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "windows-1257",
  "iso-8859-2",
  "iso-8859-5",
  "iso-8859-7",
  "iso-8859-15",
  "koi8-r",
  "ibm866",
  "macintosh",
] as const;
export type Encoding = (typeof encodings)[number];

/** Other names for them that people use; Latin 1 and ASCII are Windows-1252 by the same standard. */
const aliases: Record<string, Encoding> = {
  utf8: "utf-8",
  "utf-16": "utf-16le",
  utf16: "utf-16le",
  utf16le: "utf-16le",
  utf16be: "utf-16be",
  ascii: "windows-1252",
  "us-ascii": "windows-1252",
  ansi: "windows-1252",
  cp1252: "windows-1252",
  latin1: "windows-1252",
  "latin-1": "windows-1252",
  "iso-8859-1": "windows-1252",
  "iso8859-1": "windows-1252",
  latin9: "iso-8859-15",
  mac: "macintosh",
};

export function encodingNamed(name: string): Encoding | null {
  const label = name.trim().toLowerCase().replaceAll("_", "-");
  return encodings.find((one) => one === label) ?? aliases[label] ?? null;
}

type Mark = { encoding: Encoding; length: number };

/** The byte order mark at the start of a file, if there is one. */
export function byteOrderMark(start: Buffer): Mark | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { encoding: "utf-8", length: 3 };
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (start[0] === 0xfe && start[1] === 0xff) return { encoding: "utf-16be", length: 2 };
  return null;
}

/** Says over any number of pieces whether the whole is UTF-8; characters may be cut between two pieces. */
export function utf8Checker(): { push(piece: Buffer): void; isValid(): boolean } {
  let rest: Buffer = Buffer.alloc(0);
  let valid = true;
  return {
    push(piece) {
      if (!valid) return;
      const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
      const end = completeUtf8(bytes);
      valid = isUtf8(bytes.subarray(0, end));
      rest = Buffer.from(bytes.subarray(end));
    },
    isValid: () => valid && rest.length === 0,
  };
}

/** Up to where a piece holds whole characters; at most three bytes are left over. */
function completeUtf8(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return wanted > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

export type Decoder = {
  /** The text of the next piece; what is cut at its end comes with the next one. `last` ends the file. */
  decode(piece: Buffer, last: boolean): string;
  /** How many bytes of the file a piece of its text is. */
  bytesOf(text: string): number;
};

/**
 * Decodes piece by piece and can say at which byte a character stands, which decoders of the platform cannot.
 * @throws AppError `invalid` where UTF-8 or UTF-16 is not valid
 */
export function createDecoder(encoding: Encoding): Decoder {
  if (encoding === "utf-8") return utf8Decoder();
  if (encoding === "utf-16le" || encoding === "utf-16be") return utf16Decoder(encoding);
  return singleByteDecoder(encoding);
}

function utf8Decoder(): Decoder {
  let rest: Buffer = Buffer.alloc(0);
  return {
    decode(piece, last) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
      const end = last ? bytes.length : completeUtf8(bytes);
      const whole = bytes.subarray(0, end);
      if (!isUtf8(whole))
        throw new AppError("invalid", "importNotInEncoding", { values: { encoding: "UTF-8" } });
      rest = Buffer.from(bytes.subarray(end));
      return whole.toString("utf8");
    },
    bytesOf: (text) => Buffer.byteLength(text, "utf8"),
  };
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function utf16Decoder(encoding: "utf-16le" | "utf-16be"): Decoder {
  let rest: Buffer = Buffer.alloc(0);
  return {
    decode(piece, last) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : Buffer.from(piece);
      let end = bytes.length - (bytes.length % 2);
      const highByte = encoding === "utf-16le" ? end - 1 : end - 2;
      const endsInHalf = end >= 2 && ((bytes[highByte] ?? 0) & 0xfc) === 0xd8;
      if (endsInHalf && !last) end -= 2;
      rest = Buffer.from(bytes.subarray(end));
      const whole = Buffer.from(bytes.subarray(0, end));
      if (encoding === "utf-16be") whole.swap16();
      const text = whole.toString("utf16le");
      if (loneSurrogate.test(text) || (last && rest.length > 0)) {
        throw new AppError("invalid", "importNotInEncoding", { values: { encoding: "UTF-16" } });
      }
      return text;
    },
    bytesOf: (text) => text.length * 2,
  };
}

/** Bytes 0x80 to 0x9f of Windows-1252 by the WHATWG index; the five it does not define become control characters. */
const windows1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/** Characters of the bytes from 0x80 on. Node's own windows-1252 decoder takes it for Latin 1, hence the table. */
function upperHalf(encoding: Encoding): string {
  if (encoding === "windows-1252") {
    return windows1252 + Buffer.from(Array.from({ length: 96 }, (_, i) => 0xa0 + i)).toString("latin1");
  }
  return new TextDecoder(encoding).decode(Uint8Array.from({ length: 128 }, (_, i) => 0x80 + i));
}

function singleByteDecoder(encoding: Encoding): Decoder {
  const upper = upperHalf(encoding);
  const changed = encoding === "windows-1252" ? /[\u0080-\u009f]/g : /[\u0080-\u00ff]/g;
  return {
    decode: (piece) =>
      piece
        .toString("latin1")
        .replace(changed, (character) => upper[character.charCodeAt(0) - 0x80] ?? character),
    bytesOf: (text) => text.length,
  };
}

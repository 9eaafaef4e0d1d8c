import { crc32, deflateRawSync } from "node:zlib";

export type ZipPart = {
  name: string;
  bytes: Buffer | string;
  /** What its header says instead of the truth. */
  claimed?: number;
  isEncrypted?: boolean;
  checksum?: number;
};

/** A zip file made by hand, so that it can lie about itself. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, claimed, isEncrypted = false, checksum } of parts) {
    const plain = Buffer.from(bytes);
    const packed = deflateRawSync(plain);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(isEncrypted ? 1 : 0, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(checksum ?? crc32(plain), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claimed ?? plain.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), head, tail, Buffer.from(name)]));
    pieces.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...pieces, entries, Buffer.from("PK\x05\x06"), end]);
}

type Parts = { sheet: string; texts?: string; styles?: string; book?: string };

/** The smallest workbook with one sheet, from its XML. */
export function workbookParts({ sheet, texts = "", styles = "", book = "" }: Parts): ZipPart[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  return [
    { name: "[Content_Types].xml", bytes: "<Types/>" },
    {
      name: "_rels/.rels",
      bytes: `<Relationships>${relation("a", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      bytes: `<workbook xmlns:r="r">${book}<sheets><sheet name="Data" sheetId="1" r:id="s"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      bytes: `<Relationships>${relation("s", "worksheet", "worksheets/sheet1.xml")}${relation("t", "sharedStrings", "/xl/sharedStrings.xml")}${relation("y", "styles", "styles.xml")}</Relationships>`,
    },
    { name: "xl/sharedStrings.xml", bytes: `<sst>${texts}</sst>` },
    { name: "xl/styles.xml", bytes: `<styleSheet>${styles}</styleSheet>` },
    { name: "xl/worksheets/sheet1.xml", bytes: `<worksheet><sheetData>${sheet}</sheetData></worksheet>` },
  ];
}

export const workbookOf = (parts: Parts): Buffer => zipOf(workbookParts(parts));

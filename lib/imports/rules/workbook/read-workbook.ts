import { AppError } from "@/lib/errors/app-error";
import { type CellStyle, styleOf } from "./cell-text";
import { type Package, partName } from "./open-package";
import { readXml } from "./read-xml";

export type Sheet = { name: string; part: string; isHidden: boolean };

/** What has to be known of a workbook before one of its sheets is read. */
export type Workbook = {
  sheets: Sheet[];
  is1904: boolean;
  texts: string | null;
  /** By the number that cells have for their style. */
  styles: CellStyle[];
};

/** @throws AppError `invalid` when there is no workbook in the package, or none of this kind */
export async function readWorkbook(pack: Package): Promise<Workbook> {
  if (!pack.has("[content_types].xml")) throw new AppError("invalid", "importOtherWorkbook");
  const root = await readRelations(pack, "_rels/.rels");
  const book = root.find(({ type }) => type.endsWith("/officeDocument"))?.target ?? "xl/workbook.xml";
  if (!pack.has(book) || !book.endsWith(".xml")) throw new AppError("invalid", "importOtherWorkbook");
  const slash = book.lastIndexOf("/") + 1;
  const folder = book.slice(0, slash);
  const relations = await readRelations(pack, `${folder}_rels/${book.slice(slash)}.rels`, folder);
  const sheets: Sheet[] = [];
  let is1904 = false;
  let isWorkbook = false;
  await readXml(pack, book, {
    open(name, attributes) {
      if (name === "workbook") isWorkbook = true;
      if (name === "workbookPr") is1904 = ["1", "true"].includes(attributes.date1904 ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1];
      const found = relations.find((one) => one.id === id);
      if (!found?.type.endsWith("/worksheet") || !pack.has(found.target)) return;
      const state = attributes.state ?? "visible";
      sheets.push({ name: attributes.name ?? "", part: found.target, isHidden: state !== "visible" });
    },
  });
  if (!isWorkbook) throw new AppError("invalid", "importOtherWorkbook");
  const target = (type: string) => relations.find((one) => one.type.endsWith(type))?.target ?? null;
  return {
    sheets,
    is1904,
    texts: target("/sharedStrings"),
    styles: await readStyles(pack, target("/styles")),
  };
}

type Relation = { id: string; type: string; target: string };

async function readRelations(pack: Package, part: string, folder = ""): Promise<Relation[]> {
  const found: Relation[] = [];
  if (!pack.has(partName(part))) return found;
  await readXml(pack, partName(part), {
    open(name, { Id = "", Type = "", Target = "" }) {
      if (name !== "Relationship") return;
      found.push({
        id: Id,
        type: Type,
        target: partName(Target.startsWith("/") ? Target : `${folder}${Target}`).replace(
          /[^/]+\/\.\.\/|(^|\/)\.\//g,
          "$1",
        ),
      });
    },
  });
  return found;
}

async function readStyles(pack: Package, part: string | null): Promise<CellStyle[]> {
  const styles: CellStyle[] = [];
  if (part === null || !pack.has(part)) return styles;
  const codes = new Map<number, string>();
  let inCells = false;
  await readXml(pack, part, {
    open(name, { numFmtId = "0", formatCode }) {
      if (name === "numFmt" && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) styles.push(styleOf(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

import { SaxesParser } from "saxes";
import { AppError } from "@/lib/errors/app-error";
import { brokenWorkbook, type Package } from "./open-package";

export type Attributes = Readonly<Record<string, string>>;

/** What to do with a part's elements; names come without their prefix. */
export type XmlHandler = {
  open?: (name: string, attributes: Attributes) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
  /** After each piece, while nothing is parsed. `false` ends the reading. */
  pause?: () => Promise<boolean>;
};

/** Reads an XML part of a package piece by piece. Entities of its own are not expanded. */
export async function readXml(pack: Package, part: string, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => handler.open?.(localName(name), attributes as Attributes));
  parser.on("closetag", ({ name }) => handler.close?.(localName(name)));
  const { text } = handler;
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  try {
    for await (const bytes of pack.read(part)) {
      parser.write(decoder.decode(bytes, { stream: true }));
      if ((await handler.pause?.()) === false) return;
    }
    parser.write(decoder.decode());
    parser.close();
    await handler.pause?.();
  } catch (error) {
    throw error instanceof AppError ? error : brokenWorkbook();
  }
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

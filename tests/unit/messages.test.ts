import { describe, expect, test } from "vitest";
import { messages, translator } from "@/lib/language/translator";

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, before = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(before + key, value);
    else for (const [inner, text] of flat(value, `${before}${key}.`)) found.set(inner, text);
  }
  return found;
}

const de = flat(messages.de as unknown as Tree);
const en = flat(messages.en as unknown as Tree);

/** The names in braces, whatever is done with them. */
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name ?? ""))].sort();

describe("German and English", () => {
  test("have the same texts", () => {
    expect([...de.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect([...en.keys()].filter((key) => !de.has(key))).toEqual([]);
  });

  test("name the same values in each text", () => {
    const different = [...en].filter(([key, text]) => {
      const inOther = placeholders(de.get(key) ?? "").filter((name) => name !== "shown");
      const inThis = placeholders(text).filter((name) => name !== "shown");
      return inOther.join() !== inThis.join();
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test("are well-formed and say something", () => {
    for (const [locale, texts] of [
      ["de", de],
      ["en", en],
    ] as const) {
      const t = translator(locale);
      for (const [key, text] of texts) {
        expect(text.trim(), key).not.toBe("");
        expect(t(key, Object.fromEntries(placeholders(text).map((name) => [name, 2]))), key).not.toContain(
          "{",
        );
      }
    }
  }, 30_000);

  test("German speaks with Sie, and nobody speaks in exclamation marks", () => {
    expect(
      [...de].filter(([, text]) => /\b(du|dein|deine|dich|dir)\b/i.test(text)).map(([key]) => key),
    ).toEqual([]);
    expect([...de, ...en].filter(([, text]) => text.includes("!")).map(([key]) => key)).toEqual([]);
  });

  test("numbers in a text are written as its readers write them", () => {
    // How a file writes decimals is told in both ways.
    const told = /^importWizard\.(decimals|patternHint)/;
    const english = /(?<![\d.,/])\d+\.\d{1,2}(?![\d.])|(?<![\d.,])\d{1,3},\d{3}(?!\d)/;
    const german = /(?<![\d.,])\d+,\d{1,2}(?![\d,])|(?<![\d.,])\d{1,3}\.\d{3}(?![\d.])/;
    expect([...de].filter(([key, text]) => !told.test(key) && english.test(text))).toEqual([]);
    expect([...en].filter(([key, text]) => !told.test(key) && german.test(text))).toEqual([]);
  });

  test("no statistics jargon stands outside of “How is this computed?”", () => {
    const jargon = /Konfidenz|Signifikan|Bootstrap|confidence|significan|bootstrap|Detraktor|detractor/;
    const loud = [...de, ...en].filter(([key, text]) => jargon.test(text) && !/(^|\.)how\./.test(key));
    expect(loud.map(([key]) => key)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { foundMarks, piecesOf, searchWords } from "@/lib/feedback/rules/search-words";

describe("the words of a search", () => {
  test.each([
    ["Störung  im Netz!", ["Störung", "im", "Netz"]],
    ["W-LAN & 100 %", ["LAN", "100"]],
    ["') | !a <-> :* \\", []],
    ["doppelt doppelt", ["doppelt"]],
    ["Sto\u0308rung", ["Störung"]],
  ])("%s", (said, words) => {
    expect(searchWords(said)).toEqual(words);
  });

  test("are bounded", () => {
    const words = searchWords(Array.from({ length: 40 }, (_, n) => `word${n}${"x".repeat(200)}`).join(" "));
    expect(words).toHaveLength(10);
    expect(Math.max(...words.map(({ length }) => length))).toBe(60);
  });
});

test("a marked text comes in pieces that are its text again", () => {
  const { start, stop } = foundMarks;
  const pieces = piecesOf(`<b>The ${start}bill${stop} was ${start}wrong${stop}`);
  expect(pieces).toEqual([
    { text: "<b>The ", isFound: false, at: 0 },
    { text: "bill", isFound: true, at: 7 },
    { text: " was ", isFound: false, at: 11 },
    { text: "wrong", isFound: true, at: 16 },
  ]);
  expect(piecesOf("nothing found")).toEqual([{ text: "nothing found", isFound: false, at: 0 }]);
});

import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { gapSentence } from "@/components/buying/prepare-buying";
import { answerOf, countGaps } from "@/lib/buying/rules/gaps";
import { isReservedKey } from "@/lib/catalogue/rules";
import { translator } from "@/lib/language/translator";

describe("what a need has", () => {
  test("nothing, only a step, or content as well", () => {
    expect(answerOf([])).toBe("nothing");
    expect(answerOf([{ kind: "step" }, { kind: "step" }])).toBe("stepOnly");
    expect(answerOf([{ kind: "step" }, { kind: "content" }])).toBe("answered");
  });

  test("is counted and said in one sentence", () => {
    const needs = (["nothing", "nothing", "stepOnly", "answered"] as const).map((answer) => ({ answer }));
    const counts = countGaps(needs);
    expect(counts).toEqual({ nothing: 2, stepOnly: 1, answered: 1, total: 4 });
    expect(gapSentence({ nothing: 2, stepOnly: 3, answered: 4, total: 9 }, translator("de", "buying"))).toBe(
      "2 von 9 Informationsbedürfnissen haben nichts, 3 nur einen Schritt ohne Inhalt.",
    );
    expect(gapSentence(countGaps([]), translator("en", "buying"))).toBe("No information need noted yet.");
  });
});

test("every page beside those of the phases is a name that no phase can take", () => {
  const folder = path.resolve(import.meta.dirname, "../../../app/w/[workspace]/journey");
  const pages = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("["))
    .map(({ name }) => name);
  expect(pages.filter((name) => !isReservedKey("phases", name))).toEqual([]);
});

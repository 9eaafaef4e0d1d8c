import { describe, expect, test } from "vitest";
import { localText, textsOf, withTexts } from "@/lib/fields/texts";
import { isPossible, kept, parseKpi, typed, unitOf, writeKpi } from "@/lib/phasebook/rules/kpi";

describe("a KPI", () => {
  test.each([
    ["csat@guide-article", { kind: "csat", at: "guide-article" }],
    ["ces", { kind: "ces", at: null }],
    ["nps", { kind: "nps" }],
    ["conversion:awareness>consideration", { kind: "conversion", from: "awareness" }],
    ["promise:all", { kind: "promise", at: null }],
    ["promise@installation-visit", { kind: "promise", at: "installation-visit" }],
    ["gap:onboarding", { kind: "gap", phase: "onboarding" }],
    ["survey:trust", { kind: "elsewhere", name: "survey:trust" }],
    [null, null],
  ])("is read from what is written: %s", (text, wanted) => {
    expect(parseKpi(text)).toEqual(wanted);
  });

  test("is written as it is read; a figure kept elsewhere keeps its name", () => {
    const place = { phase: "decision", next: "onboarding", before: null };
    expect(writeKpi({ kind: "csat", at: "offer" }, place)).toBe("csat@offer");
    expect(writeKpi({ kind: "csat", at: null }, place)).toBe("csat");
    expect(writeKpi({ kind: "conversion", at: null }, place)).toBe("conversion:decision>onboarding");
    expect(writeKpi({ kind: "elsewhere", at: null }, { ...place, before: "survey:trust" })).toBe(
      "survey:trust",
    );
    expect(writeKpi({ kind: "elsewhere", at: null }, { ...place, before: "nps" })).toBe("own");
    expect(writeKpi({ kind: null, at: null }, place)).toBeNull();
  });

  test("is typed in percent where it is a share, and comes back as it was typed", () => {
    const unit = unitOf(parseKpi("csat@offer"));
    expect(kept(69.16, unit)).toBeCloseTo(0.6916);
    expect(typed(kept(69.16, unit), unit)).toBe(69.16);
    expect(kept(40, unitOf(parseKpi("nps")))).toBe(40);
    expect(kept(null, unit)).toBeNull();
  });

  test("no target lies where the figure cannot", () => {
    const can = (kpi: string, value: number) => isPossible(parseKpi(kpi), value);
    expect([can("retention", 0.98), can("retention", 5)]).toEqual([true, false]);
    expect([can("nps", -20), can("nps", 101), can("ces@offer", 7.5)]).toEqual([true, false, false]);
  });
});

describe("texts in several languages", () => {
  const row = { text: "Ziel", translations: { text: { de: "Ziel", en: "Goal" } } };

  test("are read in the reader's language, else in the workspace's", () => {
    expect(localText(row, "text", row.text, "en")).toBe("Goal");
    expect(localText({ translations: null }, "text", "Ziel", "en")).toBe("Ziel");
    expect(localText({ translations: null }, "text", null, "en")).toBeNull();
    expect(textsOf(row, "text", row.text, "de")).toEqual({ de: "Ziel", en: "Goal" });
  });

  test("what is not said stays, what is said empty goes", () => {
    const before = { texts: { text: "Ziel" }, translations: row.translations };
    expect(withTexts(before, { text: { de: "Neu" } }, "de")).toEqual({
      texts: { text: "Neu" },
      translations: { text: { de: "Neu", en: "Goal" } },
    });
    expect(withTexts(before, { text: { en: null } }, "de")).toEqual({
      texts: { text: "Ziel" },
      translations: null,
    });
  });
});

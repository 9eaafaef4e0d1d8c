import { describe, expect, test } from "vitest";
import { formatTyped } from "@/lib/format/numbers";
import { readNumber } from "@/lib/format/read-number";

describe("a number as people type it", () => {
  test.each([
    ["4,5", 4.5, 4.5],
    ["4.5", 4.5, 4.5],
    [",5", 0.5, 0.5],
    ["0.125", 0.125, 0.125],
    ["0,125", 0.125, 0.125],
    ["12", 12, 12],
    ["-3", -3, -3],
    ["−3", -3, -3],
    [" 1 234,5 ", 1234.5, 1234.5],
    ["1.234,5", 1234.5, 1234.5],
    ["1,234.5", 1234.5, 1234.5],
    ["1.234.567", 1_234_567, 1_234_567],
    ["1’234", 1234, 1234],
  ])("%s is the same in both languages", (text, de, en) => {
    expect([readNumber(text, "de"), readNumber(text, "en")]).toEqual([de, en]);
  });

  test("where thousands and decimals could both be meant, the language decides", () => {
    expect([readNumber("1.500", "de"), readNumber("1.500", "en")]).toEqual([1500, 1.5]);
    expect([readNumber("1,500", "de"), readNumber("1,500", "en")]).toEqual([1.5, 1500]);
  });

  test.each(["", "abc", "12 Tage", "4,5,6", "1.23.456", "1,2.3", "--3", "3-", "1e5", "80 %"])(
    "%s is none",
    (text) => {
      expect(readNumber(text, "de")).toBeNull();
    },
  );

  test.each(["de", "en"])("what a field writes is read as the same number: %s", (locale) => {
    for (const value of [0, -3, 0.05, 4.5, 1500, 1234.5, 99_999_999])
      expect(readNumber(formatTyped(value, locale, {}), locale)).toBe(value);
  });

  test("money and shares carry their sign", () => {
    expect(readNumber("1.500,00 €", "de", { style: "currency", currency: "EUR" })).toBe(1500);
    expect(readNumber("CHF 12.50", "de", { style: "currency", currency: "CHF" })).toBe(12.5);
    expect(readNumber("80 %", "de", { style: "percent" })).toBe(0.8);
    expect(readNumber("7,5", "de", { style: "percent" })).toBe(0.075);
  });
});

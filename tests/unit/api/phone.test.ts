import { describe, expect, test } from "vitest";
import { phoneDigits } from "@/lib/customers/rules";

describe("the digits of a telephone number", () => {
  const same: [written: string, country: string | undefined, digits: string | null][] = [
    ["+49 171 123 45", undefined, "4917112345"],
    ["0049 (0)171 / 123-45", undefined, "4917112345"],
    ["0171 12345", undefined, "4917112345"],
    ["0171 12345", "AT", "4317112345"],
    ["(+41) 44 668 18 00", "DE", "41446681800"],
    ["020 7946 0000", "GB", "442079460000"],
    // In Italy the zero belongs to the number.
    ["06 6982", "IT", "39066982"],
    // Without a zero in front it may be anything; it stays as it is.
    ["12345", undefined, "12345"],
    ["0123", "ZZ", "0123"],
    ["+49 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0", undefined, "49123456789012345678"],
    ["ask my wife", undefined, null],
    ["", undefined, null],
    ["00", undefined, null],
  ];
  for (const [written, country, digits] of same) {
    test(`${written || "nothing"} ${country ?? ""} → ${digits}`, () => {
      expect(phoneDigits(written, country)).toBe(digits);
    });
  }
});

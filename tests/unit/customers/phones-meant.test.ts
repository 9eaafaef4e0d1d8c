import { describe, expect, test } from "vitest";
import { phonesMeant } from "@/lib/customers/rules/phones-meant";

describe("a telephone number in a search", () => {
  test.each([
    ["0171 12345", ["#4917112345", "#17112345", "~54321171"]],
    ["+49 (0)171 123-45", ["#4917112345", "~5432117194"]],
    ["0049/171/12345", ["#4917112345", "~5432117194"]],
    ["12345", ["#12345", "~54321"]],
  ])("%s", (typed, meant) => expect(phonesMeant(typed)).toEqual(meant));

  test.each(["123", "C-1001", "Anna 12345", "", "+"])("%s is none", (typed) =>
    expect(phonesMeant(typed)).toEqual([]),
  );
});

import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/period/local-day";
import { monthGrid, otherMonth } from "@/lib/planned-contacts/rules/month-grid";
import { occurrenceId } from "@/lib/planned-contacts/rules/occurrence-id";
import { nextOccurrence, occurrences, type Repeats } from "@/lib/planned-contacts/rules/recurrence";
import { standingOf } from "@/lib/planned-contacts/rules/standing";

const days = (first: string, repeats: Repeats, from: string, to: string) =>
  occurrences({ first, repeats }, { from, to });

describe("a series", () => {
  test("of weeks keeps its weekday, also over the end of a year", () => {
    expect(days("2026-12-21", "weekly", "2026-12-25", "2027-01-12")).toEqual([
      "2026-12-28",
      "2027-01-04",
      "2027-01-11",
    ]);
  });

  test("of months falls on the last day where a month is shorter, and comes back to its own", () => {
    expect(days("2026-01-31", "monthly", "2026-01-01", "2026-06-01")).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-31",
      "2026-04-30",
      "2026-05-31",
    ]);
    expect(days("2027-11-30", "quarterly", "2028-01-01", "2028-06-01")).toEqual(["2028-02-29", "2028-05-30"]);
  });

  test("of years that began on 29 February", () => {
    expect(days("2028-02-29", "yearly", "2029-01-01", "2033-01-01")).toEqual([
      "2029-02-28",
      "2030-02-28",
      "2031-02-28",
      "2032-02-29",
    ]);
  });

  test("does not begin before its first day, and its window ends before its last", () => {
    expect(days("2026-05-10", "monthly", "2026-01-01", "2026-06-10")).toEqual(["2026-05-10"]);
    expect(days("2026-05-10", "none", "2026-05-10", "2026-05-11")).toEqual(["2026-05-10"]);
    expect(days("2026-05-10", "none", "2026-05-11", "2026-06-11")).toEqual([]);
  });

  test("is the same in one window as in many, wherever they are cut", () => {
    for (const repeats of ["weekly", "monthly", "quarterly", "yearly"] as const) {
      for (const first of ["2024-02-29", "2025-01-31", "2025-08-15"]) {
        const whole = days(first, repeats, "2024-01-01", "2030-01-01");
        const pieces: string[] = [];
        for (let from = "2024-01-01"; from < "2030-01-01"; ) {
          const end = addDays(from, 17);
          const to = end < "2030-01-01" ? end : "2030-01-01";
          pieces.push(...days(first, repeats, from, to));
          from = to;
        }
        expect(pieces, `${repeats} from ${first}`).toEqual(whole);
      }
    }
  });

  test("knows what comes next", () => {
    const monthly = { first: "2026-01-31", repeats: "monthly" } as const;
    expect(nextOccurrence(monthly, null)).toBe("2026-01-31");
    expect(nextOccurrence(monthly, "2026-01-31")).toBe("2026-02-28");
    expect(nextOccurrence(monthly, "2026-02-28")).toBe("2026-03-31");
    expect(nextOccurrence({ first: "2026-01-31", repeats: "none" }, "2026-01-31")).toBeNull();
  });
});

test("a day of a series has an id of its own that stays, and is a UUID", () => {
  const id = occurrenceId("0190a1f0-0000-7000-8000-000000000000", "2026-01-31");
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(occurrenceId("0190a1f0-0000-7000-8000-000000000000", "2026-01-31")).toBe(id);
  expect(occurrenceId("0190a1f0-0000-7000-8000-000000000000", "2026-02-28")).not.toBe(id);
});

test("what was planned for a day that is over is missed", () => {
  const standing = (day: string) => standingOf({ state: "planned", day }, "2026-03-10");
  expect([standing("2026-03-09"), standing("2026-03-10"), standing("2026-03-11")]).toEqual([
    "missed",
    "due",
    "planned",
  ]);
  expect(standingOf({ state: "done", day: "2026-03-01" }, "2026-03-10")).toBe("done");
});

test("a month is shown in whole weeks from Monday", () => {
  const { weeks, from, to } = monthGrid("2026-02");
  expect([weeks.length, from, to]).toEqual([5, "2026-01-26", "2026-03-02"]);
  expect(weeks.flat().filter(({ isInMonth }) => isInMonth)).toHaveLength(28);
  expect(monthGrid("2027-02").weeks).toHaveLength(4);
  expect([otherMonth("2026-12", 1), otherMonth("2026-01", -1)]).toEqual(["2027-01", "2025-12"]);
});

import { expect, test } from "vitest";
import { bestAndWorst, monthAsked } from "@/lib/reports/rules/month";
import { keptSearch } from "@/lib/views/rules/kept-search";

test("without a month the last one that is over is meant, also in January", () => {
  expect(monthAsked(undefined, "2026-11-26")).toEqual({ from: "2026-10-01", to: "2026-11-01" });
  expect(monthAsked(undefined, "2027-01-01")).toEqual({ from: "2026-12-01", to: "2027-01-01" });
  expect(monthAsked("2026-02", "2027-01-01")).toEqual({ from: "2026-02-01", to: "2026-03-01" });
});

test("best and worst are told of those with enough answers, and only where there are two", () => {
  const one = (value: number | null, n: number) => ({ now: { value, n } });
  const [good, bad, thin, none] = [one(4.5, 80), one(2.8, 40), one(1, 12), one(null, 90)];
  expect(bestAndWorst([bad, thin, none, good], 30)).toEqual({ best: good, worst: bad });
  expect(bestAndWorst([good, thin, none], 30)).toBeNull();
  expect(bestAndWorst([], 30)).toBeNull();
});

test("a view keeps what is asked for, and not where somebody had scrolled to", () => {
  expect(keptSearch("segment=a&segment=b&after=x&open=1&period=all")).toBe("segment=a&segment=b&period=all");
  expect(keptSearch("")).toBe("");
});

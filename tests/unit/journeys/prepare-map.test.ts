import { describe, expect, test } from "vitest";
import { drawMap } from "@/components/journeys/draw-map";
import { type Measure, wrap } from "@/components/journeys/pen";
import { openCards, prepareCurve } from "@/components/journeys/prepare-curve";
import { prepareMap } from "@/components/journeys/prepare-map";
import { shownOf } from "@/lib/feedback/rules/difference-of";
import type { JourneyMapData, Station } from "@/lib/journeys/queries/load-journey-map";
import { columnsOf, placeCards } from "@/lib/journeys/rules/place-cards";
import { translator } from "@/lib/language/translator";
import { rating } from "@/lib/metrics/rating";
import { settingsOf } from "@/lib/workspaces/queries/read-settings";

const words = {
  t: translator("en", "journey"),
  overview: translator("en", "overview"),
  locale: "en",
};

const tally = (...counts: number[]) => Object.fromEntries(counts.map((n, index) => [index + 1, n]));
const nobody = shownOf(rating({}, "1-5"));

const station = (key: string, counts: number[] | null, more: Partial<Station> = {}): Station => ({
  key,
  name: key,
  isHidden: false,
  department: "Service",
  owner: null,
  moment: null,
  matters: false,
  wish: null,
  score: counts ? shownOf(rating(tally(...counts), "1-5")) : nobody,
  scale: counts ? "1-5" : null,
  before: null,
  mood: shownOf(rating({}, "-2-2")),
  expected: null,
  verdict: null,
  priority: 0,
  ...more,
});

const map = (stations: Station[], more: Partial<JourneyMapData> = {}): JourneyMapData => ({
  today: "2026-11-25",
  period: { from: "2026-07-01", to: "2026-10-01" },
  isOver: true,
  against: null,
  earlier: [],
  persona: null,
  segment: { key: "families", name: "Young families" },
  problem: null,
  personas: [],
  segments: [],
  side: "as-is",
  columns: [
    { key: "onboarding", name: "Onboarding", parent: "Active", stations },
    { key: "usage", name: "Usage", parent: "Active", stations: [] },
  ],
  nowhere: 0,
  notes: [],
  measures: [],
  places: {
    touchpoints: [],
    phases: [],
    channels: [],
    departments: [],
    productGroups: [],
    segments: [],
    vocabulary: { segments: [], touchpoint: [], channel: [], productGroup: [], phase: [], plan: [] },
    hasContracts: false,
    settings: settingsOf({}, "en"),
  },
  ...more,
});

/** The installation visit of young families in Q-4 and in Q-1, as planted. */
const before = [5, 9, 13, 13, 8];
const after = [0, 2, 4, 17, 25];

describe("a card", () => {
  const [card] =
    prepareMap(
      map(
        [
          station("installation-visit", after, {
            expected: 4.3,
            verdict: "met",
            before: shownOf(rating(tally(...before), "1-5")),
          }),
        ],
        {
          against: { from: "2025-10-01", to: "2026-01-01" },
        },
      ),
      "w",
      words,
    ).columns[0]?.cards ?? [];

  test("says its score with n, what is expected, the verdict and the change", () => {
    expect(card).toMatchObject({
      value: "4.35",
      n: "48 answers",
      expected: "4.30",
      verdict: { word: "met", tone: "good" },
      tone: "good",
      change: { verdict: { word: "up", tone: "good" } },
      owner: "Service",
      isThin: false,
    });
  });

  test("leads to exactly its answers", () => {
    expect(card?.href).toBe(
      "/w/w/feedback?from=2026-07-01&to=2026-10-01&segment=families&touchpoint=installation-visit&measure=experience",
    );
  });

  test("has a gap and no zero where nobody answered, and withholds what too few said", () => {
    const cards = prepareMap(map([station("silent", null), station("few", [0, 0, 1, 2, 0])]), "w", words)
      .columns[0]?.cards;
    expect(cards?.map(({ value, heights, n }) => [value, heights.now, n])).toEqual([
      [null, null, "no answer"],
      [null, null, "3 answers"],
    ]);
  });
});

describe("the curve", () => {
  const curveOf = (stations: Station[]) => prepareCurve(prepareMap(map(stations), "w", words).columns);

  test("breaks where nobody answered and never bridges the gap", () => {
    const { lines, points } = curveOf([
      station("a", after),
      station("b", after),
      station("c", null),
      station("d", before),
      station("e", after),
    ]);
    expect(lines.map(({ kind, points: along }) => [kind, along.length])).toEqual([
      ["now", 2],
      ["now", 2],
    ]);
    expect(points.find(({ key }) => key === "c")?.y).toBeNull();
    expect(points.map(({ x }) => Number(x.toFixed(2)))).toEqual([0.05, 0.15, 0.25, 0.35, 0.45]);
  });

  test("shows what is wanted beside what is: the wish, else the expectation", () => {
    const { lines } = curveOf([
      station("a", after, { expected: 5 }),
      station("b", after, { expected: 1, wish: 2 }),
    ]);
    expect(lines.find(({ kind }) => kind === "wish")?.points.map(({ y }) => y)).toEqual([1, 1]);
  });

  test("shows mood where it was measured at as many places, else satisfaction", () => {
    const felt = { mood: shownOf(rating({ "-2": 6, "2": 2 }, "-2-2")) };
    expect(prepareMap(map([station("a", after, felt)]), "w", words).curve).toBe("mood");
    expect(prepareMap(map([station("a", after, felt), station("b", after)]), "w", words).curve).toBe(
      "experience",
    );
    expect(prepareMap(map([station("a", after, felt)]), "w", words).columns[0]?.cards[0]?.heights.now).toBe(
      0.25,
    );
  });

  test("goes through the open cards only", () => {
    const many = Array.from({ length: openCards + 5 }, (_, index) => station(`t${index}`, after));
    expect(curveOf([station("hidden", before, { isHidden: true }), ...many]).points).toHaveLength(openCards);
  });
});

describe("the sentence", () => {
  const sentence = (stations: Station[], more: Partial<JourneyMapData> = {}) =>
    prepareMap(map(stations, more), "w", words).sentence;

  test("counts met expectations and names the worst", () => {
    expect(
      sentence([
        station("visit", after, { expected: 4.3, verdict: "met" }),
        station("moving", before, { expected: 4.3, verdict: "missed" }),
        station("silent", null, { expected: 4, verdict: "nobodyAnswered" }),
      ]),
    ).toBe(
      "Young families: at 1 of 2 judged touchpoints the expectation is met. The largest certain gap: moving, expected 4.30, experienced 3.21.",
    );
  });

  test("says what has changed for certain, or that nothing has", () => {
    const against = { from: "2025-10-01", to: "2026-01-01" };
    const old = shownOf(rating(tally(...before), "1-5"));
    expect(sentence([station("visit", after, { before: old })], { against })).toContain("Up: visit.");
    expect(sentence([station("visit", before, { before: old })], { against })).toContain(
      "Nothing has changed for certain",
    );
  });

  test("says that nobody answered, and why members cannot be told", () => {
    expect(sentence([station("a", null)])).toContain("nobody answered");
    expect(sentence([], { problem: "No rule." })).toBe("No rule.");
  });
});

describe("where cards stand", () => {
  const phases = [
    { id: 1, parentId: null, retired: false },
    { id: 2, parentId: 1, retired: false },
    { id: 3, parentId: 1, retired: false },
    { id: 4, parentId: null, retired: false },
    { id: 5, parentId: 4, retired: true },
  ];
  const touchpoints = [
    { id: 10, phaseId: 2, retired: false },
    { id: 11, phaseId: 2, retired: false },
    { id: 12, phaseId: 1, retired: false },
    { id: 13, phaseId: 5, retired: false },
    { id: 14, phaseId: 3, retired: true },
  ];
  const placed = (put: Parameters<typeof placeCards>[1], side: "as-is" | "to-be" = "as-is") =>
    Object.fromEntries(
      [...placeCards({ phases, touchpoints }, put, side).columns].map(([id, cards]) => [
        id,
        cards.map(({ touchpointId, isHidden }) => (isHidden ? -touchpointId : touchpointId)),
      ]),
    );
  const card = (
    touchpointId: number,
    phaseId: number,
    position: number,
    side: "as-is" | "to-be" = "as-is",
  ) => ({
    touchpointId,
    phaseId,
    position,
    side,
    hidden: false,
  });

  test("columns are the phases without parts that are in use", () => {
    expect(columnsOf(phases).map(({ id }) => id)).toEqual([2, 3, 4]);
  });

  test("by themselves they follow phase and inventory; a retired phase holds nothing", () => {
    expect(placed([])).toEqual({ 2: [10, 11, 12], 3: [], 4: [] });
    expect(placeCards({ phases, touchpoints }, [], "as-is").nowhere).toEqual([13]);
  });

  test("put by somebody they come first, and to-be follows as-is until somebody decides otherwise", () => {
    const put = [card(11, 2, 0), card(10, 3, 0)];
    expect(placed(put)).toEqual({ 2: [11, 12], 3: [10], 4: [] });
    expect(placed(put, "to-be")).toEqual(placed(put));
    expect(placed([...put, card(10, 4, 0, "to-be")], "to-be")).toEqual({ 2: [11, 12], 3: [], 4: [10] });
    expect(placed([...put, card(10, 4, 0, "to-be")])).toEqual(placed(put));
    expect(placed([{ ...card(10, 2, 5), hidden: true }])).toEqual({ 2: [-10, 11, 12], 3: [], 4: [] });
  });
});

describe("the picture", () => {
  const said = {
    title: "Journey",
    lead: "A lead.",
    period: "Q3",
    lanes: {
      curve: "c",
      touchpoints: "t",
      does: "d",
      thinks: "k",
      fears: "f",
      process: "p",
      owners: "o",
      measures: "m",
    },
    high: "very good",
    low: "poor",
    legend: { now: "As-is", wish: "To-be", before: "", moment: "Moment", few: "few answers", gap: "Gap" },
    expected: (value: string) => `expected ${value}`,
    nobodyResponsible: "nobody responsible",
    alsoHere: (names: string) => `Also here: ${names}`,
  };
  const drawn = (stations: Station[], more: Partial<JourneyMapData> = {}) =>
    drawMap(prepareMap(map(stations, more), "w", words), said);
  const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

  test("is one drawing of the same map, with nothing in it that could be markup", () => {
    const measures = [{ id: "m", phase: "usage", name: "Companion", state: "running" }];
    const { svg, width, height } = drawn([station("<script>&", after)], { measures });
    for (const text of ["4.35", "Service", "Companion"]) expect(textsOf(svg)).toContain(text);
    expect(svg).not.toContain("<script>");
    expect(width).toBeGreaterThan(400);
    expect(height).toBeGreaterThan(200);
  });

  test("says of a card all that the screen says", () => {
    const { svg } = drawn([
      station("visit", after, { expected: 4.3, verdict: "met", matters: true }),
      station("moving", before, { department: null }),
    ]);
    const texts = textsOf(svg);
    // The score is no text with the number of answers: two numbers beside each other read as one.
    for (const text of ["4.35", "48 answers · expected 4.30", "met", "Service", "nobody responsible"])
      expect(texts).toContain(text);
    for (const text of ["very good", "poor", "As-is", "To-be"]) expect(texts).toContain(text);
    expect(texts).not.toContain("Gap");
  });

  test("names what is folded on the screen: on paper nothing can be unfolded", () => {
    const many = Array.from({ length: openCards + 2 }, (_, index) => station(`t${index}`, after));
    expect(textsOf(drawn(many).svg)).toContain(`Also here: t${openCards}, t${openCards + 1}`);
  });

  test("wraps words by the letters they are written in, and divides what never fits", () => {
    const wide: Measure = (text) => text.length * 10;
    expect(wrap("one two three", 80, { size: 12 }, wide)).toEqual(["one two", "three"]);
    expect(wrap("Donaudampfschiff", 80, { size: 12 }, wide)).toEqual(["Donauda-", "mpfschi-", "ff"]);
    expect(wrap("ab", 5, { size: 12 }, wide)).toEqual(["ab"]);
  });
});

import { describe, expect, it } from "vitest";
import { buyingLead } from "@/components/buying/prepare-buying";
import type { BookWords } from "@/components/phasebook/book-words";
import { coverageSentences } from "@/components/phasebook/prepare-book";
import { loadBuying } from "@/lib/buying/queries/load-buying";
import { buyingInput } from "@/lib/buying/schema/pages";
import { readPlaces } from "@/lib/filters/queries/read-places";
import type { Locale } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { addDays, localDay } from "@/lib/period/local-day";
import { loadBoard } from "@/lib/phasebook/queries/load-board";
import { type BookData, loadBook } from "@/lib/phasebook/queries/load-book";
import { loadPhasePage } from "@/lib/phasebook/queries/load-phase-page";
import { loadSteps } from "@/lib/phasebook/queries/load-steps";
import { boardInput, bookInput, funnelInput, phasePageInput } from "@/lib/phasebook/schema/pages";
import { readContacts } from "@/lib/planned-contacts/queries/read-contacts";
import { demoCompany, demoNow, demoPeriods } from "@/tests/support/demo";

/** The book of the demo company, as its pages read it. */
const period = demoPeriods()(-1);
const demo = demoCompany();

const book = () => demo.inScope((scope) => loadBook(scope, bookInput.parse(period)));
const wordsOf = (locale: Locale): BookWords => ({
  t: translator(locale, "phasebook"),
  f: translator(locale, "overview"),
  locale,
  currency: "EUR",
  fewBelow: 30,
});
const said = (data: BookData, locale: Locale) =>
  coverageSentences(data, wordsOf(locale)).map((sentence) => sentence.replaceAll("\u00a0", " "));

describe("the cover", () => {
  it("has the coverage of the story: touchpoints, money and days are where it says", async () => {
    const { mains } = await book();
    expect(
      mains.map(({ key, touchpoints, measures, budget, personDays }) => [
        ...[key, touchpoints, measures, budget / 100, personDays],
      ]),
    ).toEqual([
      ["acquisition", 19, 3, 75_000, 170],
      ["active", 26, 6, 392_000, 780],
      ["passive", 7, 1, 14_000, 25],
    ]);
  });

  it("says what sits in one phase, money first", async () => {
    const data = await book();
    expect(said({ ...data }, "de")[0]).toBe(
      "81 % des Budgets liegen in der aktiven Phase, 3 % in der passiven. Dabei sind in diesem Zeitraum 270 von 8.778 Kunden gegangen.",
    );
    const english = await demo.inScope(async (scope) =>
      loadBook({ ...scope, locale: "en" }, bookInput.parse(period)),
    );
    expect(said(english, "en")[0]).toBe(
      "81% of the budget sits in the active phase, 3% in the passive. Yet 270 customers of 8,778 left in this time.",
    );
    expect(said(data, "de").some((sentence) => sentence.includes("Kontaktpunkte liegen"))).toBe(false);
  });

  it("has seven pages, each with four answers, goals and weak points", async () => {
    const { pages } = await book();
    expect(pages.map(({ key }) => key)).toEqual(
      "awareness consideration decision onboarding usage inactive cancelled".split(" "),
    );
    expect(pages.filter(({ answered, goals, weakPoints }) => answered < 4 || !goals || !weakPoints)).toEqual(
      [],
    );
  });
});

describe("a page", () => {
  const page = (phase: string) =>
    demo.inScope((scope) => loadPhasePage(scope, phasePageInput.parse({ phase, ...period })));

  it("measures what our own data knows, with n and range", async () => {
    const { goals } = await page("usage");
    const byKind = new Map(goals.map((goal) => [goal.kpi?.kind, goal.reading?.measured]));
    // 1,245 answers of the relationship question; contracts in force at the start of the quarter.
    expect(byKind.get("nps")?.n).toBe(1_241);
    expect(byKind.get("retention")?.value).toBeGreaterThan(0.9);
    expect(byKind.get("repurchase")?.n).toBeGreaterThan(1_000);
  });

  it("reads promises from their register and gaps from the expectations", async () => {
    const { goals } = await page("onboarding");
    const reading = (kind: "promise" | "gap") => goals.find(({ kpi }) => kpi?.kind === kind)?.reading;
    expect(reading("promise")?.measured.counts).toEqual({ numerator: 171, denominator: 182 });
    const gap = reading("gap");
    expect([gap?.met, Number(gap?.measured.value?.toFixed(2))]).toMatchInlineSnapshot(`
      [
        {
          "judged": 9,
          "met": 4,
        },
        0,
      ]
    `);
  });

  it("says target, source and day of a figure that is kept elsewhere", async () => {
    const { goals } = await page("cancelled");
    const back = goals.find(({ kpi }) => kpi?.kind === "elsewhere" && kpi.name === "winback_rate");
    expect([back?.target, back?.figure?.value]).toEqual([0.3, 0.3151]);
    expect(back?.figure?.source).toContain("98 von 311");
  });
});

describe("the way in", () => {
  it("has a rate for each step, and as many people behind it", async () => {
    const steps = await demo.inScope((scope) => loadSteps(scope, funnelInput.parse({ period: "all" })));
    expect(steps.steps.map(({ from }) => from.key)).toContain("decision");
    for (const { measured } of steps.steps) expect(measured.n).toBeGreaterThan(30);
    expect(steps.closeRate.n).toBeGreaterThan(30);
  });

  it("puts every customer with a move into exactly one column, a page of cards at a time", async () => {
    const board = await demo.inScope((scope) => loadBoard(scope, boardInput.parse({})));
    const moved = await demo.inScope(({ db, workspaceId }) =>
      db.customer.count({ where: { workspaceId, phaseMoves: { some: {} } } }),
    );
    expect(board.total).toBe(moved);
    for (const { cards, total } of board.columns) expect(cards.length).toBe(Math.min(12, total));
    const usage = board.columns.find(({ key }) => key === "usage");
    const next = await demo.inScope((scope) =>
      loadBoard(scope, boardInput.parse({ column: "usage", page: 2 })),
    );
    const after = next.columns.find(({ key }) => key === "usage");
    const ids = [...(usage?.cards ?? []), ...(after?.cards ?? [])].map(({ id }) => id);
    expect(new Set(ids).size).toBe(24);
  });
});

describe("beside the book", () => {
  it("the buying process has two needs with nothing and three with a talk only", async () => {
    const data = await demo.inScope((scope) => loadBuying(scope, buyingInput.parse({})));
    expect(buyingLead(data, translator("de", "buying"))).toMatch(
      /^2 von 9 Informationsbedürfnissen haben nichts, 3 nur einen Schritt ohne Inhalt\./,
    );
    const offers = data.phases.flatMap(({ needs }) => needs.flatMap((need) => need.offers));
    expect(offers.filter(({ touchpoint }) => !touchpoint)).toEqual([]);
  });

  it("the contact calendar has one contact due, one missed and two done", async () => {
    const today = localDay(demoNow, "Europe/Berlin");
    const lately = { from: addDays(today, -30), to: addDays(today, 1) };
    const found = await demo.inScope(async (scope) =>
      readContacts({ scope, places: await readPlaces(scope), today }, lately),
    );
    expect(found.map(({ standing }) => standing)).toEqual(["done", "missed", "done", "due"]);
  });
});

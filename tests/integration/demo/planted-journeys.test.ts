import { expect, it } from "vitest";
import { prepareMap } from "@/components/journeys/prepare-map";
import { chosenByFilter } from "@/lib/dashboards/queries/load-feedback-list";
import { feedbackListInput } from "@/lib/dashboards/schema";
import { Prisma } from "@/lib/db/generated/client";
import { type JourneyMapLine, journeyMapExport } from "@/lib/journeys/queries/export-journey-map";
import { listPersonas } from "@/lib/journeys/queries/list-personas";
import { loadJourneyMap } from "@/lib/journeys/queries/load-journey-map";
import { journeyMapInput } from "@/lib/journeys/schema/map";
import { translator } from "@/lib/language/translator";
import { listNeeds } from "@/lib/needs/queries/list-needs";
import { demoCompany, demoPeriods } from "@/tests/support/demo";

/** The journeys of the story, as the rooms read them from what was planted. */
const period = demoPeriods();
const demo = demoCompany();

const words = { t: translator("en", "journey"), overview: translator("en", "overview"), locale: "en" };
const mapOf = (asked: Record<string, string>) =>
  demo.inScope(async (scope) => {
    const data = await loadJourneyMap(scope, journeyMapInput.parse(asked));
    const view = prepareMap(data, "wellanda", words);
    return {
      data,
      view,
      card: (key: string) => view.columns.flatMap(({ cards }) => cards).find((one) => one.key === key),
    };
  });

it("the red dip of young families at the installation visit is gone", async () => {
  const old = await mapOf({ persona: "familie-aydin-vogt", ...period(-4) });
  expect(old.card("installation-visit")).toMatchObject({ value: "3.21", n: "48 answers", tone: "bad" });
  const now = await mapOf({ persona: "familie-aydin-vogt", ...period(-1), against: period(-4).from });
  expect(now.card("installation-visit")).toMatchObject({
    value: "4.35",
    n: "48 answers",
    expected: "4.30",
    tone: "good",
    verdict: { word: "met" },
    change: { verdict: { word: "up", tone: "good" } },
  });
  expect(now.view.sentence).toMatch(
    /^Junge Familien: at \d+ of \d+ judged touchpoints the expectation is met\./,
  );
  expect(now.view.sentence).toContain("Up: Technikertermin");
  expect(now.data.columns.map(({ key }) => key)).toEqual(
    "awareness consideration decision onboarding usage inactive cancelled".split(" "),
  );
});

it("the fault hotline is what small businesses miss most, and its card leads to exactly its answers", async () => {
  const { view, card } = await mapOf({ persona: "praxis-dr-neuhaus", ...period(-1) });
  expect(view.sentence).toContain(
    "The largest certain gap: Störungshotline, expected 4.60, experienced 2.98.",
  );
  const hotline = card("fault-hotline");
  expect(hotline).toMatchObject({
    n: "96 answers",
    tone: "bad",
    moment: "Störung",
    owner: "Beate Lorenz",
  });
  const search = new URL(hotline?.href ?? "", "http://x").searchParams;
  const behind = await demo.inScope(async (scope) => {
    const input = feedbackListInput.parse(Object.fromEntries(search));
    const chosen = await chosenByFilter(scope, input);
    const [row] = await scope.db.$queryRaw<{ n: number }[]>(
      Prisma.sql`select count(*)::int as n from feedback f where f."workspaceId" = ${scope.workspaceId} and ${chosen}`,
    );
    return row?.n;
  });
  expect(behind).toBe(96);
});

it("leaves as a list with everything that stands on it: touchpoints with their mood, lanes, measures", async () => {
  const asked = { persona: "praxis-dr-neuhaus", ...period(-1) };
  const { data, view } = await mapOf(asked);
  const shown = await demo.inScope(async (scope) => [
    ...((await journeyMapExport.rows(scope, journeyMapInput.parse(asked))) as Iterable<JourneyMapLine>),
  ]);
  const cards = view.columns.flatMap((column) => column.cards).filter(({ isHidden }) => !isHidden);
  expect(shown.filter(({ station }) => station).length).toBe(cards.length);
  expect(shown.filter(({ note }) => note).length).toBe(data.notes.length);
  const measures = shown.flatMap(({ measure }) => measure?.name ?? []);
  expect(measures.toSorted()).toEqual(
    view.columns.flatMap((column) => column.measures.map(({ name }) => name)).toSorted(),
  );
  expect(measures.length).toBeGreaterThan(0);
});

it("five personas stand for five segments, with what matters to them and notes in two languages", async () => {
  const personas = await demo.inScope((scope) => listPersonas(scope));
  expect(personas.map(({ segment }) => segment?.key)).toEqual([
    "families",
    "digital",
    "seniors",
    "price",
    "business",
  ]);
  expect(personas.every(({ touchpoints, quote }) => touchpoints.length > 0 && quote)).toBe(true);
  const { data } = await mapOf({ persona: "familie-aydin-vogt", ...period(-1) });
  expect(data.notes.filter(({ lane }) => lane === "process")).toHaveLength(7);
  const needs = await demo.inScope(async (scope) => {
    const who = await scope.db.customer.findFirstOrThrow({
      where: { workspaceId: scope.workspaceId, name: "Praxis Dr. Neuhaus" },
    });
    return listNeeds(scope, { about: "customer", of: who.publicId });
  });
  expect(needs).toHaveLength(2);
  expect(needs[0]).toMatchObject({ notedBy: "Beate Lorenz" });
});

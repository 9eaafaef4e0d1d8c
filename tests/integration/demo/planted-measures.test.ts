import { describe, expect, it } from "vitest";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { type EffectRequest, type MeasureEffect, readEffects } from "@/lib/measures/queries/read-effects";
import { readMeasures } from "@/lib/measures/queries/read-measures";
import { sumEffortByPhase } from "@/lib/measures/queries/sum-effort-by-phase";
import type { Difference } from "@/lib/metrics/difference";
import { demoCompany, demoNow } from "@/tests/support/demo";

/** What the measures of the story did, as the room reads it from what was planted. */
const demo = demoCompany();

const today = demoNow.toISOString().slice(0, 10);

const effectsOf = (within?: string): Promise<Map<string, MeasureEffect & EffectRequest>> =>
  demo.inScope(async (scope) => {
    const places = await readPlaces(scope);
    const measures = await readMeasures(scope, {});
    const effects = await readEffects(scope, measures, { places, today, within });
    return new Map(
      measures.flatMap((one, index) => {
        const effect = effects[index];
        return effect && one.key ? [[one.key, { ...one, ...effect }] as const] : [];
      }),
    );
  });

const two = (value: number | null | undefined) => Number((value ?? Number.NaN).toFixed(2));
const shown = (one: Difference | null | undefined) => [
  two(one?.value),
  [two(one?.interval?.low), two(one?.interval?.high)],
];

describe("the installation companion", () => {
  it("worked where it was, against the regions without it", async () => {
    const { compared, later, judged } = (await effectsOf()).get("installation-companion") ?? {};
    expect([compared?.touched.before.value, compared?.touched.after.value].map(two)).toEqual([3.26, 4.01]);
    expect([compared?.others.before.value, compared?.others.after.value].map(two)).toEqual([3.26, 3.29]);
    expect(shown(compared?.effect)).toEqual([0.73, [0.38, 1.07]]);
    expect(judged).toMatchObject({ verdict: "works" });
    // The other regions got it in Q-1.
    expect(shown(later?.change)).toEqual([0.82, [0.55, 1.1]]);
  });

  it("worked for young families most", async () => {
    const { compared } = (await effectsOf("families")).get("installation-companion") ?? {};
    expect(shown(compared?.effect)).toEqual([0.97, [0.3, 1.64]]);
  });
});

it("the chatbot changed nothing, and the change that was hoped for is ruled out", async () => {
  const { reading, judged } = (await effectsOf()).get("help-chatbot") ?? {};
  expect(shown(reading?.change)).toEqual([-0.01, [-0.28, 0.27]]);
  expect(judged?.verdict).toBe("noEffect");
  expect(judged?.leastCertain).toBeLessThan(0.3);
});

it("complaints are not answered faster: the promise is kept as seldom as before", async () => {
  const { reading } = (await effectsOf()).get("complaint-48") ?? {};
  expect([reading?.before.counts, reading?.after.counts]).toEqual([
    { numerator: 171, denominator: 249 },
    { numerator: 168, denominator: 246 },
  ]);
  expect(two(reading?.change?.value)).toBe(-0);
  expect(reading?.change?.interval?.low).toBeLessThan(0);
});

it("every measure stands where the story says", async () => {
  const found = await effectsOf();
  expect(
    Object.fromEntries(
      [...found].map(([key, { status, startValue, target }]) => [key, [status, startValue, target]]),
    ),
  ).toMatchInlineSnapshot(`
    {
      "app-refresh": [
        "noEffect",
        4.1,
        4.3,
      ],
      "complaint-48": [
        "offTrack",
        0.69,
        0.9,
      ],
      "contract-one-page": [
        "notYetCertain",
        3.8,
        4.2,
      ],
      "fault-evening": [
        "notBegun",
        2.98,
        4.2,
      ],
      "guide-series": [
        "elsewhere",
        0.041,
        0.06,
      ],
      "help-chatbot": [
        "noEffect",
        3.58,
        3,
      ],
      "installation-companion": [
        "reached",
        3.26,
        4,
      ],
      "invoice-words": [
        "notYetCertain",
        3.18,
        3.9,
      ],
      "store-academy": [
        "reached",
        4.34,
        4.6,
      ],
      "winback-desk": [
        "elsewhere",
        null,
        0.3,
      ],
    }
  `);
});

it("the effort of a phase is the sum of its measures", async () => {
  const rows = await demo.inScope(sumEffortByPhase);
  const tops = rows.filter(({ parentId }) => parentId === null);
  expect(
    tops.map(({ key, measures, budgetMinor, personDays }) => [key, measures, budgetMinor, personDays]),
  ).toEqual([
    ["acquisition", 3, 7_500_000, 170],
    ["active", 6, 39_200_000, 780],
    ["passive", 1, 1_400_000, 25],
  ]);
  const all = tops.reduce((sum, { budgetMinor }) => sum + budgetMinor, 0);
  expect(tops.map(({ budgetMinor }) => ((100 * budgetMinor) / all).toFixed(1))).toEqual([
    "15.6",
    "81.5",
    "2.9",
  ]);
  const parts = rows.filter(({ parentId }) => parentId !== null);
  expect(parts.reduce((sum, { budgetMinor }) => sum + budgetMinor, 0)).toBe(all);
});

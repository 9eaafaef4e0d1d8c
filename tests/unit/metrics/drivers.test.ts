import { describe, expect, test } from "vitest";
import { howComputed } from "@/components/drivers/how-computed";
import { prepareDrivers } from "@/components/drivers/prepare-drivers";
import type { DriversData } from "@/lib/drivers/queries/load-drivers";
import { analyseCases } from "@/lib/drivers/rules/analyse-cases";
import { driversInput } from "@/lib/drivers/schema";
import { translator } from "@/lib/language/translator";
import { keyDrivers } from "@/lib/metrics/drivers";
import { centred, correlations, onceEach } from "@/lib/stats/correlation";
import { symmetricEigen } from "@/lib/stats/eigen";
import { lmg } from "@/lib/stats/lmg";
import { Matrix } from "@/lib/stats/matrix";
import { percentile } from "@/lib/stats/percentile";
import { normalDraw, seededRandom } from "@/lib/stats/random";
import { relativeWeights } from "@/lib/stats/relative-weights";
import { type DriverReference, expectDrivers } from "../../support/driver-reference";
import {
  describeWithSharedData,
  numbersOf,
  type SharedRow,
  sharedCsv,
  sharedJson,
  sharedVector,
} from "../../support/shared-data";

/** Ratings that hang together, one that only looks like it, and one that has nothing to do with it. */
function invented(n: number) {
  const random = seededRandom(7);
  const people = Array.from({ length: n }, () => {
    const [a, b] = [normalDraw(random), normalDraw(random)];
    const noise = 0.5 * normalDraw(random);
    return { strong: a, weak: b, noise: normalDraw(random), y: a + 0.4 * b + noise };
  });
  return {
    outcome: people.map(({ y }) => y),
    columns: (["strong", "weak", "noise"] as const).map((key) => ({
      key,
      values: people.map((one): number | null => one[key]),
    })),
  };
}

describe("key drivers", () => {
  test("tell the strong from the weak and both from chance, the same every time", () => {
    const { outcome, columns } = invented(200);
    const { n, result } = keyDrivers(outcome, columns, { resamples: 300 });
    expect(n).toBe(200);
    expect(result?.headline).toBe("lmg");
    expect(result?.drivers.map(({ key, significant, rank }) => [key, significant, rank])).toEqual([
      ["strong", true, 1],
      ["weak", true, 2],
      ["noise", false, null],
    ]);
    expect(keyDrivers(outcome, columns, { resamples: 300 }).result).toEqual(result);
    const shares = result?.drivers.reduce((sum, { lmgShare }) => sum + (lmgShare ?? 0), 0);
    expect(shares).toBeCloseTo(1, 9);
  });

  test("complete cases only; below ten of them per driver there is no result", () => {
    const { outcome, columns } = invented(40);
    const gaps = columns.map((column, j) => ({
      ...column,
      values: column.values.map((value, i) => (j === 0 && i < 10 ? null : value)),
    }));
    expect(keyDrivers(outcome, gaps, { resamples: 0 })).toMatchObject({ n: 30, incomplete: 10, needed: 30 });
    expect(keyDrivers(outcome, gaps, { resamples: 0 }).result).not.toBeNull();
    const one = outcome.map((y, i) => (i === 39 ? null : y));
    expect(keyDrivers(one, gaps, { resamples: 0 })).toMatchObject({ n: 29, result: null });
    expect(keyDrivers([], [], {}).result).toBeNull();
  });

  test("a column on which all agree is left out by name, an outcome on which all agree has no drivers", () => {
    const { outcome, columns } = invented(60);
    const flat = { key: "flat", values: outcome.map(() => 4) };
    const found = keyDrivers(outcome, [...columns, flat], { resamples: 0 });
    expect(found.constant).toEqual(["flat"]);
    expect(found.result?.drivers).toHaveLength(3);
    expect(keyDrivers(flat.values, columns, { resamples: 0 }).result).toBeNull();
  });

  test("two identical columns share what they explain", () => {
    const { outcome, columns } = invented(100);
    const [strong] = columns;
    const twins = [strong, strong].map((column, i) => ({ key: `twin ${i}`, values: column?.values ?? [] }));
    const { result } = keyDrivers(outcome, twins, { resamples: 0 });
    const [a, b] = result?.drivers ?? [];
    expect(a?.lmg).toBeCloseTo(b?.lmg ?? Number.NaN, 9);
    expect(a?.johnson).toBeCloseTo(b?.johnson ?? Number.NaN, 9);
    expect((a?.lmg ?? 0) + (b?.lmg ?? 0)).toBeCloseTo(result?.r2 ?? Number.NaN, 9);
  });

  test("above fifteen drivers Johnson's weights are the headline", () => {
    const random = seededRandom(3);
    const columns = Array.from({ length: 16 }, (_, j) => ({
      key: `t${j}`,
      values: Array.from({ length: 160 }, () => normalDraw(random)),
    }));
    const { result } = keyDrivers(columns[0]?.values ?? [], columns, { resamples: 0 });
    expect(result?.headline).toBe("johnson");
    expect(result?.drivers[0]).toMatchObject({ key: "t0", lmg: null, rank: 1 });
  });

  test("a suppressor goes along with the outcome but has a negative coefficient", () => {
    const random = seededRandom(11);
    const people = Array.from({ length: 300 }, () => {
      const [skill, nerves] = [normalDraw(random), normalDraw(random)];
      return { test: skill + nerves, calm: nerves + 0.3 * skill, y: skill };
    });
    const { result } = keyDrivers(
      people.map(({ y }) => y),
      (["test", "calm"] as const).map((key) => ({ key, values: people.map((one) => one[key]) })),
      { resamples: 0 },
    );
    expect(result?.drivers.map(({ key, suppressor }) => [key, suppressor])).toEqual([
      ["test", false],
      ["calm", true],
    ]);
  });
});

describe("their mathematics", () => {
  test("eigenvalues rebuild the matrix", () => {
    const matrix = new Matrix(3, 3, Float64Array.from([2, -1, 0.5, -1, 3, 0.25, 0.5, 0.25, 1]));
    const { values, vectors } = symmetricEigen(matrix);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        const rebuilt = values.reduce(
          (sum, value, e) => sum + value * vectors.get(i, e) * vectors.get(j, e),
          0,
        );
        expect(rebuilt).toBeCloseTo(matrix.get(i, j), 12);
      }
  });

  test("weights count cases, a constant column correlates with nothing", () => {
    const cases = centred([
      [1, 2, 3, 9],
      [2, 4, 5, 0],
      [7, 7, 7, 7],
    ]);
    const found = correlations(cases, Float64Array.from([1, 2, 1, 0]));
    const repeated = correlations(
      centred([
        [1, 2, 2, 3],
        [2, 4, 4, 5],
        [7, 7, 7, 7],
      ]),
      onceEach(4),
    );
    expect(found.get(0, 1)).toBeCloseTo(repeated.get(0, 1), 12);
    expect(found.get(0, 2)).toBe(0);
  });

  test("percentiles between neighbours; random numbers repeat and spread evenly", () => {
    expect(percentile([], 0.5)).toBeNull();
    expect([percentile([1, 2, 3, 4], 0.5), percentile([4, 1], 0), percentile([3, 1, 2], 0.975)]).toEqual([
      2.5, 1, 2.95,
    ]);
    const random = seededRandom(1);
    const draws = Array.from({ length: 20_000 }, random);
    expect(draws.slice(0, 3)).toEqual(Array.from({ length: 3 }, seededRandom(1)));
    expect(draws.reduce((sum, x) => sum + x, 0) / draws.length).toBeCloseTo(0.5, 2);
    expect(draws.every((x) => x >= 0 && x < 1)).toBe(true);
  });
});

/** Correlations of some columns of a file, the outcome last. */
function related(rows: readonly SharedRow[], predictors: string[], outcome: string): Matrix {
  return correlations(
    centred([...predictors, outcome].map((key) => numbersOf(rows, key))),
    onceEach(rows.length),
  );
}

describeWithSharedData("drivers, published values", () => {
  test("Johnson's relative weights of mtcars", () => {
    type Wanted = { raw: Record<string, number>; rescaled_pct: Record<string, number> };
    const { expected } = sharedVector<unknown, Wanted>("johnson-mtcars");
    const keys = ["cyl", "disp", "hp", "wt"];
    const { weights, r2 } = relativeWeights(related(sharedCsv("vectors/mtcars.csv"), keys, "mpg"));
    keys.forEach((key, i) => {
      expect(weights[i]).toBeCloseTo(expected.raw[key] ?? Number.NaN, 6);
      expect((100 * (weights[i] ?? 0)) / r2).toBeCloseTo(expected.rescaled_pct[key] ?? Number.NaN, 4);
    });
  });

  test("LMG of swiss", () => {
    const { expected } = sharedVector<unknown, { lmg: Record<string, number>; R2: number }>("lmg-swiss");
    const keys = Object.keys(expected.lmg);
    const matrix = related(sharedCsv("vectors/swiss.csv"), keys, "Fertility");
    const parts = lmg(matrix);
    keys.forEach((key, i) => {
      expect(parts[i]).toBeCloseTo(expected.lmg[key] ?? Number.NaN, 7);
    });
    expect(relativeWeights(matrix).r2).toBeCloseTo(expected.R2, 6);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(expected.R2, 6);
  });
});

describeWithSharedData("drivers of a mobile phone provider (250 respondents)", () => {
  test.each(["CUSA1", "CUSL3"])("of %s", (outcome) => {
    const rows = sharedCsv("data/ecsi_mobi/mobi.csv");
    const wanted = sharedJson<Record<string, DriverReference>>("data/ecsi_mobi/reference.json")[
      `key_drivers_of_${outcome}`
    ];
    if (wanted === undefined) throw new Error("there is a reference");
    const columns = Object.keys(wanted.mean).map((key) => ({ key, values: numbersOf(rows, key) }));
    expectDrivers(keyDrivers(numbersOf(rows, outcome), columns, { resamples: 0 }), wanted);
    const tested = keyDrivers(numbersOf(rows, outcome), columns, { resamples: 400 }).result?.drivers ?? [];
    expect(tested[0]?.significant).toBe(true);
    expect(tested.filter(({ significant }) => significant === false).length).toBeGreaterThan(0);
  });
});

describeWithSharedData("drivers of an airline (fourteen touchpoints)", () => {
  const read = () => {
    const reference = sharedJson<Record<string, DriverReference>>("data/airline_satisfaction/reference.json");
    return { rows: sharedCsv("data/airline_satisfaction/airline_satisfaction.csv.gz"), reference };
  };
  const analyse = (rows: readonly SharedRow[], keys: string[]) =>
    keyDrivers(
      rows.map((row) => (row.satisfaction === "satisfied" ? 1 : 0)),
      keys.map((key) => ({ key, values: numbersOf(rows, key).map((score) => (score === 0 ? null : score)) })),
      { resamples: 0 },
    );

  test("of all passengers, of those on business and on personal travel", () => {
    const { rows, reference } = read();
    for (const [name, some] of [
      ["key_drivers_complete_rows (y = 1 satisfied, 0 otherwise)", rows],
      ["key_drivers_business_travel", rows.filter((row) => row["Type of Travel"] === "Business travel")],
      ["key_drivers_personal_travel", rows.filter((row) => row["Type of Travel"] === "Personal Travel")],
    ] as const) {
      const wanted = reference[name];
      if (wanted === undefined) throw new Error(`there is a reference ${name}`);
      const found = analyse(some, Object.keys(wanted.mean));
      expectDrivers(found, wanted);
    }
    const all = reference["key_drivers_complete_rows (y = 1 satisfied, 0 otherwise)"];
    const found = analyse(rows, Object.keys(all?.mean ?? {}));
    const suppressors = found.result?.drivers.filter(({ suppressor }) => suppressor).map(({ key }) => key);
    expect(suppressors).toEqual(["Food and drink"]);
  });

  test("are said on their page: the share of each, and what only corrects the others", () => {
    const { rows, reference } = read();
    const keys = Object.keys(
      reference["key_drivers_complete_rows (y = 1 satisfied, 0 otherwise)"]?.mean ?? {},
    );
    // As a file of feedback brings them: 0 is not applicable, satisfied is 5 of 5 and everything else 1.
    const columns = keys.map((key) => numbersOf(rows, key));
    const complete = rows.flatMap((row, n) => {
      const ratings = columns.map((column) => column[n] ?? 0);
      return ratings.includes(0) ? [] : [[...ratings, row.satisfaction === "satisfied" ? 5 : 1]];
    });
    const size = keys.length + 1;
    const products = new Matrix(size, size);
    for (const one of complete)
      for (let j = 0; j < size; j++)
        for (let k = 0; k < size; k++) products.set(j, k, products.get(j, k) + (one[j] ?? 0) * (one[k] ?? 0));
    const data = {
      ...{ period: null, isOver: true, outcome: "satisfaction", asked: ["satisfaction"], stated: [] },
      cases: {
        ...{ together: "record", leftOut: [], answered: rows.length, outcomeScale: "1-5", products },
        touchpoints: keys.map((_, touchpointId) => ({ touchpointId, scaleName: "1-5" })),
        n: complete.length,
        sums: keys.concat("").map((_, j) => complete.reduce((sum, one) => sum + (one[j] ?? 0), 0)),
        sample: complete.slice(0, 500),
      },
      places: { touchpoints: keys.map((name, id) => ({ id, key: name, name })) },
    } as unknown as DriversData;
    const words = { t: translator("de", "drivers"), locale: "de" };
    const { lines, suppressors } = prepareDrivers(data, driversInput.parse({}), "here", words);
    expect([lines[0]?.name, lines[0]?.share.replace("\u00a0", " ")]).toEqual(["Online boarding", "31,3 %"]);
    expect(suppressors.map((name) => words.t("suppressorSaid", { name }))).toEqual([
      expect.stringContaining("„Food and drink“: Für sich genommen geht eine bessere Bewertung"),
    ]);
    expect(howComputed(data, analyseCases(data.cases), words).parameters).toContainEqual({
      ...{ label: "R²", value: "0,491" },
    });
  });
});

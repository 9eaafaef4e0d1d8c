import { beforeAll, describe, expect, test } from "vitest";
import { howComputed } from "@/components/drivers/how-computed";
import { prepareDrivers } from "@/components/drivers/prepare-drivers";
import { prepareGapCell } from "@/components/expectations/prepare-gap-cell";
import { prepareRows } from "@/components/inventory/prepare-inventory";
import { loadDrivers } from "@/lib/drivers/queries/load-drivers";
import { analyseCases } from "@/lib/drivers/rules/analyse-cases";
import { driversInput } from "@/lib/drivers/schema";
import { gapCellInput } from "@/lib/expectations/schema";
import { loadInventory } from "@/lib/inventory/queries/load-inventory";
import { inventoryInput } from "@/lib/inventory/schema";
import { translator } from "@/lib/language/translator";
import { addDays, localDay } from "@/lib/period/local-day";
import { loadGapCellPage } from "@/lib/splits/queries/load-cell-page";
import { sharedBytes, sharedJson } from "@/tests/support/shared-data";
import { hasSharedData, ownImports } from "../imports/workspace";

/** What pages say of a real survey (ECSI, a mobile phone provider) that came in by file. */
const imports = ownImports();
const experienced = ["PERQ1", "PERQ2", "PERQ3", "PERQ4", "PERQ5", "PERQ6", "PERQ7", "PERV1", "PERV2"];
type Pair = { n: number; gap: number; paired_se: number; mean_expected: number; spread_expected: number };

describe.skipIf(!hasSharedData)("a mobile phone provider (250 respondents)", () => {
  let workspace: number;

  beforeAll(async () => {
    workspace = await imports.newWorkspace();
    const rating = (column: string, more: object = {}) => ({
      ...{ metric: "rating", scale: "1-10", column },
      ...more,
    });
    const done = await imports.run(
      workspace,
      {
        mapping: {
          answers: [
            rating("CUSA1", { metric: "csat" }),
            ...[...experienced, "CUSCO"].map((column) =>
              rating(column, { touchpoint: column.toLowerCase() }),
            ),
            ...[1, 2, 3].map((n) => rating(`CUEX${n}`, { touchpoint: `perq${n}`, dimension: "expectation" })),
          ],
        },
        options: {
          createMissing: ["touchpoints"],
          defaults: { technique: "survey", answeredAt: addDays(localDay(new Date(), "UTC"), -40) },
        },
      },
      sharedBytes("data/ecsi_mobi/mobi.csv"),
    );
    expect(done.created).toBe(250);
  }, 60_000);

  test("the page of a gap shows it with its paired range, and how far expectations lie apart", async () => {
    const { pairs } = sharedJson<{ expectation_gaps: { pairs: Record<string, Pair> } }>(
      "data/ecsi_mobi/reference.json",
    ).expectation_gaps;
    for (const [name, pair] of Object.entries(pairs)) {
      const touchpoint = name.split("->")[1]?.toLowerCase() ?? "";
      const input = gapCellInput.parse({ touchpoint, period: "all" });
      const data = await imports.inScope(workspace, (scope) => loadGapCellPage(scope, input));
      expect(data.row?.gap).toMatchObject({ basis: "paired", n: pair.n });
      expect(data.row?.gap?.value).toBeCloseTo(pair.gap, 6);
      // t with 249 degrees of freedom.
      const { low = 0, high = 0 } = data.row?.gap?.interval ?? {};
      expect((high - low) / 2 / 1.969536868).toBeCloseTo(pair.paired_se, 5);
      const cell = prepareGapCell({
        ...{ data, input, workspace: "here", timeZone: "UTC" },
        words: { t: translator("en", "expectations"), locale: "en" },
      });
      expect(cell.sentence).toContain(`${pair.mean_expected.toFixed(1)} of 10`);
      expect(cell.spread).toContain(pair.spread_expected.toFixed(2));
      expect(cell.spread).toContain("250 answers");
    }
  }, 60_000);

  test("the page of drivers and the inventory say the same share of each touchpoint", async () => {
    const input = driversInput.parse({});
    const data = await imports.inScope(workspace, (scope) => loadDrivers(scope, input));
    const words = { t: translator("en", "drivers"), locale: "en" };
    const { lines, lead } = prepareDrivers(data, input, "here", words);
    const [first] = lines;
    expect([first?.name.toLowerCase(), first?.share, first?.driver.rank]).toEqual(["perq1", "27.0%", 1]);
    expect(lead[0]).toBe(`Those satisfied with “${first?.name}” are mostly satisfied overall.`);
    expect(howComputed(data, analyseCases(data.cases), words).parameters).toContainEqual({
      label: "R²",
      value: "0.449",
    });
    const asked = inventoryInput.parse({ column: ["importance", "derived"] });
    const inventory = await imports.inScope(workspace, (scope) => loadInventory(scope, asked));
    const rows = prepareRows(inventory, asked, "here", {
      ...{ t: translator("en", "inventory"), locale: "en", fewBelow: 30 },
    });
    const derived = new Map(rows.map(({ key, derived }) => [key, derived]));
    expect(derived.get("perq1")).toMatchObject({ value: "27%", isThin: false });
    expect(derived.get("perq1")?.details).toEqual(["rank 1", expect.any(String)]);
    // What is not certain is pale and has no rank; what the analysis leaves out has no value.
    for (const { key, driver, name } of lines)
      expect([name, derived.get(name.toLowerCase())?.isThin], key).toEqual([
        name,
        driver.significant !== true,
      ]);
  }, 60_000);
});

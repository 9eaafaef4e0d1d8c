import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type DriversData, loadDrivers } from "@/lib/drivers/queries/load-drivers";
import { analyseCases } from "@/lib/drivers/rules/analyse-cases";
import { driversInput } from "@/lib/drivers/schema";
import { countsOf, hasSharedData, ownImports, sharedFile } from "../imports/workspace";

/** Drivers of real surveys, from rows that came in by file. */
const imports = ownImports();
const mobi = () =>
  readFileSync(path.resolve(import.meta.dirname, "../../../../shared/data/ecsi_mobi/mobi.csv"), "utf8");

const drivers = (workspace: number, asked: object = {}): Promise<DriversData> =>
  imports.inScope(workspace, (scope) => loadDrivers(scope, driversInput.parse({ period: "all", ...asked })));

/** What an analysis says, by the names of touchpoints. */
function told({ cases, places }: DriversData) {
  const analysis = analyseCases(cases);
  const nameOf = (key: string) => places.touchpoints.find(({ id }) => String(id) === key)?.key ?? "";
  const found = (analysis.result?.drivers ?? []).map((one) => ({ ...one, key: nameOf(one.key) }));
  return { analysis, found, of: (key: string) => found.find((one) => one.key === key) };
}

const percent = (share: number | null | undefined) => Number(((share ?? 0) * 100).toFixed(1));

describe.skipIf(!hasSharedData)("a mobile phone provider (250 respondents)", () => {
  const columns = ["PERQ1", "PERQ2", "PERQ3", "PERQ4", "PERQ5", "PERQ6", "PERQ7", "PERV1", "PERV2", "CUSCO"];
  let workspace: number;

  beforeAll(async () => {
    workspace = await imports.newWorkspace();
    const question = (column: string, more: object) => ({ metric: "rating", scale: "1-10", column, ...more });
    const done = await imports.run(
      workspace,
      {
        mapping: {
          answers: [
            question("CUSA1", { metric: "csat" }),
            ...["IMAG1", "IMAG2"].map((column) => question(column, { dimension: "image" })),
            ...columns.map((column) => question(column, { touchpoint: column.toLowerCase() })),
          ],
        },
        options: {
          createMissing: ["touchpoints"],
          defaults: { technique: "survey", answeredAt: "2015-01-01" },
        },
      },
      mobi(),
    );
    expect(countsOf(done).created).toBe(250);
  }, 60_000);

  test("what is tied to satisfaction as a whole", async () => {
    const data = await drivers(workspace);
    expect([data.outcome, data.cases.together, data.asked]).toEqual([
      "satisfaction",
      "record",
      ["satisfaction", "image"],
    ]);
    const { analysis, found, of } = told(data);
    expect(analysis.n).toBe(250);
    expect(analysis.result?.r2).toBeCloseTo(0.44931, 5);
    expect(found[0]?.key).toBe("perq1");
    expect(percent(of("perq1")?.lmgShare)).toBe(27);
    expect(of("perq1")).toMatchObject({ rank: 1, significant: true });
    expect(of("perq1")?.mean).toBeCloseTo(7.944, 6);
    const { range } = of("perq1") ?? {};
    expect(range && range.low > 0.15 && range.low < 0.27 && range.high > 0.27 && range.high < 0.45).toBe(
      true,
    );
    expect(found.filter(({ significant }) => !significant).every(({ rank }) => rank === null)).toBe(true);
    // What the same people say apart from the others is said of the same cases.
    expect(found.filter(({ suppressor }) => suppressor).map(({ key }) => key)).toEqual(
      found.filter(({ beta, correlation }) => beta < 0 && correlation >= 0).map(({ key }) => key),
    );
  }, 60_000);

  test("several answers about the image are one judgement of it", async () => {
    const data = await drivers(workspace, { outcome: "image" });
    expect([data.cases.n, data.cases.outcomeScale]).toEqual([250, "1-10"]);
  }, 60_000);

  test("touchpoints that were asked for are taken as they are", async () => {
    const { analysis } = told(await drivers(workspace, { touchpoint: ["perq1", "perq2"] }));
    expect([analysis.n, analysis.needed]).toEqual([250, 20]);
  }, 60_000);
});

describe.skipIf(!hasSharedData)("an airline (25,976 passengers, fourteen touchpoints)", () => {
  test("from all rows, with what only corrects the others", async () => {
    const workspace = await imports.newWorkspace();
    const file = sharedFile("airline_satisfaction/airline_satisfaction.csv.gz");
    const header = file.toString("utf8", 0, 1000).split("\n")[0]?.trim().split(",") ?? [];
    await imports.run(
      workspace,
      {
        mapping: {
          submissionKey: "id",
          answers: [
            ...header.slice(8, 22).map((column) => ({
              metric: "rating",
              scale: "1-5",
              column,
              touchpoint: column.toLowerCase().slice(0, 60),
              notApplicable: ["0"],
            })),
            { metric: "csat", column: "satisfaction", values: { satisfied: 5, "*": 1 } },
          ],
        },
        options: {
          createMissing: ["touchpoints"],
          defaults: { technique: "survey", answeredAt: "2015-01-01" },
        },
      },
      file,
    );
    const data = await drivers(workspace);
    const { analysis, found, of } = told(data);
    expect([analysis.n, analysis.incomplete, data.cases.sample.length]).toEqual([23_863, 2_113, 5_000]);
    expect(analysis.result?.r2).toBeCloseTo(0.491145, 5);
    expect(found[0]?.key).toBe("online boarding");
    expect(percent(of("online boarding")?.lmgShare)).toBe(31.3);
    expect(found.filter(({ suppressor }) => suppressor).map(({ key }) => key)).toEqual(["food and drink"]);
  }, 240_000);
});

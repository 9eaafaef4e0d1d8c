import { expect, it } from "vitest";
import { gapCellInput } from "@/lib/expectations/schema";
import { listPromises } from "@/lib/promises/queries/list-promises";
import { splitSegment, undoSplit } from "@/lib/splits/mutations/split-segment";
import { loadGapCellPage } from "@/lib/splits/queries/load-cell-page";
import { readSpreads } from "@/lib/splits/queries/read-spreads";
import { undoSplitInput } from "@/lib/splits/schema";
import { demoCompany, demoPeriods } from "@/tests/support/demo";

/** What the demo company promised and how often it was kept, and the group that wants two things. */
const period = demoPeriods();
const demo = demoCompany();

it("promises are planted to the last case, with what has become of it", async () => {
  const { rows } = await demo.inScope((scope) => listPromises(scope, {}));
  const percent = (share: number | null | undefined) => Number(((share ?? 0) * 100).toFixed(1));
  expect(
    rows.map(({ touchpoint, now, latest, change }) => [
      touchpoint.key,
      `${latest?.kept}/${latest?.cases}`,
      percent(change?.before.value),
      percent(now.value),
      change?.verdict,
    ]),
  ).toEqual([
    ["fault-hotline", "117/226", 87.9, 51.8, "down"],
    ["complaint", "168/246", 68.7, 68.3, "usualRange"],
    ["fault-visit", "219/291", 73.9, 75.3, "usualRange"],
    ["first-invoice", "350/392", 87.9, 89.3, "usualRange"],
    ["number-porting", "251/280", 89.7, 89.6, "usualRange"],
    ["installation-visit", "171/182", 66.6, 94, "up"],
    ["parcel-delivery", "2401/2555", 93.7, 94, "usualRange"],
  ]);
  const visit = rows.find(({ touchpoint }) => touchpoint.key === "installation-visit");
  expect(visit?.counts).toEqual([
    { ...period(-1), kept: 171, cases: 182 },
    { ...period(-5, -4), kept: 241, cases: 362 },
  ]);
  expect(rows[0]?.segment?.key).toBe("business");
});

it("the price-conscious want two things, and the price guarantee tells who wants which", async () => {
  const [spread, ...others] = await demo.inScope((scope) => readSpreads(scope, "price"));
  expect(others).toEqual([]);
  expect([spread?.touchpoint.key, spread?.n, spread?.spread.toFixed(2)]).toEqual([
    "loyalty-benefit",
    160,
    "1.04",
  ]);
  const { split } = spread ?? {};
  expect(split?.rule).toMatchObject({ attribute: "preisgarantie" });
  const sides = [split?.matching, split?.others].map((one) => [
    one?.n,
    one?.mean.toFixed(2),
    Math.sqrt(one?.variance ?? 0).toFixed(2),
  ]);
  expect(sides.sort()).toEqual([
    [68, "2.79", "0.99"],
    [92, "3.90", "0.80"],
  ]);
  expect(((split?.explained ?? 0) * 100).toFixed(1)).toBe("28.0");
});

it("the page of one touchpoint says whether the group wants the same there, also where it cannot be told", async () => {
  const at = (segment: string, touchpoint: string) =>
    demo.inScope(async (scope) => {
      const { wishes } = await loadGapCellPage(scope, gapCellInput.parse({ segment, touchpoint }));
      return wishes?.at;
    });
  const wide = await at("price", "loyalty-benefit");
  expect(wide).toMatchObject({ kind: "wide", n: 160, split: { rule: { attribute: "preisgarantie" } } });
  expect(await at("business", "fault-hotline")).toMatchObject({ kind: "none", n: 0, spread: null });
  const all = await demo.inScope((scope) =>
    loadGapCellPage(scope, gapCellInput.parse({ touchpoint: "loyalty-benefit" })),
  );
  expect(all.wishes).toBeNull();
});

it("splitting puts the two halves into the leading set, and can be taken back; a handful is no group", async () => {
  const leading = () =>
    demo.inScope(async (scope) =>
      (
        await scope.db.segment.findMany({
          where: { workspaceId: demo.workspaceId, leading: true },
          orderBy: { key: "asc" },
        })
      ).map(({ key }) => key),
    );
  const { publicId: id, version } = await demo.inScope((scope) =>
    scope.db.segment.findFirstOrThrow({ where: { workspaceId: demo.workspaceId, key: "price" } }),
  );
  const ask = { id, version, touchpoint: "loyalty-benefit" };
  await expect(
    demo.inScope((scope) => splitSegment(scope, { ...ask, rule: { attribute: "region", is: "Atlantis" } })),
  ).rejects.toMatchObject({ reason: "splitTooSmall" });
  const before = await leading();
  const done = await demo.inScope((scope) =>
    splitSegment(scope, { ...ask, rule: { attribute: "preisgarantie", is: false } }),
  );
  expect(await leading()).toEqual(["business", "digital", "families", "price_new", "price_old", "seniors"]);
  await demo.inScope((scope) => undoSplit(scope, undoSplitInput.parse(done)));
  expect(await leading()).toEqual(before);
});

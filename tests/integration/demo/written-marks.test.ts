import { expect, it } from "vitest";
import { loadRetention } from "@/lib/dashboards/queries/load-retention";
import { retentionInput } from "@/lib/dashboards/schema/customer-pages";
import { loadMoments } from "@/lib/inventory/queries/load-moments";
import { countLeading } from "@/lib/segments/mutations/count-leading";
import { demoCompany, demoPeriods } from "@/tests/support/demo";
import { askOwner } from "@/tests/support/owner";

/** Moments of truth and retention by segment: the same whether everybody is asked or it was written down who is where. */
const demo = demoCompany();
const { database } = demo;

const quarters = demoPeriods()(-8, -3);
const leading = ["families", "digital", "seniors", "price", "business"];
const retention = (asked: object) =>
  demo.inScope(async (scope) => (await loadRetention(scope, retentionInput.parse(asked))).content);

const pages = {
  moments: () => demo.inScope(async (scope) => (await loadMoments(scope, quarters)).moments),
  survival: () => retention({ view: "survival", ...quarters }),
  churn: () => retention({ ...quarters, segment: leading, rule: "inactivity" }),
  churnByContract: () => retention({ ...quarters, segment: ["seniors", "families"] }),
};
const all = async () => ({
  moments: await pages.moments(),
  survival: await pages.survival(),
  churn: await pages.churn(),
  churnByContract: await pages.churnByContract(),
});

it("what was written down is read, and changes no figure", async () => {
  const asked = await all();
  expect(asked.moments.flatMap(({ ways }) => ways.flatMap((way) => way.lostInSameMix ?? []))).not.toEqual([]);
  expect(await demo.inScope(countLeading)).toBe(true);
  expect(await all()).toEqual(asked);

  const move = (from: string, to: string) =>
    demo.inScope(
      ({ db, workspaceId }) => db.$executeRaw`
        update customer set "attributes" = "attributes" || jsonb_build_object('altersgruppe', ${to}::text)
        where "workspaceId" = ${workspaceId} and "attributes" ->> 'altersgruppe' = ${from} and "id" % 3 = 0`,
    );
  await move("ab 60", "unter 30");
  const changed = await all();
  expect(changed).not.toEqual(asked);
  await demo.inScope(countLeading);
  expect(await all()).toEqual(changed);

  await askOwner(
    database.current?.ownerUrl ?? "",
    `update leading_page set "marks" = array_fill(0::bigint, array[64])`,
  );
  const falsified = await all();
  for (const page of Object.keys(pages) as (keyof typeof pages)[])
    expect(falsified[page], page).not.toEqual(changed[page]);
}, 120_000);

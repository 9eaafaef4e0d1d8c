import { describe, expect, it } from "vitest";
import { counts, countsOf, hasSharedData, ownImports, sharedFile } from "./workspace";

/** A real survey with undefined bytes and NA (issue A1). */
const said = {
  mapping: {
    submissionKey: "id",
    customer: "id",
    comment: "explication",
    answers: [{ metric: "nps", column: "nps" }],
  },
  options: {
    createMissing: ["customers"],
    missing: ["NA"],
    defaults: { occasion: "relationship", technique: "survey", answeredAt: "2024-03-01" },
  },
  name: "nps.csv",
};

describe.skipIf(!hasSharedData)("a real survey in Windows-1252", () => {
  const imports = ownImports();

  it("is imported to the digit, once", async () => {
    const workspace = await imports.newWorkspace({ timeZone: "Europe/Paris" });
    const file = sharedFile("botanic_nps_half/nps_odd_rows.csv.gz");
    const first = await imports.run(workspace, said, file);
    expect(countsOf(first)).toEqual(counts({ created: 6977 }));
    // Seventeen bytes that the code page does not define, in five lines.
    expect(first.warnings).toEqual([expect.stringContaining("2735, 2888, 3295, 5285, 6020")]);

    const scores = await imports.inScope(workspace, (scope) =>
      scope.db.answer.groupBy({ by: ["score"], where: { workspaceId: workspace }, _count: true }),
    );
    const tally = new Map(scores.map(({ score, _count }) => [score, _count]));
    const sum = (...wanted: (number | null)[]) =>
      wanted.reduce<number>((all, one) => all + (tally.get(one) ?? 0), 0);
    expect([sum(9, 10), sum(7, 8), sum(0, 1, 2, 3, 4, 5, 6), sum(null)]).toEqual([4196, 2004, 606, 171]);

    const again = await imports.run(workspace, said, file);
    expect(countsOf(again)).toEqual(counts({ duplicate: 6977 }));
  });
});

import { describe, expect, it } from "vitest";
import { undoImport } from "@/lib/imports/mutations/undo-import";
import { counts, countsOf, ownImports } from "./workspace";

const imports = ownImports();

const said = {
  kind: "expectations",
  mapping: {
    segment: "group",
    touchpoint: "where",
    metric: "metric",
    scale: "scale",
    expected: "expected",
    importance: "weight",
    validFrom: "from",
    source: "source",
  },
};
const header = "group,where,metric,scale,expected,weight,from,source\n";

describe("expectations", () => {
  it("come in as versions, are put right by the next file, and go again as a whole", async () => {
    const workspaceId = await imports.newWorkspace({ locale: "en" });
    await imports.inScope(workspaceId, async (scope) => {
      await scope.db.touchpoint.create({ data: { workspaceId, key: "hotline", name: "Hotline" } });
      await scope.db.segment.create({ data: { workspaceId, key: "young", name: "Young", rule: {} } });
    });
    const asked = {
      mapping: {
        submissionKey: "key",
        answers: [{ metric: "csat", column: "csat", touchpoint: "hotline" }],
      },
      options: { defaults: { technique: "survey", answeredAt: "2026-01-01" } },
    };
    await imports.run(workspaceId, asked, "key,csat\na,4\n");
    const lines = [
      "young,hotline,csat,1-5,4.4,4.6,2026-01-01,survey",
      ",hotline,csat,,4,,2026-01-01,workshop",
      ",,rating,1-10,8.5,3,2026-01-01,",
      "young,hotline,csat,1-5,4.2,4.6,2026-01-01,again",
      "old,hotline,csat,1-5,4,4,2026-01-01,",
      "young,shop,csat,1-5,4,4,2026-01-01,",
      "young,hotline,nps,0-10,9,4,2026-01-01,",
      "young,hotline,rating,1-10,9,4,2026-01-01,",
      "young,hotline,csat,1-5,6,4,2026-01-01,",
      "young,hotline,csat,1-5,,,2026-04-01,",
      "young,hotline,csat,1-5,4,4,soon,",
    ];
    const first = await imports.run(workspaceId, said, header + lines.join("\n"));
    expect(countsOf(first)).toEqual(counts({ created: 3, rejected: 8 }));
    expect(
      (await imports.errors(workspaceId, first)).map(({ line, column, reason }) => [line, column, reason]),
    ).toEqual([
      [5, "from", "The file has an expectation for this place from this day already."],
      [6, "group", "There is no such segment here."],
      [7, "where", "There is no such touchpoint here."],
      [8, "metric", "Recommendation (NPS) is no expectation. Possible are rating, csat and ces."],
      [9, "scale", expect.stringContaining("another scale")],
      [10, "expected", "This value does not lie on the scale."],
      [11, "expected", "This is needed and missing."],
      [12, "from", expect.stringContaining("date")],
    ]);
    const second = await imports.run(
      workspaceId,
      said,
      `${header}${lines[1]}\nyoung,hotline,csat,1-5,4.5,,2026-01-01,survey\nyoung,hotline,csat,1-5,4.7,4.6,2026-04-01,survey\n`,
    );
    expect(countsOf(second)).toEqual(counts({ created: 1, updated: 1, unchanged: 1 }));
    const stored = () =>
      imports.inScope(workspaceId, async (scope) =>
        (
          await scope.db.expectation.findMany({
            where: { workspaceId },
            orderBy: [{ validFrom: "asc" }, { id: "asc" }],
          })
        ).map(({ segmentId, touchpointId, expected, importance, validFrom }) => [
          segmentId !== null,
          touchpointId !== null,
          Number(expected),
          importance === null ? null : Number(importance),
          validFrom.toISOString().slice(0, 10),
        ]),
      );
    const before = [
      [true, true, 4.4, 4.6, "2026-01-01"],
      [false, true, 4, null, "2026-01-01"],
      [false, false, 8.5, 3, "2026-01-01"],
    ];
    expect(await stored()).toEqual([
      [true, true, 4.5, 4.6, "2026-01-01"],
      ...before.slice(1),
      [true, true, 4.7, 4.6, "2026-04-01"],
    ]);
    await imports.inScope(workspaceId, (scope) => undoImport(scope, { id: second.id }));
    expect(await stored()).toEqual(before);
  });
});

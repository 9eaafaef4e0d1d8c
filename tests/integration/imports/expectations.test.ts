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
  it("come in as versions, contradict no version that is there, and go again as a whole", async () => {
    const workspaceId = await imports.newWorkspace({ locale: "en" });
    await imports.inScope(workspaceId, async (scope) => {
      await scope.db.touchpoint.create({ data: { workspaceId, key: "hotline", name: "Fault hotline" } });
      await scope.db.segment.create({ data: { workspaceId, key: "young", name: "Young", rule: {} } });
    });
    const asked = {
      mapping: {
        submissionKey: "key",
        // By its name, as the wizard offers it.
        answers: [{ metric: "csat", column: "csat", touchpoint: "Fault hotline" }],
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
    const next = [
      "young,hotline,csat,1-5,4.5,,2026-01-01,survey",
      ",hotline,csat,,4,3,2026-01-01,workshop",
      ",,rating,1-10,8.5,,2026-01-01,letter",
      "young,hotline,csat,1-5,4.7,4.6,2026-04-01,survey",
    ].join("\n");
    const second = await imports.run(workspaceId, said, header + next);
    expect(countsOf(second)).toEqual(counts({ created: 1, updated: 1, rejected: 2 }));
    const told = await imports.errors(workspaceId, second);
    expect(told.map(({ line, column, value }) => [line, column, value])).toEqual([
      [2, "from", "2026-01-01"],
      [3, "from", "2026-01-01"],
    ]);
    expect(new Set(told.map(({ reason }) => reason))).toEqual(
      new Set([expect.stringContaining("not written over")]),
    );
    const stored = () =>
      imports.inScope(workspaceId, async (scope) =>
        (
          await scope.db.expectation.findMany({
            where: { workspaceId },
            orderBy: [{ validFrom: "asc" }, { id: "asc" }],
          })
        ).map(({ segmentId, touchpointId, expected, importance, validFrom, source }) => [
          segmentId !== null,
          touchpointId !== null,
          Number(expected),
          importance === null ? null : Number(importance),
          validFrom.toISOString().slice(0, 10),
          source,
        ]),
      );
    const before = [
      [true, true, 4.4, 4.6, "2026-01-01", "survey"],
      [false, true, 4, null, "2026-01-01", "workshop"],
      [false, false, 8.5, 3, "2026-01-01", null],
    ];
    expect(await stored()).toEqual([
      ...before.slice(0, 2),
      [false, false, 8.5, 3, "2026-01-01", "letter"],
      [true, true, 4.7, 4.6, "2026-04-01", "survey"],
    ]);
    const again = await imports.run(workspaceId, said, `${header}${lines.slice(0, 3).join("\n")}\n`);
    expect(countsOf(again)).toEqual(counts({ unchanged: 3 }));
    await imports.inScope(workspaceId, (scope) => undoImport(scope, { id: second.id }));
    expect(await stored()).toEqual(before);
  });
});

import { describe, expect, it } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { listGaps } from "@/lib/expectations/queries/list-gaps";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { listFindingChoices } from "@/lib/findings/queries/list-choices";
import { listFindings } from "@/lib/findings/queries/list-findings";
import { findingsInput } from "@/lib/findings/schema";
import { loadNewMeasure } from "@/lib/measures/queries/load-measure-form";
import { newMeasureInput } from "@/lib/measures/schema/pages";
import { loadPhasePage } from "@/lib/phasebook/queries/load-phase-page";
import { phasePageInput } from "@/lib/phasebook/schema/pages";
import { demoCompany, demoPeriods } from "@/tests/support/demo";

/** What Wellanda has found out and what it aims for, as the pages show it. */
const period = demoPeriods();
const demo = demoCompany();

const inEnglish = <T>(read: (scope: Scope) => Promise<T>) =>
  demo.inScope((scope) => read({ ...scope, locale: "en" }));
const findings = (scope: Scope) => listFindings(scope, findingsInput.parse({}));

describe("findings", () => {
  it("go from a suspicion to what k of n named and what a survey confirmed", async () => {
    const { rows } = await demo.inScope(findings);
    expect(
      rows.map(({ weakPoint, departments, measures }) => [
        ...[weakPoint?.state, weakPoint?.namedBy, weakPoint?.askedOf],
        departments.filter(({ seenAt }) => seenAt === null).map(({ key }) => key),
        measures.map(({ name }) => name),
      ]),
    ).toEqual([
      ["suspected", null, null, ["billing"], []],
      ["named", 7, 11, ["service"], []],
      ["confirmed", 9, 12, [], ["Anschluss-Begleiter"]],
    ]);
    expect(rows[0]?.weakPoint?.text).toBe("Die erste Rechnung versteht niemand");
  });

  it("are read in English, with their weak points and where one makes a measure of them", async () => {
    const { rows } = await inEnglish(findings);
    expect(
      rows.map(({ sentence, weakPoint }) => [sentence.split(" ", 4).join(" "), weakPoint?.text]),
    ).toEqual([
      ["42 of 392 first", "Nobody understands the first invoice"],
      ["Young families expect 4.3", "Each department improves its touchpoint, nobody the way between"],
      ["Only 241 of 362", "Promised appointments fall through or are half a day wide"],
    ]);
    const { finding } = await inEnglish((scope) =>
      loadNewMeasure(scope, newMeasureInput.parse({ finding: rows[0]?.id })),
    );
    expect(finding?.sentence).toMatch(/^42 of 392 first invoices/);
    const { weakPoints } = await inEnglish(listFindingChoices);
    expect(weakPoints.map(({ text }) => text)).toContain("Nobody understands the first invoice");
  });

  it("say the figures that the pages behind them show", async () => {
    const { rows } = await demo.inScope(async (scope) =>
      listGaps(scope, {
        ...{ period: period(-1), base: { period: null }, segments: ["families"] },
        places: await readPlaces(scope),
      }),
    );
    const place = await demo.inScope(({ db, workspaceId }) =>
      db.touchpoint.findFirstOrThrow({ where: { workspaceId, key: "moving" } }),
    );
    const moving = rows.find(
      ({ touchpointId, segmentId }) => touchpointId === place.id && segmentId !== null,
    );
    expect([moving?.expected?.value, moving?.gap?.experienced?.toFixed(2)]).toEqual([4.3, "2.94"]);
  });
});

describe("goals", () => {
  it("have a target until a day, held against what our own data say", async () => {
    const goal = async (phase: string, kind: string) => {
      const { goals } = await demo.inScope((scope) =>
        loadPhasePage(scope, phasePageInput.parse({ phase, ...period(-1) })),
      );
      const found = goals.find(({ kpi }) => kpi?.kind === kind);
      return [found?.target, found?.targetOn, found?.status];
    };
    expect(await goal("onboarding", "promise")).toEqual([0.95, "2027-03-31", "notYetCertain"]);
    expect(await goal("usage", "nps")).toEqual([24, "2027-06-30", "notYetCertain"]);
  });
});

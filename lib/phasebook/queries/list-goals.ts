import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localText, type Texts, textsOf } from "@/lib/fields/texts";
import { type TargetStatus, targetStatus } from "@/lib/metrics/target-status";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import { type Kpi, parseKpi } from "../rules/kpi";
import { type KpiContext, type KpiReading, measureKpis } from "./measure-kpis";

export type GoalRow = {
  id: string;
  version: number;
  text: string;
  kpiWords: string | null;
  texts: Record<"text" | "kpiWords", Texts>;
  kpi: Kpi | null;
  /** As it is kept: shares as fractions. */
  target: number | null;
  targetOn: LocalDay | null;
  figure: { value: number; on: LocalDay; source: string } | null;
  reading: KpiReading | null;
  /** Null where there is no target, or nothing measured to hold against it. */
  status: TargetStatus | null;
};

type Row = {
  id: string;
  version: number;
  text: string;
  kpi: string | null;
  kpiWords: string | null;
  translations: unknown;
  target: number | null;
  targetOn: string | null;
  figure: number | null;
  figureOn: string | null;
  figureSource: string | null;
  createdOn: string;
};

/** More than anybody reads on one page. */
const mostGoals = 100;

/** The goals of a phase with what their KPIs are now. */
export async function listGoals(scope: Scope, phaseId: number, context: KpiContext): Promise<GoalRow[]> {
  const rows = await scope.db.$queryRaw<Row[]>(Prisma.sql`
    select "publicId"::text as id, "version", "text", "kpi", "kpiWords", "translations", "target"::float8 as target,
      "targetOn"::text as "targetOn", "figure"::float8 as figure, "figureOn"::text as "figureOn", "figureSource",
      ("createdAt" at time zone ${scope.timeZone})::date::text as "createdOn"
    from goal where "workspaceId" = ${scope.workspaceId} and "phaseId" = ${phaseId} and "retiredAt" is null
    order by "position", "id" limit ${mostGoals}`);
  const kpis = rows.map(({ kpi }) => parseKpi(kpi));
  const readings = await measureKpis(scope, kpis, context);
  return rows.map((row, index) => {
    const reading = readings[index] ?? null;
    const { id, version, target, targetOn, figure, figureOn, figureSource } = row;
    return {
      ...{ id, version, target, targetOn, reading },
      text: localText(row, "text", row.text, scope.locale) ?? row.text,
      kpiWords: localText(row, "kpiWords", row.kpiWords, scope.locale),
      texts: {
        text: textsOf(row, "text", row.text, scope.workspaceLocale),
        kpiWords: textsOf(row, "kpiWords", row.kpiWords, scope.workspaceLocale),
      },
      kpi: kpis[index] ?? null,
      figure:
        figure !== null && figureOn && figureSource
          ? {
              value: figure,
              on: figureOn,
              source: localText(row, "figureSource", figureSource, scope.locale) ?? figureSource,
            }
          : null,
      status: statusOf(row, reading, context.today),
    };
  });
}

/** A goal without a day is never overdue: it is held against its target only. */
function statusOf({ target, targetOn, createdOn }: Row, reading: KpiReading | null, today: LocalDay) {
  if (target === null || !reading || reading.measured.suppressed) return null;
  return targetStatus(reading.measured, {
    asOf: today,
    target: { start: null, target, startedOn: createdOn, dueOn: targetOn ?? addDays(today, 1) },
    change: null,
  });
}

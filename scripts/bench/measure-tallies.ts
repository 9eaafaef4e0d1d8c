import { asSystem } from "@/lib/auth/system";
import { countNextMonth } from "@/lib/feedback/mutations/count-scores";
import type { ScoreTally, TallyRequest } from "@/lib/feedback/queries/tally-request";
import { tallyMany } from "@/lib/feedback/queries/tally-scores";
import { addDays, addMonths, localDay } from "@/lib/period/local-day";
import { countOrders } from "@/lib/retention/mutations/count-orders";
import { countLeading } from "@/lib/segments/mutations/count-leading";
import { inTime, type Line, median, requireSame, times } from "./report";
import type { Stage } from "./stage";

const longMs = 600_000;
/** How much longer a statement may take with ten times the answers, or a hundred. */
const mostGrowth = 1.3;

type Question = {
  what: string;
  request: TallyRequest;
  /** The same by a plain GROUP BY over the raw rows: how it is grouped, and what else must hold. */
  plain: { group: string; where: string };
  target?: (ours: number, opponent: number) => NonNullable<Line["target"]>;
};

/** What the worker does after an import: months are counted, of answers and of orders. */
export async function countMonths(workspaceId: number): Promise<void> {
  await asSystem(workspaceId, countLeading, longMs);
  await asSystem(workspaceId, (scope) => countOrders(scope, "0 seconds"), longMs);
  while (await asSystem(workspaceId, (scope) => countNextMonth(scope, "0 seconds"), longMs));
}

/** The one reader of scores, statement by statement, against a plain GROUP BY without policies; few answers beside many. */
export async function measureTallies(stage: Stage, few: number, many: number): Promise<Line[]> {
  const today = localDay(new Date(), "Europe/Berlin");
  const month = `${today.slice(0, 7)}-01`;
  const year = { from: addMonths(month, -12), to: month };
  const faster =
    (id: string, factor: number) =>
    (ours: number, opponent: number): NonNullable<Line["target"]> => ({
      id,
      text: `≥ ${factor.toLocaleString("en")}×`,
      isMet: opponent >= factor * ours,
    });
  const questions: Question[] = [
    {
      what: "NPS after contacts, all time",
      request: { slice: { period: null, metrics: ["nps"], occasion: "contact" } },
      plain: { group: "null::text", where: `"metric" = 1 and "occasion" = 2` },
      target: faster("SPEED-1", 1_000),
    },
    {
      what: "the same, 300 days",
      request: {
        slice: {
          period: { from: addDays(today, -310), to: addDays(today, -10) },
          metrics: ["nps"],
          occasion: "contact",
        },
      },
      plain: {
        group: "null::text",
        where: `"metric" = 1 and "occasion" = 2 and "day" >= '${addDays(today, -310)}' and "day" < '${addDays(today, -10)}'`,
      },
    },
    {
      what: "CSAT by month, one year",
      request: { slice: { period: year, metrics: ["csat"] }, groupBy: "month" },
      plain: {
        group: `date_trunc('month', "day"::timestamp)::date::text`,
        where: `"metric" = 2 and "day" >= '${year.from}' and "day" < '${year.to}'`,
      },
    },
    {
      what: "CSAT of 400 touchpoints, one year",
      request: { slice: { period: year, metrics: ["csat"] }, groupBy: "touchpoint" },
      plain: {
        group: `"touchpointId"::text`,
        where: `"metric" = 2 and "day" >= '${year.from}' and "day" < '${year.to}'`,
      },
      target: faster("SPEED-3", 40),
    },
    {
      what: "CSAT with a comment by channel, one year: from the answers",
      request: { slice: { period: year, metrics: ["csat"], hasComment: true }, groupBy: "channel" },
      plain: {
        group: `"channelId"::text`,
        where: `"metric" = 2 and "hasComment" and "day" >= '${year.from}' and "day" < '${year.to}'`,
      },
      target: (ours) => ({ id: "SPEED-4", text: "≤ 0.5 s", isMet: ours <= 500 }),
    },
  ];
  const lines: Line[] = [];
  for (const { what, request, plain, target } of questions) {
    const [before, ours] = [await ask(few, request), await ask(many, request)];
    const opponent = await median(
      async () =>
        (
          await stage.owner.query<Counted>(
            `select ${plain.group} as "group", "score"::int, count(*)::int as n from answer
             where "workspaceId" = ${many} and "dimension" = 1 and "technique" <> 2 and "score" is not null and ${plain.where}
             group by 1, 2`,
          )
        ).rows,
    );
    requireSame(what, written(counted(ours.result)), written(opponent.result));
    lines.push({
      what,
      ours: inTime(ours.ms),
      opponent: inTime(opponent.ms),
      ratio: `${times(opponent.ms / ours.ms)} faster`,
      ...(target ? { target: target(ours.ms, opponent.ms) } : {}),
    });
    lines.push({
      what: "  against few answers",
      ours: inTime(ours.ms),
      opponent: inTime(before.ms),
      ratio: times(ours.ms / before.ms),
      target: { id: "SPEED-2", text: `≤ ${mostGrowth}×`, isMet: ours.ms <= mostGrowth * before.ms },
    });
  }
  return lines;
}

type Counted = { group: string | null; score: number; n: number };

const ask = (workspaceId: number, request: TallyRequest) =>
  asSystem(
    workspaceId,
    (scope) => median(async () => (await tallyMany(scope, [{ ...request, answeredOnly: true }]))[0] ?? []),
    longMs,
  );

const counted = (tallies: readonly ScoreTally[]): Counted[] =>
  tallies.flatMap(({ group, tally }) =>
    Object.entries(tally).map(([score, n]) => ({ group, score: Number(score), n })),
  );

const written = (some: readonly Counted[]): string[] =>
  some.map(({ group, score, n }) => `${group} ${score} ${n}`).sort();

import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type AskedMetric, metrics, occasions, scales } from "../rules/codes";
import { groupsOfColumns, isInColumns, type TallyColumns, tallyOf } from "../rules/score-counters";
import { latestSpansOf } from "./latest-cells";
import { type Cells, type CellTable, cellsFor, cellTableFor, changedMonths } from "./score-cells";
import type { Slice } from "./slice";
import { countedBefore, countedNow, latestOfSpans } from "./tally-parts";
import type { ScoreTally, TallyRequest } from "./tally-request";

type Row = Omit<ScoreTally, "metric" | "scale" | "occasion" | "tally"> & {
  request: number;
  metric: number;
  scale: number;
  occasion: number;
  /** By score, or one number for each score that there is; null where nobody answered. Many groups come in columns. */
  tally: Record<number, number> | number[] | TallyColumns | null;
};

/** The only reader of scores: the database counts, `lib/metrics` decides what the counts mean. */
export async function tallyScores(
  scope: Scope,
  slice: Slice,
  options: Omit<TallyRequest, "slice"> = {},
): Promise<ScoreTally[]> {
  const [tallies] = await tallyMany(scope, [{ slice, ...options }]);
  return tallies ?? [];
}

/** Several readings in one statement, so that all tiles of a page see the same rows. */
export async function tallyMany(scope: Scope, requests: readonly TallyRequest[]): Promise<ScoreTally[][]> {
  return talliesOf(requests, await scope.db.$queryRaw<Row[]>(tallyStatement(scope.workspaceId, requests)));
}

export function tallyStatement(workspaceId: number, requests: readonly TallyRequest[]): Prisma.Sql {
  const tableOf = requests.map(cellTableFor);
  const cells = new Map(
    [...new Set(tableOf)].flatMap((table): [CellTable, Cells][] => {
      const mine = requests.filter((_, index) => tableOf[index] === table);
      return table
        ? [
            [
              table,
              cellsFor(
                workspaceId,
                table,
                mine.map(({ slice }) => slice),
              ),
            ],
          ]
        : [];
    }),
  );
  const spansOf = requests.map(latestSpansOf);
  const parts = requests.map((request, index) => {
    const spans = spansOf[index];
    if (spans) return latestOfSpans(workspaceId, request, index, spans);
    const table = tableOf[index];
    const counted = table && cells.get(table);
    return counted
      ? countedBefore(workspaceId, request, index, counted)
      : countedNow(workspaceId, request, index);
  });
  const tables = [...cells.values()].map(({ table }) => table);
  const before =
    tables.length > 0 || spansOf.some((spans) => spans !== null)
      ? Prisma.sql`with ${Prisma.join([changedMonths(workspaceId), ...tables], ", ")}`
      : Prisma.empty;
  return Prisma.sql`${before} ${Prisma.join(parts, " union all ")}`;
}

/** What the rows of `tallyStatement` count, by request. */
export function talliesOf(requests: readonly TallyRequest[], rows: readonly unknown[] = []): ScoreTally[][] {
  const found = requests.map(() => new Map<string, ScoreTally>());
  for (const row of rows as readonly Row[]) {
    const tallies = found[row.request];
    if (!tallies) continue;
    const kind = {
      metric: metrics.nameOf(row.metric) as AskedMetric,
      scale: scales.nameOf(row.scale),
      occasion: occasions.nameOf(row.occasion),
    };
    if (isInColumns(row.tally)) for (const counts of groupsOfColumns(row.tally)) add(tallies, kind, counts);
    else add(tallies, kind, { ...row, tally: tallyOf(row.tally) });
  }
  return found.map((tallies) => [...tallies.values()]);
}

type Kind = Pick<ScoreTally, "metric" | "scale" | "occasion">;
type GroupCounts = Omit<ScoreTally, keyof Kind>;

function add(tallies: Map<string, ScoreTally>, kind: Kind, counts: GroupCounts): void {
  const { group, tally, unanswered, anonymous } = counts;
  const key = `${group}|${kind.metric}|${kind.scale}|${kind.occasion}`;
  const one = tallies.get(key);
  if (!one) {
    const { metric, scale, occasion } = kind;
    tallies.set(key, { group, metric, scale, occasion, tally, unanswered, anonymous });
    return;
  }
  Object.assign(one.tally, tally);
  one.unanswered += unanswered;
  one.anonymous += anonymous;
}

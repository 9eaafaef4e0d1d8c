import type { Scope } from "@/lib/auth/scope";
import type { Prisma } from "@/lib/db/generated/client";
import { type Reading, type Rows, readStatements } from "@/lib/db/reading";
import type { ScoreTally, TallyRequest } from "./tally-request";
import { talliesOf, tallyStatement } from "./tally-scores";

/** What a part of a page wants counted, and what it makes of the counts. */
export type TallyReading<Result> = {
  requests: TallyRequest[];
  /** What it wants to know beside scores. */
  statements?: readonly Prisma.Sql[];
  /** Relations that its statements begin with; only what changes something has to stand there. */
  tables?: readonly Prisma.Sql[];
  result: (tallies: ScoreTally[][], rows: readonly Rows[]) => Result;
};

type Results<Readings> = {
  [Name in keyof Readings]: Readings[Name] extends TallyReading<infer Result> ? Result : never;
};

/** All parts of a page in one statement: they speak of the same rows, and the database is asked once. */
export async function readTogether<Readings extends Record<string, TallyReading<unknown>>>(
  scope: Scope,
  readings: Readings,
): Promise<Results<Readings>> {
  const { requests, statements = [], tables = [], result } = together(readings, (results) => results);
  const scores = requests.length > 0 ? [tallyStatement(scope.workspaceId, requests)] : [];
  const rows = await readStatements(scope.db, [...scores, ...statements], tables);
  const [counted] = scores.length > 0 ? rows : [];
  return result(talliesOf(requests, counted), rows.slice(scores.length));
}

/** Several readings as one, and what is made of all their results. */
export function together<Readings extends Record<string, TallyReading<unknown>>, Made>(
  readings: Readings,
  make: (results: Results<Readings>) => Made,
): TallyReading<Made> {
  const whole = readingOfAll(Object.values(readings));
  return {
    ...whole,
    result: (tallies, rows) => {
      const results = whole.result(tallies, rows);
      const byName = Object.keys(readings).map((name, index) => [name, results[index]]);
      return make(Object.fromEntries(byName) as Results<Readings>);
    },
  };
}

/** Several readings of one kind as one. */
export const readingOfAll = <Result>(readings: readonly TallyReading<Result>[]): TallyReading<Result[]> => ({
  requests: readings.flatMap(({ requests }) => requests),
  statements: readings.flatMap(({ statements = [] }) => statements),
  tables: readings.flatMap(({ tables = [] }) => tables),
  result: (tallies, rows) => {
    let [tally, row] = [0, 0];
    return readings.map(({ requests, statements = [], result }) => {
      const own = tallies.slice(tally, tally + requests.length);
      const ownRows = rows.slice(row, row + statements.length);
      tally += requests.length;
      row += statements.length;
      return result(own, ownRows);
    });
  },
});

/** What has nothing to do with scores, asked together with them. */
export const beside = <Result>({ statements, result }: Reading<Result>): TallyReading<Result> => ({
  requests: [],
  statements,
  result: (_, rows) => result(rows),
});

/** What is not asked about. */
export const nothing: TallyReading<null> = { requests: [], result: () => null };

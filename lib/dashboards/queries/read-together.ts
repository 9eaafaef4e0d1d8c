import type { Scope } from "@/lib/auth/scope";
import { type ScoreTally, type TallyRequest, tallyMany } from "@/lib/feedback/queries/tally-scores";

/** What a part of a page wants counted, and what it makes of the counts. */
export type TallyReading<Result> = {
  requests: TallyRequest[];
  result: (tallies: ScoreTally[][]) => Result;
};

type Results<Readings> = {
  [Name in keyof Readings]: Readings[Name] extends TallyReading<infer Result> ? Result : never;
};

/** All parts of a page in one statement: they speak of the same rows, and the database is asked once. */
export async function readTogether<Readings extends Record<string, TallyReading<unknown>>>(
  scope: Scope,
  readings: Readings,
): Promise<Results<Readings>> {
  const { requests, result } = readingOfAll(Object.values(readings));
  const results = result(await tallyMany(scope, requests));
  return Object.fromEntries(
    Object.keys(readings).map((name, index) => [name, results[index]]),
  ) as Results<Readings>;
}

/** Several readings of one kind as one. */
export const readingOfAll = <Result>(readings: readonly TallyReading<Result>[]): TallyReading<Result[]> => ({
  requests: readings.flatMap(({ requests }) => requests),
  result: (tallies) => {
    let at = 0;
    return readings.map(({ requests, result }) => {
      const own = tallies.slice(at, at + requests.length);
      at += requests.length;
      return result(own);
    });
  },
});

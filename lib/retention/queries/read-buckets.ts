import type { Prisma } from "@/lib/db/generated/client";
import type { Reading, Rows } from "@/lib/db/reading";
import { type Edges, readingsOf } from "../rules/edges";

/** What a statement counted between the edges i and j: of all customers, or of the group `key`. */
export type EdgeRow = { isAll: boolean; key: string | null; i: number; j: number };

/** Rows of all customers over the whole period and over each bucket, and of each group over the whole. */
export type BucketRows<Row> = {
  whole: Row[];
  buckets: Row[][];
  groups: { key: string | null; rows: Row[] }[];
};

/** One statement reads up to 60 buckets and the whole beside them; more are read in portions. */
export function bucketsReading<Row extends EdgeRow>(
  edges: Edges,
  statementOf: (edges: Edges) => Prisma.Sql,
): Reading<BucketRows<Row>> {
  const portions = readingsOf(edges);
  const rowsOf = (rows: Rows | undefined) => (rows ?? []) as readonly Row[];
  if (portions.length === 1)
    return {
      statements: [statementOf(edges)],
      result: ([rows]) => sorted(rowsOf(rows), edges.keys.length),
    };
  const ends = { days: [edges.days[0] ?? "", edges.days.at(-1) ?? ""], keys: [""] };
  return {
    statements: [ends, ...portions].map(statementOf),
    result: ([all, ...parts]) => {
      const { whole, groups } = sorted(rowsOf(all), 1);
      const buckets = portions.flatMap(
        ({ keys }, index) => sorted(rowsOf(parts[index]), keys.length).buckets,
      );
      return { whole, buckets, groups };
    },
  };
}

function sorted<Row extends EdgeRow>(rows: readonly Row[], last: number): BucketRows<Row> {
  const between = (from: number, to: number) => rows.filter(({ i, j }) => i === from && j === to);
  const ofGroups = between(0, last).filter(({ isAll }) => !isAll);
  return {
    whole: between(0, last).filter(({ isAll }) => isAll),
    buckets: Array.from({ length: last }, (_, b) => between(b, b + 1).filter(({ isAll }) => isAll)),
    groups: [...new Set(ofGroups.map(({ key }) => key))].map((key) => ({
      key,
      rows: ofGroups.filter((row) => row.key === key),
    })),
  };
}

import { createHash } from "node:crypto";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import type { LocalDay } from "@/lib/period/local-day";
import { compileSegments } from "./compile-segments";
import type { SegmentRow, Vocabulary } from "./read-names";

/**
 * In which of the leading segments each customer is stands beside the customers (`leading_page`), as long as the rules
 * ask nothing but a customer's own row. Somebody who was changed since is asked anew, and so is everybody where the rules
 * or the day are no longer those of the count; in the same statement, so it makes no difference to the result which of
 * the two it was.
 */
export type CountedLeading = {
  /** In the order of their bits: the first has the highest. */
  keys: readonly string[];
  /** A fingerprint of all that is asked. */
  rules: string;
  /** Whether what is written down was counted by these rules. */
  isCounted: Prisma.Sql;
  /** Bits of a customer `c`, to be asked of `from`. */
  from: Prisma.Sql;
  bits: Prisma.Sql;
};

/** By these all customers are told apart. */
export const isLeading = ({ leading, retired, rule }: SegmentRow): boolean =>
  leading && !retired && rule !== null;

type Whose = Pick<Scope, "workspaceId">;

/** As many as one number has room for. */
const mostBits = 62;

/** Null where somebody has to be asked anew each time: the rules look at more than a customer's own row. */
export function countedLeading(scope: Whose, known: Vocabulary, today: LocalDay): CountedLeading | null {
  const keys = known.segments
    .filter((one) => isLeading(one) && canBeTold(scope, known, one.key, today))
    .map(({ key }) => key);
  if (keys.length === 0 || keys.length > mostBits) return null;
  const { from, tests, own } = compileSegments(scope, known, keys, today);
  if (!own) return null;
  const bits = bitsOf(tests);
  const rules = createHash("sha256")
    .update(JSON.stringify([keys, from.sql, from.values, bits.sql, bits.values]))
    .digest("hex");
  const isCounted = Prisma.sql`exists (
    select from leading_count l where l."workspaceId" = ${scope.workspaceId} and l."rules" = ${rules})`;
  return { keys, rules, isCounted, from, bits };
}

/** One whose rule names what is gone does not take the others with it. */
export function canBeTold(scope: Whose, known: Vocabulary, key: string, today: LocalDay): boolean {
  try {
    compileSegments(scope, known, [key], today);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

const bitsOf = (tests: readonly Prisma.Sql[]): Prisma.Sql =>
  Prisma.sql`(${Prisma.join(
    tests.map((test, n) => Prisma.sql`case when ${test} then ${bitAt(tests.length, n)} else 0 end`),
    " + ",
  )})`;

const bitAt = (length: number, n: number): Prisma.Sql =>
  Prisma.raw(`${2n ** BigInt(length - 1 - n)}::bigint`);

/** Customers whose own row was changed since it was asked; one may stand there several times. */
export const changedSince = (workspaceId: number): Prisma.Sql =>
  Prisma.sql`select m."customerId" from customer_mark m where m."workspaceId" = ${workspaceId}`;

/** Customers on a page. */
export const perPage = 64;
export const pageOf = (customer: Prisma.Sql): Prisma.Sql => Prisma.sql`(${customer} / ${perPage}::int)`;
/** What the page of a customer says of them. */
export const markOn = (marks: Prisma.Sql, customer: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(${marks})[${customer} % ${perPage}::int + 1]`;

/** The bits of a key as "01…", in the order of these names. */
export function marksInOrder(
  { keys }: CountedLeading,
  wanted: readonly string[],
): (key: Prisma.Sql) => Prisma.Sql {
  const inPlace = (key: Prisma.Sql) => Prisma.sql`(${key})::${Prisma.raw(`bit(${keys.length})`)}::text`;
  if (wanted.every((key, n) => keys[n] === key)) return inPlace;
  const places = wanted.map((key) => keys.indexOf(key) + 1);
  return (key) =>
    Prisma.join(
      places.map((place) => Prisma.sql`substr(${inPlace(key)}, ${place}::int, 1)`),
      " || ",
    );
}

/** A number that has the bits of these segments and no other. */
export const maskOf = ({ keys }: CountedLeading, wanted: readonly string[]): Prisma.Sql =>
  Prisma.raw(
    `${wanted.reduce((mask, key) => mask | (2n ** BigInt(keys.length - 1 - keys.indexOf(key))), 0n)}::bigint`,
  );

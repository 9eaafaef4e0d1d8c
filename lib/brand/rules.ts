import { benjaminiHochberg } from "@/lib/stats/benjamini-hochberg";
import { studentTwoSidedP } from "@/lib/stats/student-t";

/** How well something fits, and on what that rests: so many customers, or so many visits. */
export type Fit = { score: number; n: number; on: string };

export type Rated = { by: "customers" | "mystery"; score: number; n: number; on: string };

/**
 * Ratings of one touchpoint and value by one kind of rater, put together: of customers those of the latest day, weighted
 * by how many they were; of visits the mean of all, each counting once. Null where there are none.
 */
export function fitOf(ratings: readonly Rated[], by: Rated["by"]): Fit | null {
  const own = ratings.filter((one) => one.by === by);
  const on = own.reduce((latest, one) => (one.on > latest ? one.on : latest), "");
  const counted = by === "customers" ? own.filter((one) => one.on === on) : own;
  const n = counted.reduce((sum, one) => sum + one.n, 0);
  return n === 0 ? null : { score: counted.reduce((sum, one) => sum + one.score * one.n, 0) / n, n, on };
}

/** Customers who said both how they experienced a touchpoint and how they see the company, and how the two go together. */
export type Pairs = { touchpointId: number; n: number; r: number | null };

/** `closely` and `loosely`: more than chance explains, among so many touchpoints. */
export type Tie = Pairs & { strength: "closely" | "loosely" | "notCertain" | "tooFew" };

/** Below this number of customers nothing is said. */
export const PAIRS_NEEDED = 30;
const closeFrom = 0.3;

/**
 * What is tied to an overall judgement: the correlation of both over customers, tested against none (t with n − 2) and
 * corrected for many comparisons (Benjamini–Hochberg at 10 %). A link, not yet a proof.
 */
export function tiesOf(pairs: readonly Pairs[]): Tie[] {
  const isTold = ({ n, r }: Pairs): boolean => n >= PAIRS_NEEDED && r !== null && Math.abs(r) < 1;
  const passes = benjaminiHochberg(
    pairs.map((one) => {
      if (!isTold(one) || one.r === null) return null;
      return studentTwoSidedP(one.r * Math.sqrt((one.n - 2) / (1 - one.r ** 2)), one.n - 2);
    }),
  );
  return pairs
    .map((one, index): Tie => {
      if (!isTold(one) || one.r === null) return { ...one, strength: "tooFew" };
      if (!passes[index] || one.r <= 0) return { ...one, strength: "notCertain" };
      return { ...one, strength: one.r >= closeFrom ? "closely" : "loosely" };
    })
    .sort((a, b) => (b.r ?? -2) - (a.r ?? -2));
}

import type { Scope } from "@/lib/auth/scope";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import type { SegmentRow, Vocabulary } from "./read-names";
import { segmentMarks } from "./segment-condition";

/** `segmentMarks` of those that can be told: one whose rule names what is gone does not take the others with it. */
export async function toldMarks(
  scope: Scope,
  known: Vocabulary,
  wanted: readonly SegmentRow[],
  among?: Prisma.Sql,
): Promise<{ told: readonly SegmentRow[]; customers: Prisma.Sql }> {
  const marks = (some: readonly SegmentRow[]) =>
    segmentMarks(
      scope,
      known,
      some.map(({ key }) => key),
      among,
    );
  try {
    return { told: wanted, customers: await marks(wanted) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  const told: SegmentRow[] = [];
  for (const one of wanted) {
    try {
      await marks([one]);
      told.push(one);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return { told, customers: await marks(told) };
}

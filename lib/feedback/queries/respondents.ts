import { Prisma } from "@/lib/db/generated/client";
import { answerCondition, type Slice } from "./slice";

/** The customers who answered in any of these slices: nobody else has to be told apart for them. Some stand there twice. */
export const respondents = (workspaceId: number, slices: readonly Slice[]): Prisma.Sql =>
  Prisma.join(
    slices.map(
      (slice) => Prisma.sql`
        select a."customerId" from answer a
        where ${answerCondition(workspaceId, slice)} and a."score" is not null and a."customerId" is not null`,
    ),
    " union all ",
  );

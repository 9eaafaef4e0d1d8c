import { Prisma } from "@/lib/db/generated/client";
import { answerCondition } from "@/lib/feedback/queries/slice";
import type { Period } from "@/lib/period/period";

/** Customers who answered a question in a period (`c`), each once; what staff noted about them is no answer of theirs. */
export const answeredBy = (workspaceId: number, period: Period | null): Prisma.Sql => Prisma.sql`
  select distinct a."customerId" as c from answer a
  where ${answerCondition(workspaceId, { period })} and a."score" is not null and a."customerId" is not null`;

/** Customers who did not. */
export const silentIn = (workspaceId: number, period: Period | null): Prisma.Sql => Prisma.sql`
  select k."id" as c from customer k
  where k."workspaceId" = ${workspaceId} and k."erasedAt" is null
    and not exists (select 1 from (${answeredBy(workspaceId, period)}) w where w.c = k."id")`;

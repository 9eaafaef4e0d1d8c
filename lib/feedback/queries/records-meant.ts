import { Prisma } from "@/lib/db/generated/client";
import { occasions, techniques } from "../rules/codes";
import { oneOf, recordCondition, type Slice } from "./slice";

/** All records of a slice, with or without scores, as a condition on the table `feedback` under the alias `f`. */
export function recordsMeant(workspaceId: number, slice: Slice): Prisma.Sql {
  const { period, touchpointIds, channelIds, productGroupIds, techniques: asked, hasComment } = slice;
  const { occasion, customerCondition, records } = slice;
  const conditions = [
    Prisma.sql`f."workspaceId" = ${workspaceId}`,
    period ? Prisma.sql`f."day" >= ${period.from}::date and f."day" < ${period.to}::date` : null,
    touchpointIds
      ? Prisma.sql`(${oneOf(Prisma.sql`f."touchpointId"`, touchpointIds)} or exists (
          select 1 from answer a where a."workspaceId" = f."workspaceId" and a."feedbackId" = f."id" and a."touchpointId" = any(${touchpointIds}::int[])))`
      : null,
    channelIds ? oneOf(Prisma.sql`f."channelId"`, channelIds) : null,
    productGroupIds ? oneOf(Prisma.sql`f."productGroupId"`, productGroupIds) : null,
    occasion ? Prisma.sql`f."occasion" = ${occasions.codeOf(occasion)}` : null,
    asked ? Prisma.sql`f."technique" = any(${asked.map(techniques.codeOf)}::int[])` : null,
    hasComment === undefined ? null : Prisma.sql`(f."comment" is not null) = ${hasComment}`,
    customerCondition ? customerCondition(Prisma.sql`f."customerId"`) : null,
    records ? recordCondition(workspaceId, records) : null,
  ].filter((one) => one !== null);
  return Prisma.join(conditions, " and ");
}

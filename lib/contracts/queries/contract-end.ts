import { Prisma } from "@/lib/db/generated/client";

/**
 * The first day on which a contract is no longer in force, null where its end is open; over columns of `contract`.
 * Cancelled without an end it ends with the notice; a notice that was taken back is void together with the end that it
 * set.
 */
export const contractEnd = Prisma.sql`case when "withdrawnOn" >= "cancelledOn" then null
  else coalesce("endsOn", "cancelledOn") + 1 end`;

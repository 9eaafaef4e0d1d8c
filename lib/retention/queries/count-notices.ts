import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { Reading } from "@/lib/db/reading";
import type { Period } from "@/lib/period/period";
import type { CustomerFilter } from "./traits";

/** Customers whose notice arrived in a period, and whose notice was taken back in it. */
export type Notices = { given: number; takenBack: number };

/** Contracts whose notice arrived in a period, or was taken back in it; `c` is their customer. */
export const noticesOf = (
  { workspaceId }: Pick<Scope, "workspaceId">,
  which: "notices" | "saves",
  { from, to }: Period,
  { plan, condition }: Pick<CustomerFilter, "plan" | "condition">,
): Prisma.Sql => {
  const on = Prisma.raw(which === "notices" ? `"cancelledOn"` : `"withdrawnOn"`);
  return Prisma.sql`select "customerId" as c from contract
    where "workspaceId" = ${workspaceId} and ${on} >= ${from}::date and ${on} < ${to}::date
      ${which === "saves" ? Prisma.sql`and "withdrawnOn" >= "cancelledOn"` : Prisma.empty}
      ${plan ? Prisma.sql`and "plan" = any(${plan}::text[])` : Prisma.empty}
      ${condition ? Prisma.sql`and ${condition(Prisma.sql`"customerId"`)}` : Prisma.empty}`;
};

/** Notices are the leading figure of churn: how many customers gave one in a period, how many took one back. */
export function noticesReading(
  scope: Pick<Scope, "workspaceId">,
  { period, filter }: { period: Period; filter: CustomerFilter },
): Reading<Notices> {
  const statement = Prisma.sql`
    select (select count(distinct c)::int from (${noticesOf(scope, "notices", period, filter)}) given) as "given",
      (select count(distinct c)::int from (${noticesOf(scope, "saves", period, filter)}) saved) as "takenBack"`;
  return {
    statements: [statement],
    result: ([rows = []]) => (rows as readonly Notices[])[0] ?? { given: 0, takenBack: 0 },
  };
}

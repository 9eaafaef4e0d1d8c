import type { Scope } from "@/lib/auth/scope";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";

/** A condition on a column that holds a customer's inner id. */
export type CustomerCondition = (column: Prisma.Sql) => Prisma.Sql;

/**
 * "Is a member of one of these segments now", as a condition on a customer's inner id. The compiler of segment rules
 * belongs here; until there is one, a segment can be named and not yet filtered by.
 * @throws AppError `invalid` for a segment that does not exist, and for one whose rule cannot be read yet
 */
export async function segmentCondition(scope: Scope, keys: readonly string[]): Promise<CustomerCondition> {
  const found = await scope.db.segment.findMany({
    where: { workspaceId: scope.workspaceId, key: { in: [...keys] } },
    select: { key: true },
  });
  const known = new Set(found.map(({ key }) => key));
  const unknown = keys.find((key) => !known.has(key));
  const reason = unknown === undefined ? "segmentsNotYet" : "unknownSegment";
  throw new AppError("invalid", reason, {
    fields: { segment: reason },
    ...(unknown === undefined ? {} : { values: { name: unknown } }),
  });
}

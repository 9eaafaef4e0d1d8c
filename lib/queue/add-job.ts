import { Prisma } from "@/lib/db/generated/client";

/** Anything with the database handle of an open transaction: in practice a Scope. */
type Caller = { db: { $executeRaw(query: ReturnType<typeof Prisma.sql>): Promise<number> } };

/**
 * Writes a job in the caller's transaction: it exists if and only if the transaction commits.
 * @param key a second job of the same key replaces the first as long as that has not begun
 */
export async function addJob(scope: Caller, name: string, input: object, key?: string): Promise<void> {
  await scope.db.$executeRaw(
    Prisma.sql`select lotse_add_job(${name}, ${JSON.stringify(input)}::json, ${key ?? null})`,
  );
}

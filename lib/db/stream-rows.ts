import type { WorkspaceDatabase } from "./client";
import { Prisma } from "./generated/client";

const rowsAtOnce = 2_000;
let opened = 0;

/**
 * The rows of one statement, some thousand at a time: whatever their number, they are of one moment and never in memory
 * together. The transaction must stay open while they are read.
 */
export async function* streamRows<Row>(
  { db }: { db: WorkspaceDatabase },
  statement: Prisma.Sql,
): AsyncGenerator<Row, void> {
  const name = Prisma.raw(`rows_${++opened}`);
  await db.$executeRaw(Prisma.sql`declare ${name} no scroll cursor for ${statement}`);
  for (;;) {
    const rows = await db.$queryRaw<Row[]>(Prisma.sql`fetch ${Prisma.raw(String(rowsAtOnce))} from ${name}`);
    yield* rows;
    if (rows.length < rowsAtOnce) break;
  }
  await db.$executeRaw(Prisma.sql`close ${name}`);
}

import type { WorkspaceDatabase } from "./client";
import { Prisma } from "./generated/client";

/**
 * What somebody wants to know of the database, and what they make of the rows: so that many questions of a page can be
 * asked at once. Dates are read as texts, and whole numbers stay below 2⁵³.
 */
export type Reading<Result> = {
  statements: readonly Prisma.Sql[];
  /** The rows of each statement. */
  result: (rows: readonly Rows[]) => Result;
};

export type Rows = readonly unknown[];

/** One question by itself. */
export const readOne = async <Result>(db: WorkspaceDatabase, { statements, result }: Reading<Result>) =>
  result(await readStatements(db, statements));

/**
 * Several statements as one: the database is asked once, and all of them speak of the same moment.
 * @param tables relations that stand before all of them; what changes something can only stand there
 */
export async function readStatements(
  db: WorkspaceDatabase,
  statements: readonly Prisma.Sql[],
  tables: readonly Prisma.Sql[] = [],
): Promise<Rows[]> {
  const [only] = statements;
  if (!only) return [];
  if (statements.length === 1 && tables.length === 0) return [await db.$queryRaw<unknown[]>(only)];
  const parts = statements.map((one, index) => {
    const rows = Prisma.raw(`"rows ${index}"`);
    return Prisma.sql`(select coalesce(json_agg(one), '[]'::json) from (${one}) one) as ${rows}`;
  });
  const before = tables.length > 0 ? Prisma.sql`with ${Prisma.join([...tables], ", ")}` : Prisma.empty;
  const [row] = await db.$queryRaw<Record<string, unknown[]>[]>(
    Prisma.sql`${before} select ${Prisma.join(parts, ", ")}`,
  );
  return statements.map((_, index) => row?.[`rows ${index}`] ?? []);
}

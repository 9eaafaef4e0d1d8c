import type pg from "pg";
import type { Table } from "./backup-file";

type Session = Pick<pg.ClientBase, "query">;

/**
 * What does not come back: sessions and links for new passwords would open doors that have been closed since, the
 * counters of the throttle mean nothing later, and the list of migrations is in the backup's header.
 */
const passing = ["_prisma_migrations", "session", "password_reset", "throttle"];

/** The tables of a backup, each after those that it refers to, with the columns that can be written. */
export async function listTables(session: Session): Promise<Table[]> {
  const { rows: tables } = await session.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND c.relname <> ALL ($1)
     GROUP BY c.relname ORDER BY c.relname`,
    [passing],
  );
  const { rows: links } = await session.query<{ from: string; to: string }>(
    `SELECT DISTINCT f.relname AS "from", t.relname AS "to"
     FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND f.oid <> t.oid`,
  );
  return inOrder(tables, links);
}

/** All tables of ours, also those whose rows are not in a backup. */
export async function listAllTables(session: Session): Promise<string[]> {
  const { rows } = await session.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
       AND relname <> '_prisma_migrations'`,
  );
  return rows.map(({ name }) => name);
}

function inOrder(tables: Table[], links: { from: string; to: string }[]): Table[] {
  const sorted: Table[] = [];
  const waiting = new Map(tables.map((table) => [table.name, table]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      ({ name }) => !links.some(({ from, to }) => from === name && waiting.has(to)),
    );
    if (ready.length === 0) throw new Error(`These tables refer to each other: ${[...waiting.keys()]}`);
    for (const table of ready) waiting.delete(table.name);
    sorted.push(...ready);
  }
  return sorted;
}

/** The same text for the same row on every server, and an error instead of rows that a policy hides. */
export async function settleText(session: Session): Promise<void> {
  await session.query(
    `SET row_security = off; SET client_encoding = 'UTF8'; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD';
     SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 3`,
  );
}

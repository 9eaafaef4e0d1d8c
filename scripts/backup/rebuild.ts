import type pg from "pg";
import type { Migration } from "@/scripts/postgres/migration-folder";

/**
 * Makes the tables anew as they were after these migrations, within the caller's transaction. The list of migrations
 * stays and is shortened to them, so that an ordinary migration leads on from there.
 */
export async function rebuildAt(client: pg.Client, migrations: Migration[]): Promise<void> {
  await client.query(dropEverything);
  for (const { sql } of migrations) await client.query(sql);
  await client.query("DELETE FROM public._prisma_migrations WHERE migration_name <> ALL ($1)", [
    migrations.map(({ name }) => name),
  ]);
}

/** Tables first, because their defaults refer to functions and their columns to types; nothing of an extension. */
const dropEverything = `
DO $$
DECLARE
  thing text;
  things text[];
BEGIN
  things := ARRAY(
    SELECT format('%s IF EXISTS %s',
      CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, oid::regclass)
    FROM pg_class c
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND relname <> '_prisma_migrations'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'));
  FOREACH thing IN ARRAY things LOOP EXECUTE format('DROP %s CASCADE', thing); END LOOP;

  things := ARRAY(
    SELECT format('ROUTINE IF EXISTS %s', oid::regprocedure) FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e'));
  FOREACH thing IN ARRAY things LOOP EXECUTE format('DROP %s CASCADE', thing); END LOOP;

  things := ARRAY(
    SELECT format('TYPE IF EXISTS %s', oid::regtype) FROM pg_type t
    WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e'));
  FOREACH thing IN ARRAY things LOOP EXECUTE format('DROP %s CASCADE', thing); END LOOP;
END
$$`;

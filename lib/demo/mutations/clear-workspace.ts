import type { PoolClient } from "pg";

/** What belongs to the members and not to the company: it outlives a new planting. */
const kept = ["membership", "invitation", "api_key", "idempotency_key", "audit_entry"];

/** Removes everything that is told of the company in a workspace, whatever tables there are by now. */
export async function clearWorkspace(client: PoolClient, workspaceId: number): Promise<void> {
  await client.query(`update membership set "departmentId" = null where "workspaceId" = $1`, [workspaceId]);
  for (const table of await tablesInOrder(client))
    await client.query(`delete from "${table}" where "workspaceId" = $1`, [workspaceId]);
}

/** Rows that others point to go after those that point. */
async function tablesInOrder(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ table: string; uses: string[] }>(
    `select c.relname as "table", coalesce(array_agg(distinct r.relname::text)
         filter (where r.relname is not null and r.oid <> c.oid), '{}') as uses
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspaceId' and not a.attisdropped
     left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
     left join pg_class r on r.oid = k.confrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relname = any($1)
     group by c.relname order by c.relname`,
    [kept],
  );
  const ordered: string[] = [];
  let waiting = rows;
  while (waiting.length > 0) {
    const free = waiting.filter(({ table }) => !waiting.some(({ uses }) => uses.includes(table)));
    if (free.length === 0) throw new Error("The tables of a workspace point at each other in a circle.");
    ordered.push(...free.map(({ table }) => table));
    waiting = waiting.filter((one) => !free.includes(one));
  }
  return ordered;
}

import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { tables } from "../rules/tables";

/** Tables whose rows know the import that created them, with those that would hang in the air without them. */
const builtOn: Record<string, readonly { table: string; column: string }[]> = {
  customer: [
    { table: "customer", column: "companyId" },
    { table: "order", column: "customerId" },
    { table: "contract", column: "customerId" },
    { table: "contact", column: "customerId" },
    { table: "phase_move", column: "customerId" },
    { table: "feedback", column: "customerId" },
  ],
  touchpoint: [
    { table: "contact", column: "touchpointId" },
    { table: "feedback", column: "touchpointId" },
    { table: "expectation", column: "touchpointId" },
  ],
  expectation: [],
  product: [],
  order: [],
  contract: [],
  contact: [],
  feedback: [],
};

/** What belongs to a row goes and comes with it; what else points to one is somebody's work. */
const partsOf = ["answer", "order_line", "segment_membership", "feedback_change"];

type Link = { parent: string; table: string; column: string };

/** Every other table that points to these, as the database knows them: one that comes later is not forgotten. */
const otherLinks = async ({ db }: Scope): Promise<Link[]> => {
  const found = await db.$queryRaw<Link[]>(Prisma.sql`
    select p.relname::text as parent, r.relname::text as "table", a.attname::text as "column"
    from pg_constraint c
    join pg_class p on p.oid = c.confrelid
    join pg_class r on r.oid = c.conrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and p.relname = any(${Object.keys(builtOn)}::text[])
    order by 1, 2`);
  return found.filter(
    ({ parent, table }) =>
      !partsOf.includes(table) && !builtOn[parent]?.some((known) => known.table === table),
  );
};

/** Under which name the before-images of a table are kept. */
const kindOf = new Map([
  ...Object.entries(tables).map(([kind, { table }]): [string, string] => [table.replaceAll('"', ""), kind]),
  ["expectation", "expectations"],
]);

/**
 * Names of tables in which something came to stand on rows of an import after it had ended, or changed them. What the
 * import itself changed does not count: it is as before when the import is taken back.
 */
export async function whatBuildsOn(scope: Scope, importId: number, endedAt: Date): Promise<string[]> {
  const { workspaceId } = scope;
  const name = (table: string) => Prisma.raw(`"${table}"`);
  const checks: Prisma.Sql[] = [];
  const check = (what: string, from: Prisma.Sql) => {
    checks.push(Prisma.sql`select ${what} as what where exists (select 1 from ${from})`);
  };
  const mine = (row: Prisma.Sql) =>
    Prisma.sql`${row}."workspaceId" = ${workspaceId} and ${row}."importId" = ${importId}`;
  const t = Prisma.sql`t`;
  const notMine = (table: string) => Prisma.sql`o."workspaceId" = ${workspaceId}
    and o."importId" is distinct from ${importId} and not exists (select 1 from import_change c where ${mine(Prisma.sql`c`)}
      and c."entity" = ${kindOf.get(table) ?? ""} and c."rowId" = o."id")`;

  for (const [table, links] of Object.entries(builtOn)) {
    check(table, Prisma.sql`${name(table)} t where ${mine(t)} and t."updatedAt" > ${endedAt}`);
    for (const other of links) {
      check(
        other.table,
        Prisma.sql`${name(table)} t join ${name(other.table)} o on o.${name(other.column)} = t."id"
          where ${mine(t)} and ${notMine(other.table)}`,
      );
    }
  }
  for (const { parent, table, column } of await otherLinks(scope)) {
    check(
      table,
      Prisma.sql`${name(parent)} t join ${name(table)} o
        on o."workspaceId" = ${workspaceId} and o.${name(column)} = t."id" where ${mine(t)}`,
    );
  }
  check(
    "feedback",
    Prisma.sql`touchpoint t join answer a on a."workspaceId" = ${workspaceId} and a."touchpointId" = t."id"
      join feedback o on o."id" = a."feedbackId" where ${mine(t)} and ${notMine("feedback")}`,
  );
  check(
    "order",
    Prisma.sql`product t join order_line l on l."workspaceId" = ${workspaceId} and l."productId" = t."id"
      join "order" o on o."id" = l."orderId" where ${mine(t)} and ${notMine("order")}`,
  );
  for (const [table, kind] of kindOf) {
    check(
      table,
      Prisma.sql`import_change c left join ${name(table)} t on t."workspaceId" = ${workspaceId} and t."id" = c."rowId"
        where ${mine(Prisma.sql`c`)} and c."entity" = ${kind} and (t."id" is null or t."updatedAt" > ${endedAt})`,
    );
  }
  const rows = await scope.db.$queryRaw<{ what: string }[]>(Prisma.join(checks, " union "));
  return rows.map(({ what }) => what).sort();
}

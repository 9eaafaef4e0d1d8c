import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { holdClock } from "@/lib/workspaces/queries/hold-clock";
import { getImport, type ImportView } from "../queries/get-import";
import { whatBuildsOn } from "../queries/what-builds-on";
import { type TableKind, tables } from "../rules/tables";

/**
 * Takes an import back as a whole: what it created is deleted, what it changed is as it was. Refused as soon as
 * anything else builds on it; then nothing changes.
 * @throws AppError `notFound`, or `conflict` with the reason
 */
export async function undoImport(scope: Scope, { id }: { id: string }): Promise<ImportView> {
  const { workspaceId } = scope;
  await holdClock(scope);
  const [row] = await scope.db.$queryRaw<{ id: number; status: string; endedAt: Date | null }[]>(Prisma.sql`
    select "id", "status"::text as status, "finishedAt" as "endedAt" from import
    where "workspaceId" = ${workspaceId} and "publicId" = ${id}::uuid for update`);
  if (!row) throw notFound();
  if (row.status === "undone") throw new AppError("conflict", "importUndone");
  if (!["done", "failed"].includes(row.status) || !row.endedAt)
    throw new AppError("conflict", "importNotFinished");
  const others = await whatBuildsOn(scope, row.id, row.endedAt);
  if (others.length > 0) throw builtOn(others);
  await takeBack(scope, row.id).catch((error) => {
    throw isLinked(error) ? builtOn(["other"]) : error;
  });
  await scope.db.import.update({
    where: { workspaceId_id: { workspaceId, id: row.id } },
    data: { status: "undone", checkpoint: Prisma.DbNull },
  });
  await writeAudit(scope, "import.undo", id);
  return getImport(scope, { id });
}

const builtOn = (things: readonly string[]) => new AppError("conflict", "importBuiltOn", { things });

/** Somebody came to point to a row just now: PostgreSQL does not let it go. */
const isLinked = (error: unknown): boolean => /23503|P2003/.test(`${error} ${JSON.stringify(error)}`);

async function takeBack(scope: Scope, importId: number): Promise<void> {
  const { workspaceId, db } = scope;
  const mine = Prisma.sql`"workspaceId" = ${workspaceId} and "importId" = ${importId}`;
  await db.$executeRaw(Prisma.sql`delete from answer a using feedback f where f."workspaceId" = ${workspaceId}
    and f."importId" = ${importId} and a."workspaceId" = ${workspaceId} and a."feedbackId" = f."id"`);
  await db.$executeRaw(Prisma.sql`delete from order_line l using "order" o where o."workspaceId" = ${workspaceId}
    and o."importId" = ${importId} and l."workspaceId" = ${workspaceId} and l."orderId" = o."id"`);
  await restoreExpectations(scope, importId);
  for (const table of ["expectation", "feedback", "contact", "contract", `"order"`, "phase_move"]) {
    await db.$executeRaw(Prisma.sql`delete from ${Prisma.raw(table)} where ${mine}`);
  }
  for (const kind of Object.keys(tables) as TableKind[]) await restore(scope, importId, kind);
  for (const table of ["customer", "touchpoint", "product"]) {
    await db.$executeRaw(Prisma.sql`delete from ${Prisma.raw(table)} where ${mine}`);
  }
  // A group that others use by now does no harm without the import that brought it.
  await db.$executeRaw(Prisma.sql`delete from product_group g where ${mine}
    and not exists (select 1 from product p where p."workspaceId" = ${workspaceId} and p."productGroupId" = g."id")
    and not exists (select 1 from touchpoint t where t."workspaceId" = ${workspaceId} and t."productGroupId" = g."id")
    and not exists (select 1 from order_line l where l."workspaceId" = ${workspaceId} and l."productGroupId" = g."id")
    and not exists (select 1 from feedback f where f."workspaceId" = ${workspaceId} and f."productGroupId" = g."id")`);
  for (const table of ["import_change", "import_order_line"]) {
    await db.$executeRaw(Prisma.sql`delete from ${Prisma.raw(table)} where ${mine}`);
  }
}

async function restoreExpectations({ db, workspaceId }: Scope, importId: number): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    update expectation t set "expected" = b."expected", "importance" = b."importance", "source" = b."source",
      "translations" = b."translations", "updatedAt" = clock_timestamp()
    from import_change c, jsonb_populate_record(null::expectation, c."before") b
    where c."workspaceId" = ${workspaceId} and c."importId" = ${importId} and c."entity" = 'expectations'
      and t."workspaceId" = ${workspaceId} and t."id" = c."rowId"`);
}

/** Rows that the import changed get back what they were, lines of orders too. */
async function restore({ db, workspaceId }: Scope, importId: number, kind: TableKind): Promise<void> {
  const { table, columns, links } = tables[kind];
  const sets = [...columns, ...links].map(({ name }) => `"${name}" = b."${name}"`).join(", ");
  const changes = Prisma.sql`c."workspaceId" = ${workspaceId} and c."importId" = ${importId} and c."entity" = ${kind}`;
  await db.$executeRaw(Prisma.sql`
    update ${Prisma.raw(table)} t set ${Prisma.raw(sets)}, "updatedAt" = clock_timestamp()
    from import_change c, jsonb_populate_record(null::${Prisma.raw(table)}, c."before") b
    where ${changes} and t."workspaceId" = ${workspaceId} and t."id" = c."rowId"`);
  if (kind !== "orders") return;
  await db.$executeRaw(Prisma.sql`
    delete from order_line l using import_change c
    where ${changes} and l."workspaceId" = ${workspaceId} and l."orderId" = c."rowId"`);
  await db.$executeRaw(Prisma.sql`
    insert into order_line select l.* from import_change c, jsonb_populate_recordset(null::order_line, c."before" -> 'lines') l
    where ${changes}`);
}

import type { Plan } from "../rules/plan";
import { isByLines } from "../rules/read-order-lines";
import { warnOfScales } from "./record-errors";
import { refreshStatistics, type Store } from "./stage";

/**
 * Where rows are looked up and linked to. What does not grow with this import is looked at once, and so is feedback,
 * which is looked at again when its rows are in.
 */
export function tablesOf(plan: Plan, { creates }: Store, isFirst: boolean): string[] {
  const { kind } = plan;
  const tables: string[] = kind === "feedback" ? (isFirst ? [kind] : []) : [kind.slice(0, -1)];
  if (isByLines(plan)) tables.push("import_order_line", "product");
  if (isFirst || creates.has("customers")) tables.push("customer");
  return isFirst ? [...tables, "touchpoint", "channel", "product_group"] : tables;
}

/** Where an import's rows came to lie. */
function writtenBy({ kind }: Plan): string[] {
  const tables = ["customer", kind === "feedback" ? kind : kind.slice(0, -1)];
  if (kind === "feedback") tables.push("answer");
  if (kind === "orders") tables.push("order_line", "product");
  return [...new Set(tables)];
}

/** The file is not needed any more, and it names people: what was imported can be erased, a forgotten copy could not. */
export async function finishImport(store: Store, fileId: number, plan: Plan): Promise<void> {
  const { client, workspaceId, importId } = store;
  await client.query("set local synchronous_commit = on");
  await warnOfScales(store);
  // Figures are asked for at once: a planner that still thinks the tables empty makes a page wait for minutes.
  await refreshStatistics({ ...store, refreshes: true }, writtenBy(plan));
  await client.query(`delete from file_chunk where "workspaceId" = $1 and "fileId" = $2`, [
    workspaceId,
    fileId,
  ]);
  await client.query(
    `update import set "status" = 'done', "finishedAt" = clock_timestamp(), "updatedAt" = clock_timestamp()
     where "workspaceId" = $1 and "id" = $2`,
    [workspaceId, importId],
  );
}

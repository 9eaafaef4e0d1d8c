import type { PoolClient } from "pg";
import { type Checkpoint, checkpointSchema } from "../rules/checkpoint";
import { type ImportKind, importKinds } from "../schema/fields";
import type { Counts, Store } from "./stage";

/** So long after its last step a process is believed to go on with it. */
const leaseSeconds = 5;

export type ImportRow = {
  kind: ImportKind;
  status: string;
  fileId: number;
  bytes: string;
  mapping: unknown;
  options: unknown;
  checkpoint: Checkpoint;
  leased: boolean;
};

/** The import's row, locked until the step is committed; "busy" while another process's step is under way. */
export async function lockImport(
  client: PoolClient,
  workspaceId: number,
  importId: number,
): Promise<ImportRow | null | "busy"> {
  const { rows } = await client.query(
    `select i."kind", i."status", i."fileId", f."bytes", i."mapping", i."options", i."checkpoint",
       i."status" = 'running' and i."updatedAt" > clock_timestamp() - make_interval(secs => $3) as "leased"
     from import i join stored_file f on f."workspaceId" = i."workspaceId" and f."id" = i."fileId"
     where i."workspaceId" = $1 and i."id" = $2 for update of i skip locked`,
    [workspaceId, importId, leaseSeconds],
  );
  const row = rows[0];
  if (row)
    return {
      ...row,
      kind: importKinds.find((kind) => kind === row.kind),
      checkpoint: checkpointSchema.parse(row.checkpoint),
    };
  const { rowCount } = await client.query(`select 1 from import where "workspaceId" = $1 and "id" = $2`, [
    workspaceId,
    importId,
  ]);
  return rowCount === 0 ? null : "busy";
}

/** Adds to the counts and moves the checkpoint: what makes a step count once. */
export async function advanceImport(
  store: Store,
  { created, updated, unchanged, duplicate }: Counts,
  { problems: { rejected }, skipped }: { problems: { rejected: number }; skipped: number },
  checkpoint: Checkpoint,
): Promise<void> {
  const lines = created + updated + unchanged + duplicate + rejected + skipped;
  await store.client.query(
    `update import set "status" = 'running', "checkpoint" = $3, "lines" = "lines" + $4, "created" = "created" + $5,
       "updated" = "updated" + $6, "unchanged" = "unchanged" + $7, "duplicate" = "duplicate" + $8,
       "rejected" = "rejected" + $9, "skipped" = "skipped" + $10, "updatedAt" = clock_timestamp()
     where "workspaceId" = $1 and "id" = $2`,
    [
      store.workspaceId,
      store.importId,
      checkpoint,
      lines,
      created,
      updated,
      unchanged,
      duplicate,
      rejected,
      skipped,
    ],
  );
}

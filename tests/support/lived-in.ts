import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { askOwner } from "./owner";
import { foundWorkspace, type TestWorkspace } from "./world";

/** What a text format has to come through: its own marks, line breaks, quotes, other scripts. */
const comments = [
  "\\.",
  "\\N",
  "two\nlines\r\nand a tab\t.",
  "quotes \"and\" 'more', back\\slash",
  "Grüße, 你好, 🙂",
  "x".repeat(5_000),
];

/** A workspace in which a little of everything has happened, with an import under way. */
export async function liveIn(ownerUrl: string, slug: string): Promise<TestWorkspace> {
  const here = await foundWorkspace(slug);
  const { workspaceId } = here;
  await here.asSystem(async (scope) => {
    const { db } = scope;
    const customers = await db.customer.createManyAndReturn({
      data: ["a", "b", "c"].map((externalId) => ({
        workspaceId,
        externalId,
        name: `Customer ${externalId}`,
        attributes: { spent: 12.5, note: 'a "quoted"\nnote' },
      })),
    });
    const [first] = customers;
    if (!first) throw new Error("No customer was made.");
    await db.touchpoint.create({ data: { workspaceId, key: "desk", name: "Desk" } });
    await recordFeedbackItems(
      scope,
      comments.map((comment, index) => ({
        submissionKey: `record ${index}`,
        technique: "survey",
        customer: "ext:a",
        touchpoint: "desk",
        answeredAt: `2026-03-${10 + index}T23:30:00Z`,
        answers: [
          { metric: "nps", value: index },
          { metric: "csat", value: null },
        ],
        comment,
      })),
    );
    const fact = { workspaceId, customerId: first.id };
    // Half an hour before midnight in UTC is the next day in Berlin.
    const at = new Date("2026-03-01T23:30:00Z");
    const day = new Date("2026-03-02");
    await db.contact.create({ data: { ...fact, at, day, direction: "in" } });
    await db.order.create({ data: { ...fact, orderedAt: at, day, totalMinor: 1299n } });
    const phase = await db.phase.findFirstOrThrow({ where: { workspaceId } });
    await db.phaseMove.create({ data: { ...fact, phaseId: phase.id, at, day } });
  });
  await beginImport(ownerUrl, workspaceId);
  return here;
}

/** An import as it is between two steps: its file in two pieces, its job in the queue. @returns its id */
export async function beginImport(ownerUrl: string, workspaceId: number): Promise<number> {
  const [row] = await askOwner<{ id: number }>(
    ownerUrl,
    `WITH file AS (
       INSERT INTO stored_file ("workspaceId", "name", "bytes", "sha256") VALUES ($1, 'march.csv', 12, '\\x00')
       RETURNING "workspaceId", "id"),
     pieces AS (
       INSERT INTO file_chunk ("workspaceId", "fileId", "offset", "bytes")
       SELECT file.*, piece.* FROM file, (VALUES (0, '\\x00010a0d5c2e0a00'::bytea), (8, '\\xfffefd5c'::bytea)) AS piece)
     INSERT INTO import ("workspaceId", "kind", "fileId", "mapping", "options", "status", "lines", "created")
     SELECT file."workspaceId", 'feedback', file."id", '{}', '{}', 'running', 3, 3 FROM file RETURNING "id"`,
    [workspaceId],
  );
  if (!row) throw new Error("No import was begun.");
  await askOwner(
    ownerUrl,
    `WITH here AS MATERIALIZED (SELECT set_config('app.workspace', $1, true))
     SELECT lotse_add_job('run-import', $2::json, $3) FROM here`,
    [String(workspaceId), JSON.stringify({ importId: row.id }), `import-${row.id}`],
  );
  return row.id;
}

/** The queue's jobs that are still to be done, as far as anybody outside of it can tell. */
export const jobsOf = (ownerUrl: string) =>
  askOwner(
    ownerUrl,
    `SELECT t.identifier AS task, j.payload, j.key, j.max_attempts AS attempts
     FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE j.attempts < j.max_attempts ORDER BY j.key`,
  );

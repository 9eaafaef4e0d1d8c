import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { asSystem } from "@/lib/auth/system";
import { performImportStep } from "@/lib/imports/mutations/perform-step";
import { startImport } from "@/lib/imports/mutations/start-import";
import { getImportByInnerId, type ImportView } from "@/lib/imports/queries/get-import";
import { startImportInput } from "@/lib/imports/schema/mapping";
import { plantPlaces } from "./plant";
import { count, inTime, type Line, progress, requireSame, timed, times } from "./report";
import type { Stage } from "./stage";

/** A step may wait for others of this machine. */
const stepMs = 600_000;
/** Row by row a million lines would take an hour: so many are measured and the rest is the same again. */
const mostRows = 5_000;

/** A file of feedback into the ledger, against bare COPY of the same file and against one record after the other. */
export async function measureImport(stage: Stage, size: number): Promise<Line[]> {
  const customers = Math.ceil(size * 0.3);
  const file = path.join(stage.folder, "feedback.csv");
  progress(`Writing a file of ${count(size)} lines …`);
  await writeFeedbackFile(file, size, customers);

  const copied = await copy(stage, file);
  const imported = await stage.foundWorkspace("imported");
  await plantPlaces(stage, imported, customers);
  progress("Importing it …");
  const { ms } = await timed(() => importFile(imported, file));
  requireSame("lines of the import and of COPY", await tally(stage, imported), copied.tally);

  const rows = Math.min(size, mostRows);
  const single = await stage.foundWorkspace("row-by-row");
  await plantPlaces(stage, single, customers);
  progress(`Recording ${count(rows)} lines row by row …`);
  const rowByRow = await timed(() => recordRowByRow(stage, single, rows, customers));
  requireSame(
    "the first lines of the import and row by row",
    await tally(stage, imported, rows),
    await tally(stage, single),
  );
  const whole = (rowByRow.ms / rows) * size;
  await stage.owner.query("drop table bench_copy");
  return [
    {
      what: `CSV import of ${count(size)} lines, against bare COPY`,
      ours: inTime(ms),
      opponent: inTime(copied.ms),
      ratio: times(ms / copied.ms),
      target: { id: "SPEED-7", text: "≤ 10×", isMet: ms / copied.ms <= 10 },
    },
    {
      what: `the same, against row by row (${count(rows)} measured)`,
      ours: inTime(ms),
      opponent: inTime(whole),
      ratio: `${times(whole / ms)} faster`,
      target: { id: "SPEED-7", text: "≥ 25×", isMet: whole / ms >= 25 },
    },
  ];
}

type SampleLine = {
  key: string;
  customer: string;
  touchpoint: string;
  at: string;
  score: number;
  comment: string;
};

/** The same lines whoever writes them. */
function lineOf(i: number, customers: number): SampleLine {
  const mixed = (i * 2_654_435_761) % 4_294_967_296;
  return {
    key: `s${i}`,
    customer: `c${1 + (mixed % customers)}`,
    touchpoint: `t${1 + (i % 400)}`,
    at: new Date(Date.UTC(2025, 0, 1) + (mixed % 31_536_000) * 1000).toISOString(),
    score: mixed % 11,
    comment: i % 4 === 0 ? `What was said, number ${i}` : "",
  };
}

/** The same file whoever imports it. */
export async function writeFeedbackFile(file: string, size: number, customers: number): Promise<void> {
  const stream = createWriteStream(file);
  let text = "id,customer,touchpoint,answered,recommend,comment\n";
  for (let i = 1; i <= size; i++) {
    const { key, customer, touchpoint, at, score, comment } = lineOf(i, customers);
    text += `${key},${customer},${touchpoint},${at},${score},${comment === "" ? "" : `"${comment}"`}\n`;
    if (text.length < 1_000_000 && i < size) continue;
    if (!stream.write(text)) await once(stream, "drain");
    text = "";
  }
  stream.end();
  await once(stream, "finish");
}

async function copy({ owner }: Stage, file: string) {
  await owner.query(`create table bench_copy (id text, customer text, touchpoint text, answered timestamptz,
    recommend smallint, comment text)`);
  const { ms } = await timed(() =>
    pipeline(
      createReadStream(file),
      owner.query(copyFrom("copy bench_copy from stdin (format csv, header)")),
    ),
  );
  const { rows } = await owner.query(
    "select recommend as score, count(*)::int as n from bench_copy group by 1 order by 1",
  );
  return { ms, tally: rows };
}

async function importFile(workspaceId: number, file: string): Promise<void> {
  const { ms, result: importId } = await timed(() => beginImport(workspaceId, file));
  progress(`  stored and looked through in ${inTime(ms)}`);
  await finishImport(workspaceId, importId);
  progress(`  most memory that this process has held so far: ${count(peakMiB())} MiB`);
}

const peakMiB = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/** Stored and queued. @returns the inner id of the import */
export async function beginImport(workspaceId: number, file: string): Promise<number> {
  const input = startImportInput.parse({
    kind: "feedback",
    mapping: {
      submissionKey: "id",
      customer: "customer",
      touchpoint: "touchpoint",
      answeredAt: "answered",
      comment: "comment",
      answers: [{ metric: "nps", column: "recommend" }],
    },
    options: { defaults: { technique: "survey" } },
  });
  const handle = await open(file);
  const { size } = await handle.stat();
  const read = async (offset: number, length: number) => {
    const buffer = Buffer.alloc(Math.min(length, Math.max(0, size - offset)));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
    return buffer.subarray(0, bytesRead);
  };
  try {
    return await asSystem(
      workspaceId,
      (scope) => startImport(scope, input, { name: "feedback.csv", size, read }),
      stepMs,
    );
  } finally {
    await handle.close();
  }
}

/** The rest of the way, in this process. */
export async function finishImport(workspaceId: number, importId: number): Promise<ImportView> {
  for (let outcome = "again"; outcome !== "done"; ) {
    outcome = await asSystem(workspaceId, (scope) => performImportStep(scope, importId), stepMs);
    if (outcome === "busy") await sleep(500);
  }
  const done = await asSystem(workspaceId, (scope) => getImportByInnerId(scope, importId));
  if (done.status !== "done") throw new Error(`The import is ${done.status}: ${done.failure}`);
  return done;
}

/** What somebody would write who has an hour: look up, insert, insert, commit. */
async function recordRowByRow(
  stage: Stage,
  workspaceId: number,
  rows: number,
  customers: number,
): Promise<void> {
  const client = new pg.Client({ connectionString: stage.ownerUrl });
  await client.connect();
  const find = (name: string, table: string, column: string) => ({
    name,
    text: `select "id" from ${table} where "workspaceId" = $1 and "${column}" = $2`,
  });
  const feedback = {
    name: "feedback",
    text: `insert into feedback ("workspaceId", "submissionKey", "contentHash", "customerId", "touchpointId", "occasion",
        "technique", "answeredAt", "day", "comment")
      values ($1, $2, '\\x00', $3, $4, 2, 1, $5, ($5::timestamptz at time zone 'Europe/Berlin')::date, nullif($6, ''))
      returning "id", "day"`,
  };
  const answer = {
    name: "answer",
    text: `insert into answer ("workspaceId", "feedbackId", "position", "day", "customerId", "touchpointId", "metric", "scale",
        "dimension", "occasion", "technique", "score", "hasComment")
      values ($1, $2, 0, $3, $4, $5, 1, 9, 1, 2, 1, $6, $7)`,
  };
  try {
    for (let i = 1; i <= rows; i++) {
      const { key, customer, touchpoint, at, score, comment } = lineOf(i, customers);
      await client.query("begin");
      const [who] = (
        await client.query({ ...find("who", "customer", "externalId"), values: [workspaceId, customer] })
      ).rows;
      const [where] = (
        await client.query({ ...find("where", "touchpoint", "key"), values: [workspaceId, touchpoint] })
      ).rows;
      const [row] = (
        await client.query({ ...feedback, values: [workspaceId, key, who.id, where.id, at, comment] })
      ).rows;
      await client.query({
        ...answer,
        values: [workspaceId, row.id, row.day, who.id, where.id, score, comment !== ""],
      });
      await client.query("commit");
    }
  } finally {
    await client.end();
  }
}

/** Counts of each score, of all lines or of the first ones. */
async function tally({ owner }: Stage, workspaceId: number, first?: number): Promise<unknown> {
  const { rows } = await owner.query(
    `select a."score", count(*)::int as n from answer a
     join feedback f on f."workspaceId" = a."workspaceId" and f."id" = a."feedbackId"
     where a."workspaceId" = $1 and ($2::int is null or substr(f."submissionKey", 2)::int <= $2) group by 1 order by 1`,
    [workspaceId, first ?? null],
  );
  return rows;
}

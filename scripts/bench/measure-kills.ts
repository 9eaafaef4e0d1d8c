import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@/lib/stats/random";
import { beginImport, finishImport, writeFeedbackFile } from "./measure-import";
import { plantPlaces } from "./plant";
import { count, inTime, type Line, progress, requireSame, timed } from "./report";
import type { Stage } from "./stage";

const kills = 20;
/** Lines of a step, as imports take them. */
const stepLines = 20_000;

/**
 * An import whose worker is killed with SIGKILL at twenty random points of the file, at random moments of a step: what it
 * leaves must be what an undisturbed one leaves, and the file again creates nothing.
 */
export async function measureKills(stage: Stage, size: number): Promise<Line[]> {
  const customers = Math.ceil(size * 0.3);
  const file = path.join(stage.folder, "kills.csv");
  await writeFeedbackFile(file, size, customers);

  const calm = await stage.foundWorkspace("undisturbed");
  await plantPlaces(stage, calm, customers);
  progress(`Importing ${count(size)} lines undisturbed …`);
  const undisturbed = await timed(async () => finishImport(calm, await beginImport(calm, file)));

  const killed = await stage.foundWorkspace("killed");
  await plantPlaces(stage, killed, customers);
  const importId = await beginImport(killed, file);
  const random = seededRandom(20);
  // Killed at a line means: in the middle of the step that is to take it.
  const points = Array.from({ length: kills }, () => Math.floor(random() * size) - stepLines).sort(
    (a, b) => a - b,
  );
  const began = performance.now();
  const at: number[] = [];
  for (const point of points) {
    const lines = await killAt(stage, killed, importId, point, random() * 2_000);
    at.push(lines);
    progress(`  killed after ${count(lines)} lines`);
  }
  const done = await finishImport(killed, importId);
  const ms = performance.now() - began;
  const counted = ({ lines, created, duplicate, rejected }: typeof done) => ({
    lines,
    created,
    duplicate,
    rejected,
  });
  requireSame("counts of both imports", counted(done), counted(undisturbed.result));
  requireSame("what both imports left", await stateOf(stage, killed), await stateOf(stage, calm));

  progress("The same file once more …");
  const again = await finishImport(killed, await beginImport(killed, file));
  requireSame("the file again", [again.created, again.duplicate], [0, size]);
  requireSame("what is there after the file again", await stateOf(stage, killed), await stateOf(stage, calm));
  return [
    {
      what: `${count(size)} lines, worker killed ${kills} times (at ${count(new Set(at).size)} different places)`,
      ours: inTime(ms),
      opponent: inTime(undisturbed.ms),
      ratio: "same state, and the file again creates nothing",
    },
  ];
}

/** Lets a worker work until the import has got so far, and kills it a moment later. @returns how far it had got */
async function killAt(
  stage: Stage,
  workspaceId: number,
  importId: number,
  point: number,
  moment: number,
): Promise<number> {
  const child = startWorker(workspaceId, importId);
  const ended = once(child, "exit");
  const isOver = () => child.exitCode !== null;
  // It says so when it has done a step; before that it may wait for what its predecessor held.
  let before = await linesOf(stage, workspaceId);
  const first = before;
  while (!isOver() && before < point) {
    await sleep(100);
    before = await linesOf(stage, workspaceId);
  }
  // A worker that has only just begun is in the middle of its first step a little later.
  await Promise.race([sleep(before === first ? 3_000 + moment : moment), ended]);
  child.kill("SIGKILL");
  await ended;
  return linesOf(stage, workspaceId);
}

function startWorker(workspaceId: number, importId: number): ChildProcess {
  const program = path.join(import.meta.dirname, "import-process.ts");
  return spawn(process.execPath, ["--import", "tsx", program, String(workspaceId), String(importId)], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    stdio: ["ignore", "ignore", "inherit"],
    env: process.env,
  });
}

async function linesOf({ owner }: Stage, workspaceId: number): Promise<number> {
  const { rows } = await owner.query(
    `select coalesce(sum("lines"), 0)::int as lines from import where "workspaceId" = $1`,
    [workspaceId],
  );
  return rows[0].lines;
}

/** Everything that an import leaves, without the ids that differ from one to the next. */
async function stateOf({ owner }: Stage, workspaceId: number): Promise<unknown> {
  const { rows } = await owner.query(
    `select count(*)::int as answers, count(distinct f."id")::int as records,
       sum(hashtextextended(concat_ws('|', f."submissionKey", encode(f."contentHash", 'hex'), f."day", f."comment",
         c."externalId", t."key", a."position", a."metric", a."score", a."day"), 0)::numeric)::text as sum,
       (select count(*)::int from file_chunk where "workspaceId" = $1) as chunks
     from feedback f
     join answer a on a."workspaceId" = f."workspaceId" and a."feedbackId" = f."id"
     left join customer c on c."workspaceId" = f."workspaceId" and c."id" = f."customerId"
     left join touchpoint t on t."workspaceId" = f."workspaceId" and t."id" = f."touchpointId"
     where f."workspaceId" = $1`,
    [workspaceId],
  );
  return rows[0];
}

import { readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { databasePool } from "@/lib/db/client";

const newestMigration = readdirSync(path.join(process.cwd(), "prisma/migrations"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()
  .at(-1);

/** Whoever asks (a load balancer, Docker) needs an answer also while the database hangs. */
const patienceMs = 3_000;

/** `/api/health`: the process is alive. `/api/ready`: it can serve, so the database is there and migrated. */
export async function answerProbe(
  request: IncomingMessage,
  response: ServerResponse,
  isEnding: () => boolean,
): Promise<boolean> {
  const path = (request.url ?? "").split("?")[0];
  if (path === "/api/health") return say(response, 200, { status: "alive" });
  if (path !== "/api/ready") return false;
  if (isEnding()) return say(response, 503, { status: "ending" });
  try {
    const answer = await Promise.race([askDatabase(), sleep(patienceMs, "late" as const, { ref: false })]);
    if (answer === "late") return say(response, 503, { status: "database slow" });
    if (answer) return say(response, 200, { status: "ready" });
    return say(response, 503, { status: "migration pending" });
  } catch {
    return say(response, 503, { status: "database unreachable" });
  }
}

async function askDatabase(): Promise<boolean> {
  const { rows } = await databasePool().query<{ applied: boolean }>(
    "select lotse_has_migration($1) as applied",
    [newestMigration],
  );
  return rows[0]?.applied === true;
}

function say(response: ServerResponse, status: number, body: object): true {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
  return true;
}

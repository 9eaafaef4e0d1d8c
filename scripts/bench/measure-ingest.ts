import { fork } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createApiKey } from "@/lib/api-keys/mutations";
import { asSystem } from "@/lib/auth/system";
import { count, type Line, progress, requireSame, times } from "./report";
import type { Stage } from "./stage";

const connections = 64;
/** So often each connection is used before anything is measured. */
const warmUp = 10;

/** Records acknowledged through the real route of the real server, against single-row inserts over as many connections. */
export async function measureIngest(stage: Stage, seconds: number): Promise<Line[]> {
  const workspaceId = await stage.foundWorkspace("ingest");
  const { key } = await asSystem(workspaceId, (scope) =>
    createApiKey(scope, { name: "bench", role: "agent" }),
  );
  progress("Building and starting the server …");
  const server = await startServer(stage);
  let ours: number;
  try {
    progress(`Recording through ${connections} connections for ${seconds} s …`);
    ours = await duringAll(seconds, senders(server.port, key));
  } finally {
    await server.stop();
  }
  const { rows } = await stage.owner.query(
    `select count(*)::int as n from answer where "workspaceId" = $1 and "score" is not null`,
    [workspaceId],
  );
  requireSame("acknowledged records", rows[0].n, sent.acknowledged);

  progress("Inserting single rows …");
  const inserted = await duringAll(seconds, await inserters(stage, workspaceId));
  return [
    {
      what: `single records acknowledged by the route, ${connections} connections`,
      ours: `${count(Math.round(ours))} /s`,
      opponent: `${count(Math.round(inserted))} /s`,
      ratio: times(ours / inserted),
      target: { id: "SPEED-5", text: "≥ 0.5×", isMet: ours / inserted >= 0.5 },
    },
  ];
}

const sent = { acknowledged: 0 };

/** What each connection does again and again; `null` ends them. */
type Doer = { once: (n: number) => Promise<void>; end: () => Promise<void> | void };

/** How many a second all of them do together, once they are warm. */
async function duringAll(seconds: number, doers: readonly Doer[]): Promise<number> {
  const numberOf = (connection: number, n: number) => connection * 10_000_000 + n;
  await Promise.all(
    doers.map(async (doer, connection) => {
      for (let n = 0; n < warmUp; n++) await doer.once(numberOf(connection, n));
    }),
  );
  const end = performance.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    doers.map(async (doer, connection) => {
      for (let n = warmUp; performance.now() < end; n++) {
        await doer.once(numberOf(connection, n));
        if (performance.now() < end) done++;
      }
      await doer.end();
    }),
  );
  return done / seconds;
}

function senders(port: number, key: string): Doer[] {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const post = (n: number) =>
    new Promise<void>((resolve, reject) => {
      const body = JSON.stringify({
        submissionKey: `s${n}`,
        technique: "survey",
        answeredAt: "2026-01-31T10:20:00+01:00",
        answers: [{ metric: "nps", value: n % 11 }],
      });
      const request = http.request(
        {
          port,
          host: "127.0.0.1",
          agent,
          method: "POST",
          path: "/api/v1/feedback",
          headers: {
            authorization: `Bearer ${key}`,
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
          },
        },
        (response) => {
          response.resume();
          response.on("end", () => {
            if (response.statusCode !== 201)
              return reject(new Error(`The route answered ${response.statusCode}.`));
            sent.acknowledged++;
            resolve();
          });
        },
      );
      request.on("error", reject);
      request.end(body);
    });
  return Array.from({ length: connections }, () => ({ once: post, end: () => {} }));
}

/** A prepared INSERT into a table with the same columns and indexes, each committed by itself. */
async function inserters({ owner, ownerUrl }: Stage, workspaceId: number): Promise<Doer[]> {
  await owner.query("create table bench_feedback (like feedback including all)");
  return Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: ownerUrl });
      await client.connect();
      return {
        async once(n: number) {
          await client.query({
            name: "insert",
            text: `insert into bench_feedback ("workspaceId", "submissionKey", "contentHash", "occasion", "technique",
              "answeredAt", "day") values ($1, $2, '\\x00', 2, 1, '2026-01-31T10:20:00+01:00', '2026-01-31')`,
            values: [workspaceId, `s${n}`],
          });
        },
        end: () => client.end(),
      };
    }),
  );
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (typeof address !== "object" || !address) throw new Error("There is no free port.");
  return address.port;
}

/** `npm start` on the same PostgreSQL. */
async function startServer(stage: Stage): Promise<{ port: number; stop(): Promise<void> }> {
  const port = await freePort();
  const output: string[] = [];
  const child = fork("scripts/run.mjs", ["start"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      DATABASE_URL: stage.appUrl,
      DATABASE_OWNER_URL: stage.ownerUrl,
      PORT: String(port),
      LOTSE_URL: `http://localhost:${port}`,
      LOTSE_SECRET: stage.secret,
      LOTSE_DATA_DIR: path.join(stage.folder, "server"),
      LOTSE_ENV_FILE: "",
      LOTSE_DEMO: "0",
      LOG_LEVEL: "warn",
      NODE_ENV: "production",
    },
  });
  const ended = once(child, "exit");
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => output.push(String(data)));
  while (!output.join("").includes("Lotse is running")) {
    if (child.exitCode !== null) throw new Error(`The server did not start:\n${output.join("")}`);
    await sleep(250);
  }
  return {
    port,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

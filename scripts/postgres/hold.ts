import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { codeOf, inWords } from "@/scripts/postgres/in-words";
import {
  findPostmaster,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
} from "@/scripts/postgres/postmaster";
import type { Site } from "@/scripts/postgres/site";

export type Hold = { port: number; leave(): Promise<void> };

/** Advisory locks of the database `postgres`: "Lots" in ASCII. */
const holdersLock = 0x4c6f7473;

const patience = 10 * 60_000;

/**
 * Keeps the server running as long as anybody needs it. Every holder has a connection with a shared advisory lock;
 * whoever leaves tries to get the same lock exclusively, and so the last one knows that it is the last and stops
 * the server. A holder that crashes loses its connection and with it the lock; the server then lives on until the
 * next one comes and leaves. Should the server die, the holder starts it again on the same port.
 */
export async function hold(
  site: Site,
  ownerUrl: (port: number) => string,
  say: (line: string) => void,
): Promise<Hold> {
  let { client, port } = await enter(site, ownerUrl, null, say);
  let leaving: Promise<void> | undefined;
  let returning: Promise<void> | undefined;

  function watch() {
    client.once("end", () => {
      if (!leaving) returning = comeBack();
    });
  }

  async function comeBack() {
    try {
      const before = port;
      ({ client, port } = await enter(site, ownerUrl, before, say));
      watch();
      if (port !== before) say(`PostgreSQL had to move to port ${port}; start Lotse again to use it.`);
    } catch (error) {
      say(`PostgreSQL went away and did not come back. ${error instanceof Error ? error.message : error}`);
    }
  }

  async function leave() {
    await returning;
    if (await isLast(client)) await stopPostmaster(site);
    await client.end().catch(() => undefined);
  }

  watch();
  return {
    port,
    leave: () => {
      leaving ??= leave();
      return leaving;
    },
  };
}

/** Finds the server or starts it, and takes the shared lock. */
async function enter(
  site: Site,
  ownerUrl: (port: number) => string,
  preferredPort: number | null,
  say: (line: string) => void,
): Promise<{ client: pg.Client; port: number }> {
  const begun = Date.now();
  let starts = 0;
  let said = false;
  while (Date.now() - begun < patience) {
    const running = findPostmaster(site.pgdata);
    if (!running) {
      starts += 1;
      // Another process may have been faster, the port may just have been taken, and the workers of a server that
      // was killed need a moment to notice it.
      await startPostmaster(site, preferredPort).catch(async (error) => {
        if (starts === 8) throw error;
        await sleep(100 * starts);
      });
      continue;
    }
    const client = running.port > 0 && (await tryEnter(running, ownerUrl(running.port)));
    if (client) return { client, port: running.port };
    if (!said && Date.now() - begun > 4_000) {
      say("Waiting for PostgreSQL, which is recovering from a hard stop …");
      said = true;
    }
    await sleep(50);
  }
  throw new Error(`PostgreSQL did not become ready. Its log is ${site.log}.`);
}

/** Null while the server is starting, recovering or being stopped by the last one who left. */
async function tryEnter({ ready }: Postmaster, url: string): Promise<pg.Client | null> {
  if (!ready) return null;
  const client = new pg.Client({ connectionString: url, application_name: `lotse:${process.pid}` });
  // A lost connection is dealt with on "end"; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query("SELECT pg_try_advisory_lock_shared($1) AS taken", [holdersLock]);
    if (rows[0]?.taken === true) return client;
  } catch (error) {
    if (codeOf(error) === "28P01") {
      throw new Error(
        "The password in secrets.json is not the one that this database was made with. Put back the secrets.json that belongs to the data directory.",
      );
    }
    if (!isPassing(error)) throw inWords(error, "PostgreSQL runs but cannot be used");
  }
  await client.end().catch(() => undefined);
  return null;
}

async function isLast(client: pg.Client): Promise<boolean> {
  try {
    await client.query("SELECT pg_advisory_unlock_shared($1)", [holdersLock]);
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS last", [holdersLock]);
    return rows[0]?.last === true;
  } catch {
    // The connection is gone, so somebody has stopped the server already.
    return false;
  }
}

/** Class 57P is the server starting or stopping, class 08 and codes that begin with E are the connection, 53300 a full house. */
function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  if (code) return /^(57P|08|E|53300)/.test(code);
  return error instanceof Error && /terminated|closed/i.test(error.message);
}

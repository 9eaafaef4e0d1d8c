import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { connect } from "@/scripts/postgres/connect";
import { readSecret } from "@/scripts/postgres/secrets";

export type Claim = { leave(): Promise<void> };

export type ClaimServer = {
  /** Any database that every server of this data directory would name: `cluster.ownerUrl("postgres")` for the embedded one. */
  url: string;
  dataDir: string;
};

/**
 * Makes this process the only server of its data directory until it leaves or dies. Rejects with a sentence that
 * names the process that is it already. Other data directories may have servers on the same database.
 */
export async function claimServer({ url, dataDir }: ClaimServer): Promise<Claim> {
  const key = Buffer.from(readSecret(dataDir, "server-claim"), "base64url").readInt32BE();
  let claim = await take(url, key);
  let leaving: Promise<void> | undefined;

  // The database may be restarted under us; the claim is then taken again as soon as it is back.
  function watch() {
    claim.once("end", async () => {
      for (let wait = 100; !leaving; wait = Math.min(wait * 2, 5_000)) {
        const again = await take(url, key).catch(() => null);
        if (again) {
          claim = again;
          if (leaving) await claim.end();
          else watch();
          return;
        }
        await sleep(wait, undefined, { ref: false });
      }
    });
  }

  watch();
  return {
    leave: () => {
      leaving ??= claim.end().catch(() => undefined);
      return leaving;
    },
  };
}

/** First of the two numbers of the lock, so that it meets no other lock: "srvr" in ASCII. */
const claims = 0x73727672;

async function take(url: string, key: number): Promise<pg.Client> {
  const client = await connect(url);
  // A server that was just killed may be on the list for another moment.
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1, $2) AS taken", [claims, key]);
    if (rows[0]?.taken === true) return client;
    await sleep(100);
  }
  const holder = await findHolder(client, key);
  await client.end();
  throw new Error(
    `Lotse is already running with this data directory${holder ? `, as process ${holder}` : ""}. Stop that one first, or set LOTSE_DATA_DIR to another folder.`,
  );
}

async function findHolder(client: pg.Client, key: number): Promise<string | null> {
  const { rows } = await client.query(
    `SELECT application_name AS name FROM pg_stat_activity WHERE pid IN (
       SELECT pid FROM pg_locks
       WHERE locktype = 'advisory' AND granted AND classid::int8 = $1 AND objid::int8 = $2::int8 & 4294967295)`,
    [claims, key],
  );
  return /^lotse:(\d+)$/.exec(String(rows[0]?.name))?.[1] ?? null;
}

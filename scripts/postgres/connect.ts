import pg from "pg";
import { codeOf, inWords } from "@/scripts/postgres/in-words";

const oldest = 15;

/** A host that says nothing would otherwise be waited for as long as the system likes. */
const patienceMs = 10_000;

/** Why a database that the operator named cannot be used. */
const meanings: Record<string, string> = {
  ECONNREFUSED: "nothing listens at that address",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the name of the host cannot be looked up now",
  ETIMEDOUT: "the host does not answer",
  EHOSTUNREACH: "the host cannot be reached from here",
  ENETUNREACH: "the host cannot be reached from here",
  ECONNRESET: "the host breaks the connection off",
  "28P01": "the user name or the password is wrong",
  "28000": "the server does not let this user in from here",
  "3D000": "there is no database of that name",
  "53300": "the server has no connection left",
};

/**
 * One connection for maintenance: no time limits, and PostgreSQL of a version that Lotse can work with. Rejects with
 * a sentence that names the server, never the password; its cause is the driver's error.
 */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `lotse:${process.pid}`,
    connectionTimeoutMillis: patienceMs,
  });
  // A connection lost between two queries is reported by the next one; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await prepareSession(client);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw explainConnection(error, url);
  }
}

/** What every session for maintenance begins with. */
export async function prepareSession(session: Pick<pg.Client, "query">): Promise<void> {
  const { rows } = await session.query("SELECT current_setting('server_version_num')::int / 10000 AS major");
  const major: unknown = rows[0]?.major;
  if (typeof major === "number" && major < oldest) {
    throw new Error(`it is version ${major}, and Lotse needs PostgreSQL ${oldest} or newer`);
  }
  await session.query("SET statement_timeout = 0");
  await session.query("SET lock_timeout = 0");
  await session.query("SET idle_in_transaction_session_timeout = 0");
}

export function explainConnection(error: unknown, url: string): Error {
  const late = error instanceof Error && /^timeout expired/.test(error.message);
  const meaning = meanings[late ? "ETIMEDOUT" : (codeOf(error) ?? "")];
  const reason = meaning ? new Error(meaning, { cause: error }) : error;
  return inWords(reason, `The PostgreSQL at ${withoutPassword(url)} cannot be used`);
}

export function withoutPassword(url: string): string {
  const { host, pathname, username } = new URL(url);
  return `${username ? `${username}@` : ""}${host}${pathname}`;
}

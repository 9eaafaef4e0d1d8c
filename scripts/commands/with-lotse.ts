import type { z } from "zod";
import { workspaceIdBySlug } from "@/lib/auth/people";
import { parseInput } from "@/lib/doors/open-door";
import { AppError } from "@/lib/errors/app-error";
import { sentenceOf } from "@/lib/language/translator";
import {
  dataDirOf,
  environmentOrExit,
  type LotseDatabase,
  openDatabase,
  processEnvironment,
} from "../server/database";
import { prepareDatabase } from "../server/prepare-database";
import { onSignals } from "../server/signals";

/** Progress goes to stderr, so that what a command prints on stdout can be used by other programs. */
export const note = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

export const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export type Lotse = {
  database: LotseDatabase;
  dataDir: string;
  address: string;
  /** Somebody pressed Ctrl-C: what takes long gives up and tidies away what it began. */
  stopped: AbortSignal;
};

/** How long a command that was told to stop may take for it. */
const graceMs = 5_000;

/** Opens the database (starting the embedded one if nobody else has) as it is, runs, and leaves in order. */
export async function withDatabase(run: (lotse: Lotse) => Promise<void>): Promise<void> {
  const environment = environmentOrExit();
  const stop = new AbortController();
  const dataDir = dataDirOf(environment);
  const database = await openDatabase(environment, note);
  const leave = () => void database.leave().then(() => process.exit(130));
  onSignals(
    () => {
      stop.abort();
      setTimeout(leave, graceMs).unref();
    },
    () => process.exit(130),
  );
  try {
    const values = processEnvironment(environment, database);
    Object.assign(process.env, values);
    await run({ database, dataDir, address: values.LOTSE_URL ?? "", stopped: stop.signal });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { message, fields } = sentenceOf(error, "en");
    throw new Error(
      [message, ...Object.entries(fields ?? {}).map(([name, reason]) => `  ${name}: ${reason}`)].join("\n"),
    );
  } finally {
    const { closeDatabase } = await import("@/lib/db/client");
    await closeDatabase();
    await database.leave();
  }
}

/** The same with a database of this version: what every command needs that works with what is in it. */
export function withLotse(run: (lotse: Lotse) => Promise<void>): Promise<void> {
  return withDatabase(async (lotse) => {
    await prepareDatabase(lotse.database, note);
    await run(lotse);
  });
}

/** The same schema that the form and the API use. */
export const checked = <Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> =>
  parseInput(schema, raw, "en");

export async function requireWorkspace(slug: string): Promise<number> {
  const id = await workspaceIdBySlug(slug);
  if (id === null) throw new Error(`There is no workspace "${slug}".`);
  return id;
}

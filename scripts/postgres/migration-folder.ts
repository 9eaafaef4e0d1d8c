import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { codeOf, inWords } from "@/scripts/postgres/in-words";

export type Migration = { name: string; sql: string };

/** The migrations of `prisma/migrations`, oldest first, in Prisma's format: a folder each, with `migration.sql`. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch((error) => {
    if (codeOf(error) === "ENOENT") return [];
    throw inWords(error, `The migrations in ${folder} cannot be read`);
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(folder, name)));
}

/** Whether the file is still the one that was applied; a change of line endings is none. */
export function isUnchanged({ sql }: Migration, checksum: string): boolean {
  const unix = sql.replaceAll("\r\n", "\n");
  return [sql, unix, unix.replaceAll("\n", "\r\n")].some((text) => sha256(text) === checksum);
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const file = path.join(folder, name, "migration.sql");
  const sql = await fs.readFile(file, "utf8").catch((error) => {
    throw inWords(error, `The migration ${file} cannot be read`);
  });
  // A migration and the note that it is done are one transaction; that is what lets a killed one be repeated.
  const control = /^\s*(BEGIN|COMMIT|ROLLBACK|START\s+TRANSACTION|END)\s*;/im.exec(
    sql.replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, ""),
  );
  if (control)
    throw new Error(
      `${file} contains ${control[1]}: a migration runs in one transaction and must not end it.`,
    );
  return { name, sql };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

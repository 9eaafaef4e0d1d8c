import fs from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { readMigrations } from "@/scripts/postgres/migration-folder";
import { everything, explain, noDatabase, withSchemaEngine } from "@/scripts/postgres/schema-engine";

/**
 * Writes the next migration: the SQL from the schema at the last migration to `prisma/schema.prisma` as it is now,
 * found without a database. Each migration keeps a copy of the schema it leads to, for the next one to start from.
 * With `--empty` it writes one for SQL by hand even where the schema has not changed. Returns its folder, or null
 * if there is nothing to do.
 */
export async function writeMigration(
  name: string,
  prisma: string,
  now: Date,
  empty = false,
): Promise<string | null> {
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) {
    throw new Error("The name of a migration is made of small letters, digits and single underscores.");
  }
  const schema = await fs.readFile(path.join(prisma, "schema.prisma"), "utf8");
  const migrations = path.join(prisma, "migrations");
  const last = (await readMigrations(migrations)).at(-1);
  const sql = await diff(last ? await readSchema(path.join(migrations, last.name)) : null, schema);
  if (sql === "" && !empty) return null;

  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  if (last && last.name.slice(0, 14) >= stamp)
    throw new Error(`The last migration, ${last.name}, is from the future.`);
  const folder = path.join(migrations, `${stamp}_${name}`);
  await fs.mkdir(folder, { recursive: true });
  await fs.writeFile(path.join(folder, "migration.sql"), sql);
  await fs.writeFile(path.join(folder, "schema.prisma"), schema);
  await fs.writeFile(path.join(migrations, "migration_lock.toml"), 'provider = "postgresql"\n');
  return folder;
}

async function readSchema(folder: string): Promise<string> {
  const file = path.join(folder, "schema.prisma");
  return fs.readFile(file, "utf8").catch(() => {
    throw new Error(`${file} is missing: put there the schema as it was at that migration.`);
  });
}

async function diff(from: string | null, to: string): Promise<string> {
  const model = (content: string) => ({
    tag: "schemaDatamodel" as const,
    files: [{ path: "schema.prisma", content }],
  });
  const { stdout } = await withSchemaEngine(noDatabase(), (engine) =>
    engine.diff({
      from: from === null ? { tag: "empty" } : model(from),
      to: model(to),
      script: true,
      exitCode: null,
      filters: everything,
    }),
  ).catch((error) => {
    throw new Error(explain(error), { cause: error });
  });
  // Every database has the schema "public", and creating it, even if it exists, needs a right that its owner may lack.
  const sql = (stdout ?? "").replace(/-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n+/, "");
  return /^(--.*|\s*)$/.test(sql.trim()) ? "" : sql;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const name = words.find((word) => !word.startsWith("--"));
  if (!name) throw new Error("Usage: node --import tsx scripts/new-migration.ts <name> [--empty]");
  const folder = await writeMigration(name, path.resolve("prisma"), new Date(), words.includes("--empty"));
  console.log(
    folder ? `Wrote ${path.relative(".", folder)}` : "The schema has not changed since the last migration.",
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}

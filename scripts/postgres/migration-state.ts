import path from "node:path";
import type pg from "pg";
import { connect } from "@/scripts/postgres/connect";
import { codeOf } from "@/scripts/postgres/in-words";
import { isUnchanged, type Migration, readMigrations } from "@/scripts/postgres/migration-folder";

export type MigrationState = {
  /** In the folder and not applied, oldest first. */
  pending: string[];
  /** Applied, and the file is not the same any more. */
  edited: string[];
  /** Applied and not in the folder: by a newer Lotse. */
  unknown: string[];
  /** The newest one that is applied. */
  last: string | null;
};

/** Every command runs at the root of the checkout. */
export const migrationsFolder = path.resolve("prisma", "migrations");

/** Compares the database with the folder of migrations and changes nothing. A database that is not there has none. */
export async function migrationState(ownerUrl: string, folder = migrationsFolder): Promise<MigrationState> {
  const migrations = await readMigrations(folder);
  const client = await connect(ownerUrl).catch((error) => {
    if (codeOf(error.cause?.cause) === "3D000") return null;
    throw error;
  });
  if (!client) return compare(migrations, []);
  try {
    return await readState(client, migrations);
  } finally {
    await client.end();
  }
}

export async function readState(
  session: Pick<pg.Client, "query">,
  migrations: Migration[],
): Promise<MigrationState> {
  const table = await session.query("SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS present");
  if (table.rows[0]?.present !== true) return compare(migrations, []);
  const { rows } = await session.query<Applied>(
    `SELECT migration_name AS name, checksum FROM public._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return compare(migrations, rows);
}

type Applied = { name: string; checksum: string };

function compare(migrations: Migration[], applied: Applied[]): MigrationState {
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  const names = new Set(migrations.map(({ name }) => name));
  return {
    pending: migrations.filter(({ name }) => !checksums.has(name)).map(({ name }) => name),
    edited: migrations
      .filter((migration) => isEdited(migration, checksums.get(migration.name)))
      .map(({ name }) => name),
    unknown: applied.filter(({ name }) => !names.has(name)).map(({ name }) => name),
    last: applied.at(-1)?.name ?? null,
  };
}

function isEdited(migration: Migration, checksum: string | undefined): boolean {
  return checksum !== undefined && !isUnchanged(migration, checksum);
}

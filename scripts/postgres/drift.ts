import fs from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { databaseAdapter, everything, withSchemaEngine } from "@/scripts/postgres/schema-engine";

/**
 * The SQL that would turn a database into what `prisma/schema.prisma` says: empty if the migrations and the schema
 * agree. Reads only. What the schema language cannot express is no drift: policies, functions and triggers the engine
 * does not see, and indexes with INCLUDE, WHERE or an expression, which it would drop, are left out here.
 */
export async function findDrift(
  ownerUrl: string,
  schemaFile = path.resolve("prisma", "schema.prisma"),
): Promise<string> {
  const files = [{ path: "schema.prisma", content: await fs.readFile(schemaFile, "utf8") }];
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  try {
    const { stdout } = await withSchemaEngine(databaseAdapter(pool), (engine) =>
      engine.diff({
        from: { tag: "schemaDatasource", files, configDir: path.dirname(schemaFile) },
        to: { tag: "schemaDatamodel", files },
        script: true,
        exitCode: null,
        filters: everything,
      }),
    );
    const indexes = await listIndexesByHand(pool);
    return listStatements(stdout ?? "")
      .filter((statement) => !indexes.has(statement))
      .join("\n");
  } finally {
    await pool.end();
  }
}

/** The statements with which the engine would drop what a migration has written by hand. */
async function listIndexesByHand(pool: pg.Pool): Promise<Set<string>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE relnamespace = 'public'::regnamespace
       AND (indnatts > indnkeyatts OR indpred IS NOT NULL OR indexprs IS NOT NULL)`,
  );
  return new Set(rows.map(({ name }) => `DROP INDEX "${name}";`));
}

/** One statement a line; the engine writes its comments above them. */
function listStatements(sql: string): string[] {
  return sql
    .replace(/^--.*$/gm, "")
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "")
    .map((statement) => `${statement.replace(/;$/, "")};`);
}

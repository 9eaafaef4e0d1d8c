import fs from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  mockMigrationAwareAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";

export type SchemaEngine = engineModule.SchemaEngine;

/** Everything in the schema is ours: nothing is managed from outside. */
export const everything = { externalTables: [], externalEnums: [] };

/**
 * Prisma's schema engine as WebAssembly, the one behind `prisma migrate`, without the binary that its command line
 * would download. It works through `adapter`, see {@link databaseAdapter} and {@link noDatabase}.
 */
export async function withSchemaEngine<Result>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  await load();
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  const engine = await engineModule.SchemaEngine.new({ datamodels: undefined }, () => undefined, bound);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

/** The engine's sentence without the trace through its own source that follows it. */
export function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^external connector error\s*/, "")
    .replace(/^Error querying the database: /, "")
    .replace(/\n\s+0: [\s\S]*$/, "")
    .trim();
}

/** The engine remembers its WebAssembly instance in its module, so there is one for the process. */
let loaded: Promise<void> | undefined;

function load(): Promise<void> {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate(): Promise<void> {
  // Without this object the engine would die of its own panic before it can report it.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics() });
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await fs.readFile(path.join(path.dirname(entry), "schema_engine_bg.wasm"));
  const imports = { "./schema_engine_bg.js": { ...engineModule } };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  engineModule.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
}

function panics() {
  return {
    set_message(message: string) {
      throw new Error(`The schema engine stopped: ${message}`);
    },
  };
}

/** The type `"char"` of PostgreSQL's own tables, which Prisma's adapter does not know, and text in its place. */
const charType = 18;
const textType = 25;

/**
 * Prisma's adapter with two corrections that the engine needs. `seal` is SQL that is sent with each script, so that
 * it takes effect together with the script or not at all.
 */
export function databaseAdapter(pool: pg.Pool, seal = ""): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const { queryRaw } = adapter;

    // The original cuts a script at every semicolon, also inside of a function. Without arguments PostgreSQL takes
    // a whole script in one message, and as one transaction.
    adapter.executeScript = async (script) => {
      await adapter.executeRaw({ sql: seal ? `${script}\n;${seal}` : script, args: [], argTypes: [] });
    };

    // The original refuses a result with a "char" column; the engine needs it when it reads a database's schema.
    adapter.queryRaw = async (query) => {
      const characters = new Set<number>();
      const client = {
        async query(config: pg.QueryArrayConfig) {
          const result = await pool.query(config);
          for (const [index, field] of result.fields.entries()) {
            if (field.dataTypeID !== charType) continue;
            characters.add(index);
            field.dataTypeID = textType;
          }
          return result;
        },
      };
      const result = await queryRaw.call(Object.create(adapter, { client: { value: client } }), query);
      const columnTypes = result.columnTypes.map((type, index) =>
        characters.has(index) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  };
  return factory;
}

/** For comparing two schema files: answers the only thing that the engine asks then, which PostgreSQL to write for. */
export function noDatabase(): SqlMigrationAwareDriverAdapterFactory {
  const factory = mockMigrationAwareAdapterFactory("postgres");
  const connect = async () => ({
    ...(await factory.connect()),
    queryRaw: async () => ({
      columnNames: ["exists", "version", "numeric_version"],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, "PostgreSQL 15", 150_000]],
    }),
    dispose: async () => undefined,
  });
  return { ...factory, connect };
}

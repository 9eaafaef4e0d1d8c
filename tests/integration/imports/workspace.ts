import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll } from "vitest";
import { admit } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { closeDatabase } from "@/lib/db/client";
import { parseInput } from "@/lib/doors/open-door";
import { performImportStep } from "@/lib/imports/mutations/perform-step";
import { startImport } from "@/lib/imports/mutations/start-import";
import { getImportByInnerId, type ImportView } from "@/lib/imports/queries/get-import";
import { listImportErrors } from "@/lib/imports/queries/list-import-errors";
import { bytesInMemory } from "@/lib/imports/rules/read-records";
import { startImportInput } from "@/lib/imports/schema/mapping";
import { createWorkspace } from "@/lib/workspaces/mutations";
import { createWorkspaceInput } from "@/lib/workspaces/schema";
import { type FreshDatabase, freshDatabase } from "@/tests/support/database";

const sharedData = path.resolve(import.meta.dirname, "../../../../shared/data");
export const hasSharedData = existsSync(sharedData);
/** A data set beside the repository, unpacked. */
export const sharedFile = (file: string): Buffer => gunzipSync(readFileSync(path.join(sharedData, file)));

export type Said = { kind?: string; mapping: unknown; options?: unknown; name?: string };

/** A database of its own for a test file, with workspaces to import into. */
export function ownImports() {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    process.env.LOTSE_APP_DATABASE_URL = database.appUrl;
  });
  afterAll(async () => {
    await closeDatabase();
    await database.drop();
  });

  let workspaces = 0;
  const newWorkspace = (options: object = {}): Promise<number> =>
    createWorkspace(
      createWorkspaceInput.parse({ slug: `import-${++workspaces}`, name: "Import", ...options }),
    );

  const inScope = async <T>(workspaceId: number, run: (scope: Scope) => Promise<T>): Promise<T> =>
    withScope(await admit({ kind: "job", workspaceId }), run, 300_000);

  /** Stores and queues a file as the API does. */
  const start = (
    workspaceId: number,
    { kind = "feedback", mapping, options, name = "file.csv" }: Said,
    file: Buffer | string,
  ) =>
    inScope(workspaceId, (scope) =>
      startImport(scope, parseInput(startImportInput, { kind, mapping, options }, "en"), {
        ...bytesInMemory(Buffer.from(file)),
        name,
      }),
    );

  /** One step, as the worker takes it. */
  const step = (workspaceId: number, importId: number) =>
    inScope(workspaceId, (scope) => performImportStep(scope, importId));

  async function finish(workspaceId: number, importId: number): Promise<ImportView> {
    for (let outcome = ""; outcome !== "done"; ) {
      outcome = await step(workspaceId, importId);
      if (outcome === "busy") await sleep(200);
    }
    return view(workspaceId, importId);
  }

  const view = (workspaceId: number, importId: number): Promise<ImportView> =>
    inScope(workspaceId, (scope) => getImportByInnerId(scope, importId));

  /** Start to end; throws when the import failed. */
  async function run(workspaceId: number, said: Said, file: Buffer | string): Promise<ImportView> {
    const done = await finish(workspaceId, await start(workspaceId, said, file));
    if (done.status !== "done") throw new Error(`${done.status}: ${done.failure}`);
    return done;
  }

  const errors = (workspaceId: number, { id }: ImportView) =>
    inScope(workspaceId, (scope) => listImportErrors(scope, { id }));

  return { newWorkspace, inScope, start, step, finish, view, run, errors, database: () => database };
}

/** The six counts and their sum, for comparing. */
export function countsOf({ lines, created, updated, unchanged, duplicate, rejected, skipped }: ImportView) {
  return { lines, created, updated, unchanged, duplicate, rejected, skipped };
}

export const counts = (some: Partial<ReturnType<typeof countsOf>>) => {
  const all = { created: 0, updated: 0, unchanged: 0, duplicate: 0, rejected: 0, skipped: 0, ...some };
  const lines = all.created + all.updated + all.unchanged + all.duplicate + all.rejected + all.skipped;
  return { ...all, lines };
};

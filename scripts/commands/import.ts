import { type FileHandle, open, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { asSystem } from "@/lib/auth/system";
import { AppError } from "@/lib/errors/app-error";
import { performImportStep } from "@/lib/imports/mutations/perform-step";
import type { HandedFile } from "@/lib/imports/mutations/readable-file";
import { startImport } from "@/lib/imports/mutations/start-import";
import { getImportByInnerId, type ImportView } from "@/lib/imports/queries/get-import";
import { listImportErrors } from "@/lib/imports/queries/list-import-errors";
import { importKinds } from "@/lib/imports/schema/fields";
import { startImportInput } from "@/lib/imports/schema/mapping";
import { maxCsvBytes } from "@/lib/imports/schema/requests";
import { checked, note, print, requireWorkspace, withLotse } from "./with-lotse";

export const importCommand = new Command("import")
  .description("Import a CSV file. A worker that is running does it; else this command does.")
  .argument("<kind>", importKinds.join(", "))
  .argument("<file>")
  .requiredOption("--workspace <slug>")
  .requiredOption("--mapping <file>", "JSON: our field → column")
  .option("--options <file>", "JSON: how to read the file")
  .action(
    async (kind: string, file: string, said: { workspace: string; mapping: string; options?: string }) => {
      await withLotse(async ({ stopped }) => {
        const workspaceId = await requireWorkspace(said.workspace);
        const mapping = await readJsonFile(said.mapping);
        const options = said.options === undefined ? undefined : await readJsonFile(said.options);
        const input = checked(startImportInput, { kind, mapping, options });
        const handle = await openFile(file);
        let importId: number;
        try {
          const handed = await handedFile(handle, file);
          importId = await asSystem(workspaceId, (scope) => startImport(scope, input, handed), storingMs);
        } finally {
          await handle.close();
        }
        await finish(workspaceId, importId, stopped);
      });
    },
  );

/** Looking through a large file and storing it. */
const storingMs = 600_000;
/** How long a worker may take to begin before this process does it itself. */
const workerBeginsMs = 1_500;

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, "r");
  } catch (error) {
    throw new Error(`The file ${file} cannot be read: ${(error as Error).message}`);
  }
}

async function handedFile(handle: FileHandle, file: string): Promise<HandedFile> {
  const { size } = await handle.stat();
  if (size > maxCsvBytes) {
    throw new AppError("tooLarge", "uploadTooLarge", { values: { megabytes: maxCsvBytes / 1024 / 1024 } });
  }
  return {
    name: path.basename(file),
    size,
    async read(offset, length) {
      const buffer = Buffer.alloc(Math.min(length, Math.max(0, size - offset)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      return buffer.subarray(0, bytesRead);
    },
  };
}

async function readJsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}

/** Watches a worker do it, or does it step by step; the counts are the last thing printed. */
async function finish(workspaceId: number, importId: number, stopped: AbortSignal): Promise<void> {
  const look = () =>
    asSystem(workspaceId, (scope) => getImportByInnerId({ ...scope, locale: "en" }, importId));
  const begun = Date.now();
  let view = await look();
  let noted = -1;
  while (view.status === "queued" || view.status === "running") {
    if (stopped.aborted) throw new Error("Interrupted. The import goes on when Lotse runs.");
    const waiting = view.status === "queued" && Date.now() - begun < workerBeginsMs;
    const outcome = waiting
      ? "busy"
      : await asSystem(workspaceId, (scope) => performImportStep(scope, importId), storingMs);
    if (outcome === "busy") await sleep(250);
    view = await look();
    if (view.lines !== noted) note(`${view.lines} of ${view.totalLines} lines …`);
    noted = view.lines;
  }
  for (const warning of view.warnings) note(warning);
  if (view.status !== "done") throw new Error(view.failure ?? `The import is ${view.status}.`);
  await report(workspaceId, view);
}

const counts = ["lines", "created", "updated", "unchanged", "duplicate", "rejected", "skipped"] as const;
const shownErrors = 10;

async function report(workspaceId: number, view: ImportView): Promise<void> {
  if (view.rejected > 0) {
    const errors = await asSystem(workspaceId, (scope) =>
      listImportErrors({ ...scope, locale: "en" }, { id: view.id }),
    );
    for (const { line, column, value, reason } of errors.slice(0, shownErrors)) {
      note(`line ${line}, ${column || "whole line"}${value === "" ? "" : ` “${value}”`}: ${reason}`);
    }
    if (errors.length > shownErrors) note("…");
  }
  print(`import ${view.id}`);
  for (const name of counts) print(`${name.padEnd(10)} ${view[name]}`);
}

import { fitFile } from "@/lib/imports/rules/fit-file";
import { inspectFile } from "@/lib/imports/rules/inspect-file";
import { compilePlan, type Plan } from "@/lib/imports/rules/plan";
import { bytesInMemory, RecordReader } from "@/lib/imports/rules/read-records";
import { isBlank } from "@/lib/imports/rules/split-records";
import type { ImportKind } from "@/lib/imports/schema/fields";
import { mappingInput, optionsInput } from "@/lib/imports/schema/mapping";

export const here = { timeZone: "Europe/Berlin", firstTimeZone: null as string | null, currency: "EUR" };

/** What an import does with a file before the database is asked: its form and its plan. */
export async function planOf(
  kind: ImportKind,
  file: Buffer | string,
  mapping: unknown,
  options: unknown = {},
  workspace = here,
): Promise<Plan> {
  const said = { mapping: mappingInput.parse(mapping), options: optionsInput.parse(options) };
  const inspection = await inspectFile(bytesInMemory(Buffer.from(file)), said.options, true);
  const form = fitFile(
    kind,
    said.mapping,
    said.options,
    inspection,
    said.options.source ?? "file.csv",
    workspace,
  );
  return compilePlan(kind, said.mapping, said.options, form, workspace);
}

/** The records of a file behind its header, each with its line. */
export async function recordsOf(
  plan: Plan,
  file: Buffer | string,
): Promise<{ line: number; cells: string[] }[]> {
  const reader = new RecordReader(bytesInMemory(Buffer.from(file)), plan.form, plan.form.start);
  const records: { line: number; cells: string[] }[] = [];
  for (;;) {
    await reader.load();
    const cells = reader.next();
    if (cells !== null) {
      if (!isBlank(cells)) records.push({ line: reader.line, cells });
    } else if (reader.isAtEnd()) return records;
  }
}

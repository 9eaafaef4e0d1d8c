import type { ImportKind } from "../schema/fields";
import type { Mapping, Options } from "../schema/mapping";
import type { FileForm } from "./file-form";
import { guessCells } from "./guess-cells";
import type { Inspection } from "./inspect-file";
import { compilePlan, type WorkspaceForm } from "./plan";

/**
 * All that has to be known of a file before its first line is imported.
 * @param source part of the identity of lines without an id
 * @throws AppError `invalid` naming every column that the file lacks, or what is not clear in its cells
 */
export function fitFile(
  kind: ImportKind,
  mapping: Mapping,
  options: Options,
  inspection: Inspection,
  source: string,
  workspace: WorkspaceForm,
): FileForm {
  const bare: FileForm = { ...inspection.form, decimal: ".", dateFormats: {}, numberColumns: [], source };
  // All missing columns are named together, before the cells of those that are there are looked at.
  compilePlan(kind, mapping, options, bare, workspace);
  return { ...bare, ...guessCells(kind, mapping, options, inspection) };
}

import { defineRoute } from "@/lib/doors/define-route";
import { defineUpload } from "@/lib/doors/define-upload";
import { uploadImport } from "@/lib/imports/mutations/start-import";
import { listImports } from "@/lib/imports/queries/list-imports";
import { startImportInput } from "@/lib/imports/schema/mapping";
import { importOut, importPage, listImportsInput, maxCsvBytes } from "@/lib/imports/schema/requests";

export const POST = defineUpload({
  path: "/imports",
  summary: "Import a file",
  description: "The file is looked through and stored; its lines are imported one after the other by a job.",
  can: "imports:write",
  input: startImportInput,
  output: importOut,
  json: ["mapping", "options"],
  maxBytes: maxCsvBytes,
  run: uploadImport,
});

export const GET = defineRoute({
  path: "/imports",
  summary: "List imports",
  can: "imports:read",
  input: listImportsInput,
  output: importPage,
  run: listImports,
});

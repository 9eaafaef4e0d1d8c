import { defineRoute } from "@/lib/doors/define-route";
import { defineUpload } from "@/lib/doors/define-upload";
import { uploadImport } from "@/lib/imports/mutations/start-import";
import { listImports } from "@/lib/imports/queries/list-imports";
import { startImportInput } from "@/lib/imports/schema/mapping";
import { listImportsInput, maxCsvBytes } from "@/lib/imports/schema/requests";

export const POST = defineUpload({
  can: "imports:write",
  input: startImportInput,
  json: ["mapping", "options"],
  maxBytes: maxCsvBytes,
  run: uploadImport,
});

export const GET = defineRoute({ can: "imports:read", input: listImportsInput, run: listImports });

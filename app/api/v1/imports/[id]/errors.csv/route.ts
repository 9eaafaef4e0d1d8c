import { defineRoute } from "@/lib/doors/define-route";
import { downloadImportErrors } from "@/lib/imports/queries/list-import-errors";
import { importIdInput } from "@/lib/imports/schema/requests";

export const GET = defineRoute({
  path: "/imports/{id}/errors.csv",
  summary: "Download the lines that were refused, with their reasons",
  can: "imports:read",
  input: importIdInput,
  produces: "text/csv",
  run: downloadImportErrors,
});

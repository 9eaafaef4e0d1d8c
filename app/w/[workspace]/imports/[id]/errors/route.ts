import { defineBrowserRoute } from "@/lib/doors/define-browser-route";
import { downloadImportErrors } from "@/lib/imports/queries/list-import-errors";
import { importIdInput } from "@/lib/imports/schema/requests";

export const GET = defineBrowserRoute({
  can: "imports:read",
  input: importIdInput,
  run: downloadImportErrors,
});

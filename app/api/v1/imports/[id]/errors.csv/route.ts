import { defineRoute } from "@/lib/doors/define-route";
import { downloadImportErrors } from "@/lib/imports/queries/list-import-errors";
import { importIdInput } from "@/lib/imports/schema/requests";

export const GET = defineRoute({ can: "imports:read", input: importIdInput, run: downloadImportErrors });

import { defineBrowserRoute } from "@/lib/doors/define-browser-route";
import { getImport } from "@/lib/imports/queries/get-import";
import { importIdInput } from "@/lib/imports/schema/requests";

export const GET = defineBrowserRoute({ can: "imports:read", input: importIdInput, run: getImport });

import { ImportsView } from "@/components/imports/imports-view";
import { noInput } from "@/lib/accounts/schema";
import { definePage } from "@/lib/doors/define-page";
import { loadImports } from "@/lib/imports/queries/load-import-pages";

export default definePage({ can: "imports:read", input: noInput, load: loadImports, view: ImportsView });

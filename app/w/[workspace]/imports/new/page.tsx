import { NewImportView } from "@/components/imports/new-import-view";
import { noInput } from "@/lib/accounts/schema";
import { definePage } from "@/lib/doors/define-page";
import { loadNewImport } from "@/lib/imports/queries/load-draft-pages";

export default definePage({ can: "imports:write", input: noInput, load: loadNewImport, view: NewImportView });

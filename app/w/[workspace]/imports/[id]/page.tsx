import { ImportDetailView } from "@/components/imports/import-detail-view";
import { definePage } from "@/lib/doors/define-page";
import { loadImport } from "@/lib/imports/queries/load-import-pages";
import { importIdInput } from "@/lib/imports/schema/requests";

export default definePage({
  can: "imports:read",
  input: importIdInput,
  load: loadImport,
  view: ImportDetailView,
});

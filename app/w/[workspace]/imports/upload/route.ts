import { defineBrowserUpload } from "@/lib/doors/define-upload";
import { createDraft } from "@/lib/imports/mutations/drafts";
import { noFields } from "@/lib/imports/schema/drafts";
import { maxCsvBytes } from "@/lib/imports/schema/requests";

export const POST = defineBrowserUpload({
  can: "imports:write",
  input: noFields,
  json: [],
  maxBytes: maxCsvBytes,
  run: createDraft,
});

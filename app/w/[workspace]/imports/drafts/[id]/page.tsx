import { DraftView } from "@/components/imports/draft-view";
import { definePage } from "@/lib/doors/define-page";
import { loadDraft } from "@/lib/imports/queries/load-draft-pages";
import { draftPageInput } from "@/lib/imports/schema/drafts";

export default definePage({ can: "imports:write", input: draftPageInput, load: loadDraft, view: DraftView });

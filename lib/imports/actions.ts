"use server";

import { defineAction } from "@/lib/doors/define-action";
import { describeDraft, discardDraft, forgetMapping, mapDraft, startDraft } from "./mutations/drafts";
import { undoImport } from "./mutations/undo-import";
import {
  describeDraftInput,
  draftInput,
  mapDraftInput,
  savedMappingInput,
  startDraftInput,
} from "./schema/drafts";
import { importIdInput } from "./schema/requests";

const at = (slug: string, rest: string) => `/w/${slug}/imports${rest}`;

export const describeDraftAction = defineAction({
  can: "imports:write",
  input: describeDraftInput,
  run: describeDraft,
  afterwards: ({ data, admission }) => ({
    redirectTo: at(admission.slug, `/drafts/${data.id}?step=mapping`),
  }),
});

export const mapDraftAction = defineAction({
  can: "imports:write",
  input: mapDraftInput,
  run: mapDraft,
  afterwards: ({ data, admission }) => ({ redirectTo: at(admission.slug, `/drafts/${data.id}?step=check`) }),
});

export const startDraftAction = defineAction({
  can: "imports:write",
  input: startDraftInput,
  run: startDraft,
  afterwards: ({ data, admission }) => ({ redirectTo: at(admission.slug, `/${data.id}`) }),
});

export const discardDraftAction = defineAction({
  can: "imports:write",
  input: draftInput,
  run: discardDraft,
  afterwards: ({ admission }) => ({ redirectTo: at(admission.slug, "") }),
});

export const forgetMappingAction = defineAction({
  can: "imports:write",
  input: savedMappingInput,
  run: forgetMapping,
});

export const undoImportAction = defineAction({ can: "imports:write", input: importIdInput, run: undoImport });

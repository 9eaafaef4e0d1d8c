import { defineBrowserRoute } from "@/lib/doors/define-browser-route";
import { previewRule } from "@/lib/segments/queries/preview-rule";
import { previewRuleInput } from "@/lib/segments/schema/edit";

/** While somebody writes a rule. */
export const GET = defineBrowserRoute({ can: "segments:write", input: previewRuleInput, run: previewRule });

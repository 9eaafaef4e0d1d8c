import { defineBrowserRoute } from "@/lib/doors/define-browser-route";
import { findCallers } from "@/lib/feedback/queries/find-callers";
import { findCallersInput } from "@/lib/feedback/schema/log-feedback";

/** While somebody types in the agent's form. */
export const GET = defineBrowserRoute({ can: "feedback:write", input: findCallersInput, run: findCallers });

import { whatUses } from "@/lib/catalogue/queries/what-uses";
import { usageInput } from "@/lib/catalogue/schema/usage";
import { defineBrowserRoute } from "@/lib/doors/define-browser-route";

export const GET = defineBrowserRoute({ can: "touchpoints:write", input: usageInput, run: whatUses });

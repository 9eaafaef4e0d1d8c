import { defineBrowserRoute } from "@/lib/doors/define-browser-route";
import { listViews } from "@/lib/views/queries";
import { viewsInput } from "@/lib/views/schema";

export const GET = defineBrowserRoute({ can: "workspace:read", input: viewsInput, run: listViews });

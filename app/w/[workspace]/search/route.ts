import { defineBrowserRoute } from "@/lib/doors/define-browser-route";
import { findAnything } from "@/lib/search/queries";
import { findInput } from "@/lib/search/schema";

export const GET = defineBrowserRoute({ can: "workspace:read", input: findInput, run: findAnything });

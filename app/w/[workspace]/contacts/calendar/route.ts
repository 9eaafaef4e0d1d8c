import { defineBrowserRoute } from "@/lib/doors/define-browser-route";
import { downloadCalendar } from "@/lib/planned-contacts/queries/download-calendar";
import { icsInput } from "@/lib/planned-contacts/schema/pages";

export const GET = defineBrowserRoute({ can: "customers:read", input: icsInput, run: downloadCalendar });

import { defineBrowserRoute } from "@/lib/doors/define-browser-route";
import { listSegmentUses } from "@/lib/segments/queries/list-uses";
import { segmentNamed } from "@/lib/segments/schema/edit";

export const GET = defineBrowserRoute({ can: "segments:write", input: segmentNamed, run: listSegmentUses });

import { z } from "zod";
import { defineBrowserRoute } from "@/lib/doors/define-browser-route";
import { listFindingChoices } from "@/lib/findings/queries/list-choices";

export const GET = defineBrowserRoute({
  can: "measures:write",
  input: z.object({}),
  run: (scope) => listFindingChoices(scope),
});

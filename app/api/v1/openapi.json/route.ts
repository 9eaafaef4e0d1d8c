import { defineOpenRoute } from "@/lib/doors/define-route";
import { apiDocument } from "../document";

/** The description of this API; it tells nothing of anybody, so it needs no key. */
export const GET = defineOpenRoute({
  path: "/openapi.json",
  summary: "This description",
  run: () => Response.json(apiDocument()),
});

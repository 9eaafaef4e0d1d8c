import { defineOpenRoute } from "@/lib/doors/define-route";
import { buildDocument } from "@/lib/openapi/rules/build-document";
import { routes } from "../routes";

/** The description of this API; it tells nothing of anybody, so it needs no key. */
export const GET = defineOpenRoute({
  path: "/openapi.json",
  summary: "This description",
  run: () => Response.json(buildDocument(routes)),
});

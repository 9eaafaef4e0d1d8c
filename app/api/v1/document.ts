import { type ApiDocument, buildDocument } from "@/lib/openapi/rules/build-document";
import { routes } from "./routes";

let built: ApiDocument | undefined;

/** The description of the REST API, put together once: it changes with the program only. */
export function apiDocument(): ApiDocument {
  built ??= buildDocument(routes);
  return built;
}

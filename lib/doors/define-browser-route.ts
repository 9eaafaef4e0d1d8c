import type { z } from "zod";
import { factsOf, handler, type RouteSpec } from "./define-route";
import type { Door } from "./open-door";
import { currentLocale, sessionVisitor } from "./visitor";

/** A read for our own browser code (search, live counts, downloads): the session and the address say who and where. */
export function defineBrowserRoute<Schema extends z.ZodType, Result>(spec: RouteSpec<Schema, Result>) {
  const handle = handler(spec, (_request, { workspace = "" }) => sessionVisitor(workspace), currentLocale);
  return Object.assign(handle, { facts: factsOf(spec), door: spec as Door<Schema, Result> });
}

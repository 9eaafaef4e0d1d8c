import type { z } from "zod";
import type { Visitor } from "@/lib/auth/admission";
import { type Admission, withScope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors/app-error";
import type { Locale } from "@/lib/language/locale";
import { type Answer, refusal, responseOf, said } from "./answer";
import { idempotencyKey, onlyOnce, requestHash } from "./only-once";
import { type Door, type DoorFacts, localeOf, parseInput, passDoor } from "./open-door";
import { jsonOfBody, readBody } from "./read-json";
import { isFrameworkSignal } from "./report-bug";
import { pathValues, searchValues } from "./route-values";

export { refusal } from "./answer";

/** A route without parts in brackets is given no params at all. */
type RouteContext = { params?: Promise<Record<string, string>> };
type Handler = (request: Request, context?: RouteContext) => Promise<Response>;

/** What the REST API says about a route of its own (lib/openapi); read from the door, never written twice. */
export type RouteDescription = {
  /** Below /api/v1, parts in braces: `/customers/{id}`. Values of the path are read by it. */
  path?: string;
  /** One line: what it does. */
  summary?: string;
  description?: string;
  /** What a success answers; the tests hold real answers against it. */
  output?: z.ZodType;
  /** Media type of the answer where it is not JSON. */
  produces?: string;
  /** Statuses of a success; 200 unless said otherwise. */
  statuses?: readonly number[];
};

export type RouteFacts = DoorFacts & RouteDescription;

export type RouteSpec<Schema extends z.ZodType, Result> = Door<Schema, Result> &
  RouteDescription & {
    /** Status of a success; the first of `statuses` unless said otherwise. */
    status?: (result: Result) => number;
    /** What may be done together with what others ask meanwhile (see `inBatches`); null for all else. */
    together?: (admission: Admission, input: z.output<Schema>) => Promise<Result> | null;
  };

export const bearer = (request: Request): string | null =>
  /^Bearer (lotse_[A-Za-z0-9_-]{20,100})$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;

/** The id that the server gave to a request; our own log lines carry it. */
export const requestIdOf = (request: Request): string | undefined =>
  request.headers.get("x-request-id") ?? undefined;

const whereOf = (request: Request): string => `${request.method} ${new URL(request.url).pathname}`;

/** What a route does, whoever may stand at its door. */
export function handler<Schema extends z.ZodType, Result>(
  spec: RouteSpec<Schema, Result>,
  visit: (request: Request, params: Record<string, string>) => Promise<Visitor>,
  locale: () => Promise<Locale>,
): Handler {
  return async (request, context) => {
    try {
      const named = spec.path ? pathValues(request, `/api/v1${spec.path}`) : ((await context?.params) ?? {});
      const { workspace: _, ...inPath } = named;
      return await perform(spec, request, await visit(request, named), inPath);
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      return refusal(error, whereOf(request), requestIdOf(request), await locale());
    }
  };
}

/** Who are you → may you → is it well formed → do it; under an Idempotency-Key only once. */
async function perform<Schema extends z.ZodType, Result>(
  spec: RouteSpec<Schema, Result>,
  request: Request,
  visitor: Visitor,
  inPath: Record<string, string>,
): Promise<Response> {
  const admission = await passDoor(spec.can, visitor);
  const understand = (raw: Record<string, unknown>) =>
    understood(spec.input, { ...raw, ...inPath }, inPath, localeOf(admission), request);
  const answerOf = (result: Result): Answer =>
    said(spec.status?.(result) ?? spec.statuses?.[0] ?? 200, result);

  const key = request.method === "POST" && admission.actor.kind === "apiKey" ? idempotencyKey(request) : null;
  if (key !== null) {
    const body = await readBody(request);
    const asked = { key, hash: requestHash(request, body) };
    const answer = await withScope(
      admission,
      (scope) =>
        onlyOnce(scope, asked, async () => answerOf(await spec.run(scope, understand(objectOfBody(body))))),
      spec.timeoutMs,
    );
    return responseOf(answer);
  }
  const input = understand(
    inAddress(request) ? searchValues(request) : objectOfBody(await readBody(request)),
  );
  const result = await (spec.together?.(admission, input) ??
    withScope(admission, (scope) => spec.run(scope, input), spec.timeoutMs));
  return result instanceof Response ? result : responseOf(answerOf(result));
}

const inAddress = (request: Request): boolean => request.method === "GET" || request.method === "DELETE";

/** A path that cannot name anything names nothing; what else stands in an address is malformed, in a body invalid. */
function understood<Schema extends z.ZodType>(
  schema: Schema,
  raw: Record<string, unknown>,
  inPath: Record<string, string>,
  locale: Locale,
  request: Request,
): z.output<Schema> {
  try {
    return parseInput(schema, raw, locale, inAddress(request) ? "malformed" : "invalid");
  } catch (error) {
    const wrong = error instanceof AppError ? Object.keys(error.details.fields ?? {}) : [];
    throw wrong.some((field) => Object.hasOwn(inPath, field)) ? notFound() : error;
  }
}

function objectOfBody(body: Uint8Array): Record<string, unknown> {
  const value = jsonOfBody(body);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new AppError("malformed", "jsonObject");
  return value as Record<string, unknown>;
}

export function factsOf<Schema extends z.ZodType, Result>(spec: RouteSpec<Schema, Result>): RouteFacts {
  const { can, input, path, summary, description, output, produces, statuses } = spec;
  return { kind: "route", can, input, path, summary, description, output, produces, statuses };
}

/** A route of the REST API: the key in the header says who and which workspace. */
export function defineRoute<Schema extends z.ZodType, Result>(spec: RouteSpec<Schema, Result>) {
  const handle = handler(
    spec,
    async (request) => ({ kind: "key", token: bearer(request) }),
    async () => "en",
  );
  return Object.assign(handle, { facts: factsOf(spec), door: spec as Door<Schema, Result> });
}

/** A route that tells nothing of anybody and asks nobody who they are. */
export function defineOpenRoute(
  spec: RouteDescription & { run: (request: Request) => Promise<Response> | Response },
) {
  const { run, ...description } = spec;
  const handle: Handler = async (request) => {
    try {
      return await run(request);
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      return refusal(error, whereOf(request), requestIdOf(request));
    }
  };
  return Object.assign(handle, { facts: { kind: "openRoute" as const, ...description } });
}

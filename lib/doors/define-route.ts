import { headers } from "next/headers";
import type { z } from "zod";
import type { Visitor } from "@/lib/auth/admission";
import { AppError, errorStatus, notFound } from "@/lib/errors/app-error";
import type { Locale } from "@/lib/language/locale";
import { sentenceOf } from "@/lib/language/translator";
import { type Door, type DoorFacts, openDoor } from "./open-door";
import { readJson } from "./read-json";
import { isDatabaseAway, isFrameworkSignal, reportBug } from "./report-bug";
import { currentLocale, sessionVisitor } from "./visitor";

/** A route without parts in brackets is given no params at all. */
type RouteContext = { params?: Promise<Record<string, string>> };
type Handler = (request: Request, context: RouteContext) => Promise<Response>;

type RouteSpec<Schema extends z.ZodType, Result> = Door<Schema, Result> & {
  /** Status of a success; 200 unless said otherwise. */
  status?: (result: Result) => number;
};

/** The error of API.md: a code, a sentence, and one per field where there are any. */
export function refusal(
  error: unknown,
  where: string,
  requestId: string | undefined,
  locale: Locale = "en",
): Response {
  const refused =
    error instanceof AppError
      ? error
      : isDatabaseAway(error)
        ? new AppError("unavailable", undefined, { retryAfterSeconds: 5 })
        : new AppError("internal", undefined, { values: { reference: reportBug(error, where, requestId) } });
  const { message, fields } = sentenceOf(refused, locale);
  const retryAfter = refused.details.retryAfterSeconds ?? (refused.code === "unavailable" ? 5 : undefined);
  return Response.json(
    { error: { code: refused.code, message, ...(fields ? { fields } : {}) } },
    {
      status: errorStatus[refused.code],
      headers: retryAfter === undefined ? undefined : { "Retry-After": String(retryAfter) },
    },
  );
}

export const bearer = (request: Request): string | null =>
  /^Bearer (lotse_[A-Za-z0-9_-]{20,100})$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;

/** ?a=1&a=2 → { a: ["1", "2"] }, ?a=1 → { a: "1" } */
export function searchValues(request: Request): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of new URL(request.url).searchParams) {
    const before = values[name];
    values[name] = before === undefined ? value : [before, value].flat();
  }
  return values;
}

function handler<Schema extends z.ZodType, Result>(
  spec: RouteSpec<Schema, Result>,
  visit: (request: Request, params: Record<string, string>) => Promise<Visitor>,
  locale: () => Promise<Locale>,
): Handler {
  return async (request, { params }) => {
    const requestId = (await headers()).get("x-request-id") ?? undefined;
    const where = `${request.method} ${new URL(request.url).pathname}`;
    try {
      const named = (await params) ?? {};
      const { workspace: _, ...rest } = named;
      const visitor = await visit(request, named);
      const inAddress = request.method === "GET" || request.method === "DELETE";
      const readRaw = async () =>
        inAddress ? { ...searchValues(request), ...rest } : { ...asObject(await readJson(request)), ...rest };
      const { result } = await openDoor(spec, visitor, readRaw, inAddress ? "malformed" : "invalid").catch(
        (error) => {
          // A path that cannot name anything names nothing.
          const wrong = error instanceof AppError ? Object.keys(error.details.fields ?? {}) : [];
          throw wrong.some((field) => field in rest) ? notFound() : error;
        },
      );
      if (result instanceof Response) return result;
      return Response.json(result ?? null, { status: spec.status?.(result) ?? 200 });
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      return refusal(error, where, requestId, await locale());
    }
  };
}

function asObject(body: unknown): Record<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new AppError("malformed", "jsonObject");
  return body as Record<string, unknown>;
}

/** A route of the REST API: the key in the header says who and which workspace. */
export function defineRoute<Schema extends z.ZodType, Result>(spec: RouteSpec<Schema, Result>) {
  const facts: DoorFacts = { kind: "route", can: spec.can, input: spec.input };
  const handle = handler(
    spec,
    async (request) => ({ kind: "key", token: bearer(request) }),
    async () => "en",
  );
  return Object.assign(handle, { facts, door: spec as Door<Schema, Result> });
}

/** A read for our own browser code (search, live counts, downloads): the session and the address say who and where. */
export function defineBrowserRoute<Schema extends z.ZodType, Result>(spec: RouteSpec<Schema, Result>) {
  const facts: DoorFacts = { kind: "route", can: spec.can, input: spec.input };
  const handle = handler(spec, (_request, { workspace = "" }) => sessionVisitor(workspace), currentLocale);
  return Object.assign(handle, { facts, door: spec as Door<Schema, Result> });
}

import { AppError, errorStatus } from "@/lib/errors/app-error";
import type { Locale } from "@/lib/language/locale";
import { sentenceOf } from "@/lib/language/translator";
import { isDatabaseAway, isDeadlock, isTaken, reportBug } from "./report-bug";

/** What a route says, before it becomes a Response: the same text can be sent once more. */
export type Answer = { status: number; text: string | null; headers?: Record<string, string> };

export const said = (status: number, value: unknown): Answer => ({
  status,
  text: status === 204 ? null : JSON.stringify(value ?? null),
});

export function responseOf({ status, text, headers }: Answer): Response {
  return new Response(text, {
    status,
    headers: { ...(text === null ? {} : { "Content-Type": "application/json" }), ...headers },
  });
}

/** The error of API.md: a code, a sentence, and one per field where there are any. */
export function refusedAnswer(refused: AppError, locale: Locale): Answer {
  const { message, fields } = sentenceOf(refused, locale);
  const retryAfter = refused.details.retryAfterSeconds ?? (refused.code === "unavailable" ? 5 : undefined);
  return {
    ...said(errorStatus[refused.code], {
      error: { code: refused.code, message, ...(fields ? { fields } : {}) },
    }),
    ...(retryAfter === undefined ? {} : { headers: { "Retry-After": String(retryAfter) } }),
  };
}

/** Whatever was thrown, as an expected refusal; a bug is logged and becomes a reference. */
export function asRefusal(error: unknown, where: string, requestId: string | undefined): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseAway(error)) return new AppError("unavailable");
  if (isDeadlock(error)) return new AppError("unavailable", undefined, { retryAfterSeconds: 1 });
  if (isTaken(error)) return new AppError("conflict");
  return new AppError("internal", undefined, { values: { reference: reportBug(error, where, requestId) } });
}

export function refusal(
  error: unknown,
  where: string,
  requestId: string | undefined,
  locale: Locale = "en",
): Response {
  return responseOf(refusedAnswer(asRefusal(error, where, requestId), locale));
}

/**
 * Refusals that we expect and can explain. Each code has a sentence in both languages (`errors.<code>` in
 * lib/language/messages); everything else that is thrown is a bug and reaches the user as a reference only.
 */
export const errorStatus = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  invalid: 422,
  throttled: 429,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** Field path ("answers.0.value") → reason; the reason is a message key below `errors.fields` or a plain sentence. */
export type FieldErrors = Record<string, string>;

export class AppError extends Error {
  override readonly name = "AppError";

  constructor(
    readonly code: ErrorCode,
    /** Message key below `errors.reasons` when the general sentence of the code is not enough. */
    readonly reason?: string,
    readonly details: {
      fields?: FieldErrors;
      values?: Record<string, string | number>;
      /** Kinds of things, as keys below `errors.things`: the sentence says them one after another as {things}. */
      things?: readonly string[];
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(reason ?? code);
  }
}

export const notFound = (): AppError => new AppError("notFound");

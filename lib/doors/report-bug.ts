import { log } from "@/lib/log/log";

/** Logs a bug once with its stack and gives the reference that the user may quote. */
export function reportBug(error: unknown, where: string, requestId?: string): string {
  const reference = (requestId ?? crypto.randomUUID()).slice(-12);
  log.error({ err: error, where, requestId, reference }, "unexpected error");
  return reference;
}

/** Redirects and not-found travel as errors inside Next.js and are none of ours to catch. */
export const isFrameworkSignal = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "digest" in error &&
  typeof error.digest === "string" &&
  /^(NEXT_|DYNAMIC_SERVER_USAGE|BAILOUT_TO_CLIENT)/.test(error.digest);

/** The database cannot be reached or is shutting down: the request may be tried again. */
export function isDatabaseAway(error: unknown): boolean {
  const text =
    error instanceof Error ? `${error.name} ${error.message} ${(error as { code?: string }).code ?? ""}` : "";
  return /ECONNREFUSED|ECONNRESET|ETIMEDOUT|57P0[123]|08006|08001|P1001|P1017|P2024|P2028|Connection terminated|DatabaseNotReachable|ConnectionClosed|timeout exceeded when trying to connect/.test(
    text,
  );
}

/** What PostgreSQL says of a statement that it refused, or null. */
function sqlStateOf(error: unknown): string | null {
  const { code, meta } = error as {
    code?: unknown;
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } };
  };
  const state = meta?.driverAdapterError?.cause?.originalCode ?? code;
  return typeof state === "string" ? state : null;
}

/** Somebody else took the name, or the row that was linked to, at the same moment. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && ["23505", "23503", "P2002", "P2003"].includes(sqlStateOf(error) ?? "");

/** Two transactions waited for each other and this one gave way: the same request may simply be sent again. */
export const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && ["40P01", "40001", "P2034"].includes(sqlStateOf(error) ?? "");

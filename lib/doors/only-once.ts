import { createHash } from "node:crypto";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, errorStatus } from "@/lib/errors/app-error";
import { type Answer, refusedAnswer } from "./answer";
import { localeOf } from "./open-door";

const header = "Idempotency-Key";

/** How long an answer is kept. */
const kept = Prisma.sql`interval '24 hours'`;

/** The name that the sender gives this request, or null. @throws AppError `malformed` when it cannot be one */
export function idempotencyKey(request: Request): string | null {
  const key = request.headers.get(header);
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new AppError("malformed", "idempotencyKey");
  return key;
}

/** What was asked: the same key with another hash is another request. */
export function requestHash(request: Request, body: Uint8Array | string): Buffer {
  const { pathname, search } = new URL(request.url);
  return createHash("sha256").update(`${request.method} ${pathname}${search}\n`).update(body).digest();
}

/**
 * Does what a program asks under an Idempotency-Key once, and gives the same answer again for 24 hours. The effect and
 * the kept answer commit together. While it runs it holds an advisory lock, which ends with the transaction, so a
 * process that dies leaves neither an effect nor a key that is stuck.
 * @throws AppError `conflict` while the same key is at work, `invalid` when the key was used for something else
 */
export async function onlyOnce(
  scope: Scope,
  asked: { key: string; hash: Buffer },
  run: () => Promise<Answer>,
): Promise<Answer> {
  const { db, workspaceId, actor } = scope;
  const name = `idempotency ${workspaceId} ${actor.id} ${asked.key}`;
  const [lock] = await db.$queryRaw<{ mine: boolean }[]>(
    Prisma.sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as mine`,
  );
  if (!lock?.mine) throw new AppError("conflict", "stillRunning", { retryAfterSeconds: 1 });
  // A statement of its own, so that it sees what the last holder of the lock committed.
  const [before] = await db.$queryRaw<{ requestHash: Buffer; status: number; response: string }[]>(Prisma.sql`
    select "requestHash", "status"::int, "response" from idempotency_key
    where "workspaceId" = ${workspaceId} and "apiKeyId" = ${actor.id} and "key" = ${asked.key}
      and "createdAt" > now() - ${kept}`);
  if (before) {
    if (!asked.hash.equals(before.requestHash)) throw new AppError("invalid", "idempotencyKeyUsed");
    const text = before.response === "" ? null : before.response;
    return { status: before.status, text, headers: { "Idempotent-Replayed": "true" } };
  }
  const answer = await runOrRefuse(scope, run);
  await keep(scope, asked, answer);
  return answer;
}

/** A refusal undoes what was begun and is an answer like any other. */
async function runOrRefuse(scope: Scope, run: () => Promise<Answer>): Promise<Answer> {
  await scope.db.$executeRaw(Prisma.sql`savepoint only_once`);
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError) || errorStatus[error.code] >= 500 || error.code === "throttled")
      throw error;
    await scope.db.$executeRaw(Prisma.sql`rollback to savepoint only_once`);
    return refusedAnswer(error, localeOf(scope));
  }
}

async function keep(
  { db, workspaceId, actor }: Scope,
  { key, hash }: { key: string; hash: Buffer },
  { status, text }: Answer,
): Promise<void> {
  // Old answers go as new ones come, a few at a time and by one cleaner at a time; the one replaced goes for certain.
  const cleaning = `idempotency cleaning ${workspaceId}`;
  await db.$executeRaw(Prisma.sql`
    delete from idempotency_key where "workspaceId" = ${workspaceId} and ("apiKeyId", "key") in (
      (select "apiKeyId", "key" from idempotency_key
       where (select pg_try_advisory_xact_lock(hashtextextended(${cleaning}, 0)))
         and "workspaceId" = ${workspaceId} and "createdAt" <= now() - ${kept} and "key" <> ${key}
       order by "createdAt" limit 100)
      union all select ${actor.id}::int, ${key}::varchar)`);
  await db.$executeRaw(Prisma.sql`
    insert into idempotency_key ("workspaceId", "apiKeyId", "key", "requestHash", "status", "response")
    values (${workspaceId}, ${actor.id}, ${key}, ${hash}, ${status}, ${text ?? ""})`);
}

import { RateLimiterPostgres, type RateLimiterRes } from "rate-limiter-flexible";
import { databasePool } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** What is limited, how often, in how many seconds. Counted in PostgreSQL, so every instance sees the same. */
const limits = {
  signInPerEmail: { points: 10, duration: 15 * 60 },
  signInPerAddress: { points: 100, duration: 15 * 60 },
  resetPerEmail: { points: 3, duration: 60 * 60 },
  resetPerAddress: { points: 30, duration: 60 * 60 },
  tokenPerAddress: { points: 60, duration: 15 * 60 },
  sharePerAddress: { points: 120, duration: 15 * 60 },
} as const;

export type Limit = keyof typeof limits;

const limiters = new Map<Limit, RateLimiterPostgres>();

function limiter(name: Limit): RateLimiterPostgres {
  let found = limiters.get(name);
  if (!found) {
    found = new RateLimiterPostgres({
      storeClient: databasePool(),
      storeType: "pool",
      tableName: "throttle",
      tableCreated: true,
      keyPrefix: name,
      clearExpiredByTimeout: false,
      ...limits[name],
    });
    limiters.set(name, found);
  }
  return found;
}

const isLimitReached = (error: unknown): error is RateLimiterRes =>
  typeof error === "object" && error !== null && "msBeforeNext" in error;

/** Counts one try; throws `throttled` with the seconds to wait when there were too many. */
export async function countTry(name: Limit, key: string): Promise<void> {
  try {
    await limiter(name).consume(key.slice(0, 200));
  } catch (error) {
    if (!isLimitReached(error)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new AppError("throttled", undefined, {
      retryAfterSeconds: seconds,
      values: { minutes: Math.max(1, Math.ceil(seconds / 60)) },
    });
  }
}

/** A success clears the count of this key, so that nobody is locked out by old typing mistakes. */
export async function forgetTries(name: Limit, key: string): Promise<void> {
  await limiter(name).delete(key.slice(0, 200));
}

import pg from "pg";

/** Counts what this process asks of PostgreSQL. */
export function countStatements(): { sent: number; stop(): void } {
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  const counter = {
    sent: 0,
    stop() {
      prototype.query = query;
    },
  };
  prototype.query = function (this: unknown, ...args: unknown[]) {
    counter.sent++;
    return query.apply(this, args);
  };
  return counter;
}

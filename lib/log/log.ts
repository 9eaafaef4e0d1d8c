import pino from "pino";

/** One JSON line per event on standard output; the reference of an error is the id of its request or job. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: { app: process.env.LOTSE_PROCESS ?? "lotse" },
  redact: ["password", "token", "authorization", "cookie"],
});

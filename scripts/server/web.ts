import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { closeDatabase } from "@/lib/db/client";
import { env } from "@/lib/env/env";
import { log } from "@/lib/log/log";
import { answerProbe } from "./probes";
import { securityHeaders } from "./security-headers";

/**
 * The web process. Beside Next.js it does what belongs to every request whatever it is for: an id, one line in the
 * log, security headers with a nonce, and an orderly end in which open requests are finished.
 */
const dev = process.argv.includes("--dev");
const { PORT } = env();
const app = next({ dev, dir: process.cwd(), turbopack: dev });

let ending = false;

function networkAddress(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? "unknown";
  // Only a proxy on this machine is believed about who it speaks for.
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .pop()
    ?.trim();
  return forwarded && /^(::1|127\.|::ffff:127\.)/.test(peer) ? forwarded : peer;
}

function prepareRequest(request: IncomingMessage, response: ServerResponse): string {
  const given = String(request.headers["x-request-id"] ?? "");
  const requestId = /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  request.headers["x-request-id"] = requestId;
  request.headers["x-lotse-address"] = networkAddress(request);
  // These steer Next.js from inside; nobody outside may send them.
  delete request.headers["x-middleware-subrequest"];
  response.setHeader("X-Request-Id", requestId);
  const { headers, policy } = securityHeaders(dev);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  request.headers["content-security-policy"] = policy;
  return requestId;
}

function logRequest(request: IncomingMessage, response: ServerResponse, requestId: string): void {
  const began = performance.now();
  response.on("close", () => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path.startsWith("/_next/")) return;
    log.info({
      requestId,
      method: request.method,
      path,
      status: response.statusCode,
      ms: Math.round(performance.now() - began),
      ...(response.writableFinished ? {} : { aborted: true }),
    });
  });
}

await app.prepare();
const handle = app.getRequestHandler();

const server = createServer((request, response) => {
  const requestId = prepareRequest(request, response);
  logRequest(request, response, requestId);
  if (ending) response.setHeader("Connection", "close");
  answerProbe(request, response, () => ending)
    .then((answered) => {
      if (!answered) return handle(request, response);
    })
    .catch((error: unknown) => {
      log.error({ err: error, requestId }, "request failed");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
});

server.on("error", (error: NodeJS.ErrnoException) => {
  const sentence =
    error.code === "EADDRINUSE"
      ? `Port ${PORT} is in use by another program. Stop it, or choose another port: PORT=3001 npm start`
      : error.code === "EACCES"
        ? `Port ${PORT} may not be used by this user. Choose one above 1023: PORT=3001 npm start`
        : `The server could not listen on port ${PORT}: ${error.message}`;
  process.send?.({ failed: sentence });
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 100);
});

server.listen(PORT, () => process.send?.({ ready: true }));

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 10_000))]);
  await closeDatabase().catch(() => {});
  process.exit(0);
}

process.on("SIGTERM", end);
process.on("SIGINT", end);
// The parent was killed hard: do not outlive it.
process.on("disconnect", end);

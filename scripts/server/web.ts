import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import next from "next";
import { closeDatabase } from "@/lib/db/client";
import { env } from "@/lib/env/env";
import { log } from "@/lib/log/log";
import { endWhenTold, report } from "./child";
import { answerDirectly } from "./direct";
import { type HttpServer, listen } from "./http";
import { answerProbe } from "./probes";
import { securityHeaders } from "./security-headers";

/**
 * The web process. Beside Next.js it does what belongs to every request whatever it is for: an id, one line in the
 * log, security headers with a nonce, and an orderly end in which open requests are finished.
 */
const dev = process.argv.includes("--dev");
const { PORT } = env();

let ending = false;
let server: HttpServer | undefined;

endWhenTold(async () => {
  ending = true;
  await server?.end();
  await closeDatabase();
});

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
      path: withoutToken(path),
      status: response.statusCode,
      ms: Math.round(performance.now() - began),
      ...(response.writableFinished ? {} : { aborted: true }),
    });
  });
}

/** Who reads the log is not let in by it: a token in an address stays out of it. */
const withoutToken = (path: string): string =>
  path.replace(/^\/(share|invitation|reset-password)\/.+$/, "/$1/…");

const app = next({ dev, dir: process.cwd(), turbopack: dev });
await app.prepare();
const handle = app.getRequestHandler();

try {
  server = await listen(PORT, (request, response) => {
    const requestId = prepareRequest(request, response);
    logRequest(request, response, requestId);
    answerProbe(request, response, () => ending)
      // While somebody works on it, Next.js alone knows the newest form of a route.
      .then((answered) => answered || (!dev && answerDirectly(request, response)))
      .then((answered) => {
        if (!answered) return handle(request, response);
      })
      .catch((error: unknown) => {
        log.error({ err: error, requestId }, "request failed");
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  });
  await report({ ready: true });
} catch (error) {
  await report({ failed: (error as Error).message });
  process.exit(1);
}

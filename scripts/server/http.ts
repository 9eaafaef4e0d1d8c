import { createServer, type RequestListener } from "node:http";
import type { Duplex } from "node:stream";
import { explainPort } from "./port";

/** How long requests that are under way may take once the server is told to end. */
const graceMs = 10_000;

export type HttpServer = {
  /** Accepts nothing new and resolves when every request that had begun is answered. */
  end(): Promise<void>;
};

/** Listens on a port; rejects with a sentence if that is not possible. */
export function listen(port: number, answer: RequestListener): Promise<HttpServer> {
  let ending = false;
  const server = createServer((request, response) => {
    if (ending) response.setHeader("Connection", "close");
    answer(request, response);
  });
  // Connections that have become something else (hot reload) would be waited for in vain.
  const others = new Set<Duplex>();
  server.on("upgrade", (_request, socket) => {
    others.add(socket);
    socket.once("close", () => others.delete(socket));
  });

  async function end(): Promise<void> {
    ending = true;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of others) socket.destroy();
    // A kept-alive connection is idle only once its answer is out.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const late = setTimeout(() => server.closeAllConnections(), graceMs);
    await closed;
    clearInterval(sweep);
    clearTimeout(late);
  }

  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(explainPort(error, port)));
    server.listen(port, () => resolve({ end }));
  });
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { POST as recordFeedback } from "@/app/api/v1/feedback/route";

type Route = (request: Request) => Promise<Response>;

/** By method and address as it stands in the request; whatever is written otherwise goes the usual way. */
const routes: ReadonlyMap<string, Route> = new Map([["POST /api/v1/feedback", recordFeedback]]);

/**
 * Single records come by the thousand, and the way to their route through Next.js costs more than recording them: here
 * they take the short one. The route is the same function, and all that belongs to every request has been done before.
 * @returns whether it was answered
 */
export async function answerDirectly(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const route = routes.get(`${request.method} ${request.url}`);
  if (!route) return false;
  const answer = await route(requestOf(request));
  const text = await answer.text();
  // Whoever sends more than is read is not listened to any longer.
  if (request.readableDidRead && !request.complete) response.setHeader("Connection", "close");
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
  return true;
}

/** Its body is read only if somebody asks for it. */
function requestOf(request: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === "string") headers.set(name, value);
  const pieces = request.iterator({ destroyOnReturn: false });
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
  const init: RequestInit & { duplex: "half" } = { method: request.method, headers, body, duplex: "half" };
  return new Request(`http://localhost${request.url}`, init);
}

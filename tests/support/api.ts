import { routes } from "@/app/api/v1/routes";
import type { RouteFacts } from "@/lib/doors/define-route";

type Handler = ((request: Request, context: object) => Promise<Response>) & { facts: RouteFacts };

export type Answered = { status: number; body: unknown; headers: Headers; text: string };

export type Sent = { body?: unknown; raw?: string | Uint8Array; headers?: Record<string, string> };

/** The route that an address means, and the parts of its path as a server hands them on. */
function routeOf(pathname: string): { template: string; params: Record<string, string> } {
  const given = pathname.split("/");
  const fits = Object.keys(routes).filter((template) => {
    const parts = template.split("/");
    return (
      parts.length === given.length && parts.every((part, i) => part.startsWith("{") || part === given[i])
    );
  });
  // A name in full is meant before a part in braces.
  const template = fits.sort((a, b) => a.split("{").length - b.split("{").length)[0];
  if (!template) throw new Error(`There is no route ${pathname}.`);
  const params: Record<string, string> = {};
  for (const [i, part] of template.split("/").entries()) {
    if (part.startsWith("{")) params[part.slice(1, -1)] = given[i] ?? "";
  }
  return { template, params };
}

export const handlerOf = (template: string, method: string): Handler => {
  const handler = routes[template]?.[method];
  if (typeof handler !== "function") throw new Error(`There is no ${method} ${template}.`);
  return handler as Handler;
};

/** Calls the REST API as a program would, without a server in between; answers are held against their own schema. */
export function apiOf(key: string | null) {
  async function send(method: string, address: string, sent: Sent = {}): Promise<Answered> {
    const url = new URL(`http://localhost/api/v1${address}`);
    const { template, params } = routeOf(url.pathname.slice("/api/v1".length));
    const handler = handlerOf(template, method);
    const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
    const request = new Request(url, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...sent.headers,
      },
      ...(body === undefined ? {} : { body: body as BodyInit }),
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    const text = await response.text();
    const parsed: unknown = text === "" ? null : JSON.parse(text);
    if (response.ok && response.status !== 204) handler.facts.output?.parse(parsed);
    return { status: response.status, body: parsed, headers: response.headers, text };
  }
  return {
    send,
    get: (address: string) => send("GET", address),
    post: (address: string, body: unknown, headers?: Record<string, string>) =>
      send("POST", address, headers ? { body, headers } : { body }),
    patch: (address: string, body: unknown) => send("PATCH", address, { body }),
    delete: (address: string) => send("DELETE", address),
  };
}

export type Api = ReturnType<typeof apiOf>;

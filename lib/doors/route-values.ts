import { notFound } from "@/lib/errors/app-error";

/** ?a=1&a=2 → { a: ["1", "2"] }, ?a=1 → { a: "1" } */
export function searchValues(request: Request): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>();
  for (const [name, value] of new URL(request.url).searchParams) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(values);
}

/**
 * The values of a path by its template: `/customers/{id}`. Taken from the address itself, so that a name with a slash
 * or a percent sign in it, written as %2F or %25, arrives as it is.
 * @throws AppError `notFound` when the address has another form
 */
export function pathValues(request: Request, template: string): Record<string, string> {
  const parts = template.split("/");
  const given = new URL(request.url).pathname.split("/");
  const values = new Map<string, string>();
  for (const [i, part] of parts.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) values.set(name, decoded(given[i] ?? ""));
  }
  return Object.fromEntries(values);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw notFound();
  }
}

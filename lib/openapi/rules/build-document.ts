import { z } from "zod";
import { may, roles } from "@/lib/auth/roles";
import type { RouteFacts } from "@/lib/doors/define-route";
import { errorStatus } from "@/lib/errors/app-error";
import { type Components, fieldsOf, type JsonSchema, jsonSchemaOf, without } from "./json-schema";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** Path → the exports of its route, with the facts of their doors. */
export type Routes = Record<string, Record<string, unknown>>;

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description?: string;
  schema: JsonSchema;
  style?: "form";
  explode?: boolean;
};

type Content = Record<
  string,
  { schema: JsonSchema; example?: unknown; encoding?: Record<string, { contentType: string }> }
>;
type Answer = { $ref?: string; description?: string; content?: Content };

export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters: (Parameter | { $ref: string })[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Answer>;
};

export type ApiDocument = {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>> & { schemas: Components };
};

type Uploaded = { kind: "upload"; json: readonly string[] };
type Facts = RouteFacts | (RouteFacts & Uploaded);

const errorBody = z
  .strictObject({
    error: z.strictObject({
      code: z.enum(Object.keys(errorStatus) as [string, ...string[]]),
      message: z.string().meta({ description: "A sentence for people." }),
      fields: z
        .record(z.string(), z.string())
        .optional()
        .meta({ description: "Field (`answers.0.value`) → what is wrong with it." }),
    }),
  })
  .meta({ id: "Error" });

const wordsOf: Record<number, string> = {
  400: "Malformed: the request cannot be read, or its address makes no sense.",
  401: "The key is missing, unknown or revoked.",
  403: "The role of the key does not allow this.",
  404: "There is nothing of this name in the workspace.",
  409: "In conflict with what is there, or the same Idempotency-Key is at work (then with Retry-After).",
  413: "Too large.",
  422: "Invalid: `fields` says what is wrong with which field.",
  429: "Too many requests; see Retry-After.",
  503: "The database cannot be reached; see Retry-After.",
};

/** The description of the REST API, put together from the doors themselves: what they check is what stands here. */
export function buildDocument(routes: Routes, url = "/api/v1"): ApiDocument {
  const components: Components = {};
  jsonSchemaOf(errorBody, "output", components);
  const paths: ApiDocument["paths"] = {};
  for (const [path, exported] of Object.entries(routes)) {
    for (const method of methods) {
      const facts = (exported[method] as { facts?: Facts } | undefined)?.facts;
      if (!facts) continue;
      paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(method, path, facts, components) };
    }
  }
  const tags = [...new Set(Object.keys(paths).map(tagOf))].map((name) => ({ name }));
  return {
    openapi: "3.1.0",
    info: {
      title: "Lotse REST API",
      version: "1",
      description:
        "Customers, orders, contracts, contacts and feedback go in, metrics come out. A key belongs to one workspace and carries one role.",
    },
    servers: [{ url }],
    security: [{ apiKey: [] }],
    tags,
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "`Authorization: Bearer lotse_…`" },
      },
      parameters: { idempotencyKey },
      responses: Object.fromEntries(
        Object.entries(wordsOf).map(([status, text]) => [
          `Error${status}`,
          errorAnswer(text, Number(status)),
        ]),
      ),
      schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => a.localeCompare(b))),
    },
  };
}

const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  description:
    "Of your choice: the same request under the same key is done once in 24 hours and answered the same again.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

const errorAnswer = (description: string, status: number): object => ({
  description,
  ...([409, 429, 503].includes(status)
    ? { headers: { "Retry-After": { description: "Seconds.", schema: { type: "integer" } } } }
    : {}),
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
});

const tagOf = (path: string): string => path.split("/")[1] ?? "";

/** `GET /customers/{id}` → getCustomersById */
function operationIdOf(method: Method, path: string): string {
  const words = path
    .split(/[/\-.]/)
    .filter(Boolean)
    .map((part) => (part.startsWith("{") ? `by-${part.slice(1, -1)}` : part))
    .flatMap((part) => part.split("-"));
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function operationOf(method: Method, path: string, facts: Facts, components: Components): Operation {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const inPath = new Set(names);
  const hasBody = method !== "GET" && method !== "DELETE";
  const input = jsonSchemaOf(facts.input, "input", components);
  const allowed = roles.filter((role) => may(role, facts.can));
  const body = hasBody ? bodyOf(without(input, inPath, components), facts, components) : undefined;
  return {
    operationId: operationIdOf(method, path),
    tags: [tagOf(path)],
    summary: facts.summary ?? `${method} ${path}`,
    description: [facts.description, `Roles: ${allowed.join(", ")}.`].filter(Boolean).join("\n\n"),
    parameters: [
      ...names.map((name) => pathParameter(name, input, components)),
      ...(hasBody ? [] : queryParameters(input, inPath, components)),
      ...(method === "POST" ? [{ $ref: "#/components/parameters/idempotencyKey" }] : []),
    ],
    ...(body ? { requestBody: body } : {}),
    responses: answersOf(method, facts, inPath.size > 0, components),
  };
}

const isUpload = (facts: Facts): facts is RouteFacts & Uploaded => facts.kind === "upload";

function bodyOf(schema: JsonSchema, facts: Facts, components: Components): Operation["requestBody"] {
  const fields = fieldsOf(schema, components);
  if (!isUpload(facts)) {
    if (fields.size === 0 && !schema.anyOf) return undefined;
    return { required: true, content: { "application/json": { schema } } };
  }
  const properties = Object.fromEntries([...fields].map(([name, field]) => [name, field.schema]));
  const required = [...fields].filter(([, field]) => field.required).map(([name]) => name);
  return {
    required: true,
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          properties: {
            ...properties,
            file: { type: "string", contentMediaType: "application/octet-stream" },
          },
          required: [...required, "file"],
        },
        encoding: Object.fromEntries(facts.json.map((name) => [name, { contentType: "application/json" }])),
      },
    },
  };
}

function pathParameter(name: string, input: JsonSchema, components: Components): Parameter {
  const schema = fieldsOf(input, components).get(name)?.schema ?? { type: "string" };
  const isId = schema.format === "uuid";
  return {
    name,
    in: "path",
    required: true,
    ...(name === "id"
      ? { description: isId ? "The id." : "The id, or `ext:` followed by your own (URL-encoded)." }
      : {}),
    schema,
  };
}

function queryParameters(
  input: JsonSchema,
  inPath: ReadonlySet<string>,
  components: Components,
): Parameter[] {
  return [...fieldsOf(input, components)]
    .filter(([name]) => !inPath.has(name))
    .map(([name, { schema, required }]) => {
      const { description, ...bare } = schema;
      const list = [schema, ...(schema.anyOf ?? [])].find(({ type }) => type === "array");
      return {
        name,
        in: "query",
        ...(required ? { required } : {}),
        ...(description ? { description } : {}),
        schema: list ?? bare,
        ...(list ? { style: "form", explode: true } : {}),
      };
    });
}

function answersOf(
  method: Method,
  facts: Facts,
  namesOne: boolean,
  components: Components,
): Operation["responses"] {
  const answers: Operation["responses"] = {};
  for (const status of facts.statuses ?? [200]) {
    answers[status] = status === 204 ? { description: "Done." } : successOf(status, facts, components);
  }
  const hasBody = method !== "GET" && method !== "DELETE";
  const errors = [400, 401, 403, ...(namesOne ? [404] : []), ...(hasBody ? [409, 413] : []), 422, 429, 503];
  for (const status of errors) answers[status] = { $ref: `#/components/responses/Error${status}` };
  return answers;
}

function successOf(status: number, facts: Facts, components: Components): Answer {
  const description = status === 201 ? "Created." : "Done.";
  if (facts.produces) return { description, content: { [facts.produces]: { schema: { type: "string" } } } };
  const schema = facts.output ? jsonSchemaOf(facts.output, "output", components) : {};
  // Only one that was created answers 201; a list never does.
  const one = status === 201 && schema.anyOf?.length === 2 ? schema.anyOf[0] : undefined;
  return { description, content: { "application/json": { schema: one ?? schema } } };
}

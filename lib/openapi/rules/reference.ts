import type { ApiDocument, Operation, Parameter } from "./build-document";
import { exampleOf, hintsOf } from "./example-of";
import { type Components, fieldsOf, type JsonSchema, nameOfRef, resolved } from "./json-schema";

/** One field of a request or parameter of an address, as a line of a table. */
export type FieldLine = {
  name: string;
  type: string;
  required: boolean;
  description: string | null;
};

export type OperationView = {
  anchor: string;
  method: string;
  path: string;
  summary: string;
  description: string | null;
  parameters: FieldLine[];
  /** Fields of the body; of one item where a list of them is allowed too. */
  body: FieldLine[];
  takesList: boolean;
  curl: string;
  answer: { status: number; mediaType: string | null; example: string | null };
};

export type OperationGroup = { tag: string; operations: OperationView[] };

/** The description of the API in the order and the words of a page; whoever draws it decides nothing. */
export function referenceOf(document: ApiDocument, baseUrl: string): OperationGroup[] {
  const { schemas } = document.components;
  return document.tags.map(({ name: tag }) => ({
    tag,
    operations: Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, operation]) => operation.tags.includes(tag))
        .map(([method, operation]) => viewOf(method.toUpperCase(), path, operation, schemas, baseUrl)),
    ),
  }));
}

function viewOf(
  method: string,
  path: string,
  operation: Operation,
  schemas: Components,
  baseUrl: string,
): OperationView {
  const parameters = operation.parameters.filter((one): one is Parameter => "name" in one);
  const [[mediaType, content] = []] = Object.entries(operation.requestBody?.content ?? {});
  const item = content ? oneOf(content.schema) : null;
  const example = item ? requestExample(item, schemas) : undefined;
  return {
    anchor: operation.operationId,
    method,
    path,
    summary: operation.summary,
    description: operation.description ?? null,
    parameters: parameters.map(({ name, schema, required, description }) => ({
      name,
      type: typeOf(schema, schemas),
      required: required ?? false,
      description: description ?? null,
    })),
    body: item ? linesOf(item, schemas) : [],
    takesList: content?.schema.anyOf?.length === 2,
    curl: curlOf({ method, path, parameters, mediaType: mediaType ?? null, example }, schemas, baseUrl),
    answer: answerOf(operation, schemas, example),
  };
}

/** Of "one or many" the one. */
const oneOf = (schema: JsonSchema): JsonSchema =>
  schema.anyOf?.length === 2 ? (schema.anyOf[0] ?? schema) : schema;

function linesOf(schema: JsonSchema, schemas: Components): FieldLine[] {
  return [...fieldsOf(schema, schemas)].map(([name, field]) => ({
    name,
    type: typeOf(field.schema, schemas),
    required: field.required,
    description: resolved(field.schema, schemas).description ?? null,
  }));
}

/** The type of a value in a few words. */
export function typeOf(schema: JsonSchema, schemas: Components): string {
  const name = nameOfRef(schema);
  if (name) return name;
  if (schema.enum) return schema.enum.map(String).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((choice) => typeOf(choice, schemas)))].join(" | ");
  if (schema.type === "array") return `${wrapped(typeOf(schema.items ?? {}, schemas))}[]`;
  const types = [schema.type ?? "any"].flat();
  return types
    .map((type) => (type === "string" ? (names[schema.format ?? ""] ?? "string") : type))
    .join(" | ");
}

const names: Record<string, string> = { date: "date", "date-time": "instant", uuid: "id", email: "e-mail" };
const wrapped = (type: string): string => (type.includes(" | ") ? `(${type})` : type);

function requestExample(schema: JsonSchema, schemas: Components): unknown {
  const whole = resolved(schema, schemas);
  if (whole.examples?.[0] !== undefined) return whole.examples[0];
  const needed = [...fieldsOf(schema, schemas)].filter(([, { required }]) => required);
  return Object.fromEntries(needed.map(([name, field]) => [name, exampleOf(field.schema, schemas)]));
}

type Request = {
  method: string;
  path: string;
  parameters: readonly Parameter[];
  mediaType: string | null;
  example: unknown;
};

function curlOf(
  { method, path, parameters, mediaType, example }: Request,
  schemas: Components,
  baseUrl: string,
): string {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === "path" && one.name === name);
    const value = parameter ? exampleOf(parameter.schema, schemas) : "…";
    return value === "…" ? "ext:C-1001" : encodeURIComponent(String(value));
  });
  const query = parameters
    .filter((one) => one.in === "query" && one.required)
    .map(
      ({ name, schema }) => `${name}=${encodeURIComponent(String([exampleOf(schema, schemas)].flat()[0]))}`,
    );
  const isForm = mediaType === "multipart/form-data";
  const lines = [
    `curl${method === "GET" || isForm ? "" : ` -X ${method}`} "${baseUrl}/api/v1${address}${query.length > 0 ? `?${query.join("&")}` : ""}"`,
    '-H "Authorization: Bearer $LOTSE_KEY"',
  ];
  if (isForm) {
    lines.push(
      "-F kind=orders",
      "-F file=@orders.csv",
      `-F 'mapping={"customer":"CustomerID","orderedAt":"Date","total":"Amount"}'`,
    );
  } else if (mediaType) {
    lines.push(
      '-H "Content-Type: application/json"',
      `-d '${JSON.stringify(example, null, 2).replaceAll("'", "'\\''")}'`,
    );
  }
  return lines.join(" \\\n  ");
}

function answerOf(operation: Operation, schemas: Components, request: unknown): OperationView["answer"] {
  const [status = "200", answer] =
    Object.entries(operation.responses).find(([code]) => code === "201") ??
    Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ??
    [];
  const [[mediaType = null, content] = []] = Object.entries(answer?.content ?? {});
  if (!content || mediaType !== "application/json")
    return { status: Number(status), mediaType, example: null };
  const example = exampleOf(content.schema, schemas, withInputs(content.schema, schemas, request));
  return { status: Number(status), mediaType, example: JSON.stringify(example, null, 2) };
}

/** What was sent, or in a list what could have been, names the values that come back. */
function withInputs(schema: JsonSchema, schemas: Components, request: unknown): ReadonlyMap<string, unknown> {
  if (request !== undefined) return hintsOf(request);
  const listed = fieldsOf(schema, schemas).get("data")?.schema.items;
  const name = nameOfRef(listed ?? schema);
  return hintsOf(schemas[`${name}Input`]?.examples?.[0]);
}

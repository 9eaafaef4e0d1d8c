import { z } from "zod";
import { describedAs } from "@/lib/fields/items";

/** A JSON Schema 2020-12, as far as we look into one. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  [more: string]: unknown;
};

/** Named schemas of a document; every conversion adds what it meets. */
export type Components = Record<string, JsonSchema>;

const place = "#/components/schemas/";

/**
 * A zod schema as JSON Schema. Schemas with an id in their meta data stand under that name in `components`.
 * @param io what somebody sends (`input`), or what we answer (`output`)
 */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output", components: Components): JsonSchema {
  // As the member of a list, so that a schema with an id becomes a reference like any other.
  const converted = z.toJSONSchema(z.array(schema), {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const described = describedAs.get(zodSchema);
      if (described) replace(jsonSchema as JsonSchema, jsonSchemaOf(described, io, components));
      // Zod drops examples where something inside is transformed; ours are of what is sent.
      const examples = z.globalRegistry.get(zodSchema)?.examples;
      if (Array.isArray(examples)) (jsonSchema as JsonSchema).examples = examples;
    },
  }) as JsonSchema;
  const { $defs = {}, items = {} } = converted as JsonSchema & { $defs?: Record<string, JsonSchema> };
  for (const [name, definition] of Object.entries($defs)) components[name] ??= pointed(definition);
  return pointed(items);
}

function replace(target: JsonSchema, source: JsonSchema): void {
  for (const key of Object.keys(target)) delete target[key];
  Object.assign(target, source);
}

/** References to definitions become references to components, at any depth. */
function pointed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(pointed) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "$defs" && key !== "$schema")
      .map(([key, inner]) => [
        key,
        key === "$ref" && typeof inner === "string" ? inner.replace("#/$defs/", place) : pointed(inner),
      ]),
  ) as T;
}

/** The schema behind a reference. */
export function resolved(schema: JsonSchema, components: Components): JsonSchema {
  if (!schema.$ref) return schema;
  const { $ref, ...beside } = schema;
  return { ...components[$ref.slice(place.length)], ...beside };
}

export const nameOfRef = (schema: JsonSchema): string | null => schema.$ref?.slice(place.length) ?? null;

type Field = { schema: JsonSchema; required: boolean };

/** The fields of an object, or of all objects that a choice allows. */
export function fieldsOf(schema: JsonSchema, components: Components): Map<string, Field> {
  const { properties, required = [], anyOf, oneOf, allOf } = resolved(schema, components);
  const fields = new Map<string, Field>();
  for (const [name, inner] of Object.entries(properties ?? {})) {
    fields.set(name, { schema: inner, required: required.includes(name) });
  }
  const choices = anyOf ?? oneOf ?? [];
  for (const choice of [...choices, ...(allOf ?? [])]) {
    for (const [name, field] of fieldsOf(choice, components)) {
      const before = fields.get(name);
      fields.set(name, {
        ...(before ?? field),
        required: field.required && (allOf !== undefined || before?.required !== false),
      });
    }
  }
  if (choices.length > 1) {
    // Needed is only what every choice needs.
    for (const [name, field] of fields) {
      const everywhere = choices.every((choice) => fieldsOf(choice, components).get(name)?.required);
      fields.set(name, { ...field, required: everywhere });
    }
  }
  return fields;
}

/** An object without some of its fields. */
export function without(schema: JsonSchema, names: ReadonlySet<string>, components: Components): JsonSchema {
  const whole = resolved(schema, components);
  if (names.size === 0 || !whole.properties) return schema;
  const { properties, required = [], ...rest } = whole;
  const left = required.filter((name) => !names.has(name));
  return {
    ...rest,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !names.has(name))),
    ...(left.length > 0 ? { required: left } : {}),
  };
}

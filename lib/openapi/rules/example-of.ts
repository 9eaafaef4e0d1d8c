import { type Components, type JsonSchema, resolved } from "./json-schema";

type Hints = ReadonlyMap<string, unknown>;

const byFormat: Record<string, string> = {
  uuid: "0199c0de-7000-7000-8000-000000000001",
  date: "2026-01-31",
  "date-time": "2026-01-31T09:00:00.000Z",
  email: "ada@example.com",
};

/** Deeper than any of our answers. */
const deepest = 8;

/**
 * A value that a schema allows: its own example if it has one, else what its form suggests.
 * @param hints values by name from another example, so that request and answer speak of the same thing
 */
export function exampleOf(
  schema: JsonSchema,
  components: Components,
  hints: Hints = new Map(),
  depth = 0,
): unknown {
  const whole = resolved(schema, components);
  if (whole.examples?.[0] !== undefined) return whole.examples[0];
  if (whole.default !== undefined) return whole.default;
  if (whole.const !== undefined) return whole.const;
  if (whole.enum?.[0] !== undefined) return whole.enum[0];
  const choices = whole.anyOf ?? whole.oneOf;
  const first = choices?.find(({ type }) => type !== "null");
  if (first) return exampleOf(first, components, hints, depth);
  const type = Array.isArray(whole.type) ? whole.type.find((one) => one !== "null") : whole.type;
  switch (type) {
    case "object":
      return depth > deepest ? {} : exampleObject(whole, components, hints, depth);
    case "array":
      return whole.items && depth <= deepest ? [exampleOf(whole.items, components, hints, depth + 1)] : [];
    case "integer":
    case "number":
      return Math.max(whole.minimum ?? 1, 1);
    case "boolean":
      return false;
    case "string":
      return byFormat[whole.format ?? ""] ?? "…";
    default:
      return null;
  }
}

function exampleObject(schema: JsonSchema, components: Components, hints: Hints, depth: number): object {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, inner]) => {
      const hinted = fittingHint(hints.get(name), inner, components);
      return [name, hinted ?? (isNullable(inner) ? null : exampleOf(inner, components, hints, depth + 1))];
    }),
  );
}

const isNullable = ({ type, anyOf = [] }: JsonSchema): boolean =>
  (Array.isArray(type) && type.includes("null")) || anyOf.some((choice) => choice.type === "null");

/** A value of another example, where it has the form that is wanted here. */
function fittingHint(hint: unknown, schema: JsonSchema, components: Components): unknown {
  if (hint === undefined || hint === null) return undefined;
  const whole = resolved(schema, components);
  const forms = [whole, ...(whole.anyOf ?? []).map((choice) => resolved(choice, components))];
  const kind = Array.isArray(hint) ? "array" : typeof hint;
  const fits = forms.some(({ type, format, enum: allowed }) => {
    const types = [type].flat();
    if (format === "uuid" || format === "date-time") return false;
    if (allowed && !allowed.includes(hint)) return false;
    return types.includes(kind) || (kind === "number" && types.includes("integer"));
  });
  return fits && kind !== "array" ? hint : undefined;
}

/** The values of an example by their names. */
export const hintsOf = (example: unknown): Hints =>
  new Map(typeof example === "object" && example !== null ? Object.entries(example) : []);

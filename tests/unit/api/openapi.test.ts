import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { GET } from "@/app/api/v1/openapi.json/route";
import { routes } from "@/app/api/v1/routes";
import type { RouteFacts } from "@/lib/doors/define-route";
import { inputErrorMap } from "@/lib/language/translator";
import { type ApiDocument, buildDocument, type Method, methods } from "@/lib/openapi/rules/build-document";
import { exampleOf } from "@/lib/openapi/rules/example-of";
import { jsonSchemaOf } from "@/lib/openapi/rules/json-schema";
import { referenceOf } from "@/lib/openapi/rules/reference";

const folder = path.resolve(import.meta.dirname, "../../../app/api/v1");

function routesUnder(place: string): string[] {
  return readdirSync(path.join(folder, place)).flatMap((name) => {
    const inner = path.join(place, name);
    if (statSync(path.join(folder, inner)).isDirectory()) return routesUnder(inner);
    return name === "route.ts" ? [`/${place.replace(/\[(\w+)\]/g, "{$1}")}`] : [];
  });
}

type Described = { path: string; method: Method; facts: RouteFacts };

const described: Described[] = Object.entries(routes).flatMap(([place, exported]) =>
  methods.flatMap((method) => {
    const facts = (exported[method] as { facts?: RouteFacts } | undefined)?.facts;
    return facts ? [{ path: place, method, facts }] : [];
  }),
);
const nameOf = ({ method, path: place }: Described): string => `${method} ${place}`;

const document: ApiDocument = buildDocument(routes);

describe("the list of routes", () => {
  test("is the list of files, and nobody can forget one", () => {
    const files = routesUnder("").filter((place) => place !== "/openapi.json");
    expect(Object.keys(routes).sort()).toEqual(files.sort());
  });

  test("each route says where it is, what it does and what it answers", () => {
    expect(described.filter(({ path: place, facts }) => facts.path !== place).map(nameOf)).toEqual([]);
    expect(described.filter(({ facts }) => !facts.summary).map(nameOf)).toEqual([]);
    const silent = described.filter(
      ({ facts }) => !facts.output && !facts.produces && facts.statuses?.[0] !== 204,
    );
    expect(silent.map(nameOf)).toEqual([]);
  });
});

describe("the document", () => {
  test("is served to everybody and holds every route and method, and no other", async () => {
    const answer = await GET(new Request("http://localhost/api/v1/openapi.json"));
    const served = (await answer.json()) as ApiDocument;
    expect(served).toEqual(JSON.parse(JSON.stringify(document)));
    const there = Object.entries(served.paths).flatMap(([place, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${place}`),
    );
    expect(there.sort()).toEqual(described.map(nameOf).sort());
    const promised = [...JSON.stringify(served).matchAll(/"(sentiment)"/g)].map(([word]) => word);
    expect(promised).toEqual([]);
  });

  test("has operations with names of their own, and every reference leads somewhere", () => {
    const operations = Object.values(document.paths).flatMap((one) => Object.values(one));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const missing = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)]
      .filter(([, kind = "", name = ""]) => !(name in (document.components[kind] ?? {})))
      .map(([reference]) => reference);
    expect(missing).toEqual([]);
    expect(JSON.stringify(document)).not.toContain("$defs");
  });

  test("names every part of a path, and everything that an address may hold", () => {
    for (const [place, operations] of Object.entries(document.paths)) {
      for (const [method, { parameters }] of Object.entries(operations)) {
        const named = parameters.flatMap((one) => ("in" in one && one.in === "path" ? [one.name] : []));
        expect([method, place, named]).toEqual([
          method,
          place,
          [...place.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        ]);
      }
    }
    const listed = document.paths["/customers"]?.get?.parameters.flatMap((one) =>
      "name" in one ? [one.name] : [],
    );
    expect(listed).toEqual([
      "limit",
      "cursor",
      "updatedSince",
      "externalId",
      "email",
      "phone",
      "kind",
      "company",
    ]);
  });
});

describe("examples", () => {
  const inputs = described.filter(
    ({ method, facts }) => method === "POST" && facts.kind === "route" && facts.output,
  );

  test("of requests are taken by the schema that the route itself uses", () => {
    for (const one of inputs) {
      const operation = document.paths[one.path]?.post;
      const schema = operation?.requestBody?.content["application/json"]?.schema;
      if (!schema) continue;
      const example = exampleOf(schema, document.components.schemas);
      const result = one.facts.input.safeParse(example, { error: inputErrorMap("en") as never });
      expect([nameOf(one), example, result.error?.issues]).toEqual([nameOf(one), example, undefined]);
      const list = one.facts.input.safeParse({ items: [example] });
      expect([nameOf(one), list.success]).toEqual([nameOf(one), true]);
    }
  });

  test("of answers have the form that the route promises", () => {
    for (const one of described) {
      const output: z.ZodType | undefined = one.facts.output;
      if (!output || one.path.startsWith("/metrics")) continue;
      const components = {};
      const schema = jsonSchemaOf(output, "output", components);
      const result = output.safeParse(exampleOf(schema, components));
      expect([nameOf(one), result.error?.issues]).toEqual([nameOf(one), undefined]);
    }
  });

  test("stand on the reference page with a call for every operation", () => {
    const operations = referenceOf(document, "https://lotse.example").flatMap((group) => group.operations);
    expect(operations.map(({ method, path: place }) => `${method} ${place}`).sort()).toEqual(
      described.map(nameOf).sort(),
    );
    for (const { curl, path: place } of operations) {
      expect(curl).toContain("https://lotse.example/api/v1/");
      expect([place, curl.includes("undefined"), curl.includes("{id}")]).toEqual([place, false, false]);
    }
  });
});

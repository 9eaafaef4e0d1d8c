import { createRequire } from "node:module";
import ts from "typescript";
import { expect, test } from "vitest";
import { routes } from "@/app/api/v1/routes";
import { buildDocument } from "@/lib/openapi/rules/build-document";

/** What we use of openapi-typescript: it checks a document and writes the types of a client. */
type Generator = {
  default: (document: unknown, options?: object) => Promise<ts.Node[]>;
  astToString: (nodes: ts.Node[]) => string;
};

const generator = "openapi-typescript";

const isInstalled = (): boolean => {
  try {
    createRequire(import.meta.url).resolve(generator);
    return true;
  } catch {
    return false;
  }
};

/** Compiles two files together, strictly, without touching the disk. @returns what the compiler has to say */
function compile(files: Record<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, target, ...rest) => {
    const text = files[name];
    return text === undefined
      ? getSourceFile.call(host, name, target, ...rest)
      : ts.createSourceFile(name, text, target, true);
  };
  host.fileExists = (name) => name in files || fileExists.call(host, name);
  host.readFile = (name) => files[name] ?? readFile.call(host, name);
  const program = ts.createProgram(Object.keys(files), options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ messageText, file, start }) =>
        `${file?.fileName}:${start}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
}

const client = `
import type { components, paths } from "./schema";

type Body<P extends keyof paths> = paths[P] extends { post: { requestBody: { content: { "application/json": infer B } } } } ? B : never;
type Answer<O> = O extends { responses: { 200: { content: { "application/json": infer A } } } } ? A : never;

export const customer: Body<"/customers"> = { externalId: "C-1", name: null, attributes: { size: 3, old: null } };
export const many: Body<"/customers"> = { items: [{ externalId: "C-1" }] };
// @ts-expect-error: no such kind
export const ghost: Body<"/customers"> = { externalId: "C-1", kind: "ghost" };
// @ts-expect-error: an order's total has a currency
export const order: Body<"/orders"> = { total: { amount: 1 } };
export const feedback: Body<"/feedback"> = {
  technique: "survey",
  answeredAt: "2026-01-31",
  answers: [{ metric: "nps", value: 9 }],
};
export const next = (page: Answer<paths["/orders"]["get"]>): string | null => page.nextCursor;
export const total = (order: components["schemas"]["Order"]): number => order.total.amount;
export const which: paths["/contacts"]["get"]["parameters"]["query"] = { limit: 5, direction: "in" };
export const message = (answer: components["schemas"]["Error"]): string => answer.error.message;
`;

test.skipIf(!isInstalled())(
  "an independent generator accepts the document, and the client it writes says what we mean",
  async () => {
    const { default: generate, astToString } = (await import(generator)) as Generator;
    const document: unknown = JSON.parse(JSON.stringify(buildDocument(routes)));
    // A default is a reason to leave a field out, not to demand it.
    const nodes = await generate(document, { defaultNonNullable: false });
    const schema = astToString(nodes);
    expect(compile({ "/schema.ts": schema, "/client.ts": client })).toEqual([]);
  },
  120_000,
);

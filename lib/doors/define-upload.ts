import { headers } from "next/headers";
import type { z } from "zod";
import type { Visitor } from "@/lib/auth/admission";
import type { Permission } from "@/lib/auth/roles";
import { type Scope, withScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import type { Locale } from "@/lib/language/locale";
import { bearer, refusal } from "./define-route";
import { type DoorFacts, localeOf, parseInput, passDoor } from "./open-door";
import { parseJson } from "./read-json";
import { receiveForm, type UploadedFile } from "./receive-form";
import { isFrameworkSignal } from "./report-bug";
import { currentLocale, sessionVisitor } from "./visitor";

export type UploadDoor<Schema extends z.ZodType, Result> = {
  can: Permission;
  /** What comes with the file; the parts of the form may have any order. */
  input: Schema;
  /** Fields that are JSON. */
  json: readonly string[];
  maxBytes: number;
  run: (scope: Scope, input: z.output<Schema>, file: UploadedFile) => Promise<Result>;
};

type Context = { params: Promise<Record<string, string>> };

/** Looking through half a gigabyte and storing it takes longer than a page. */
const transactionMs = 300_000;

/** A form with a file for the REST API: who are you, may you, and only then is the body read. */
export function defineUpload<Schema extends z.ZodType, Result>(spec: UploadDoor<Schema, Result>) {
  return upload(
    spec,
    async (request) => ({ kind: "key", token: bearer(request) }),
    async () => "en",
  );
}

/** The same for our own pages: the session and the address say who and where. */
export function defineBrowserUpload<Schema extends z.ZodType, Result>(spec: UploadDoor<Schema, Result>) {
  return upload(spec, (_request, { workspace = "" }) => sessionVisitor(workspace), currentLocale);
}

function upload<Schema extends z.ZodType, Result>(
  spec: UploadDoor<Schema, Result>,
  visit: (request: Request, params: Record<string, string>) => Promise<Visitor>,
  locale: () => Promise<Locale>,
) {
  const facts: DoorFacts = { kind: "upload", can: spec.can, input: spec.input };
  async function handle(request: Request, { params }: Context): Promise<Response> {
    const requestId = (await headers()).get("x-request-id") ?? undefined;
    const where = `${request.method} ${new URL(request.url).pathname}`;
    try {
      const admission = await passDoor(spec.can, await visit(request, await params));
      const form = await receiveForm(request, spec.maxBytes);
      try {
        const input = parseInput(spec.input, withJson(form.fields, spec.json), localeOf(admission));
        const { file } = form;
        if (!file) throw new AppError("invalid", "fileRequired", { fields: { file: "fileRequired" } });
        const result = await withScope(admission, (scope) => spec.run(scope, input, file), transactionMs);
        return Response.json(result, { status: 201 });
      } finally {
        await form.discard();
      }
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      return refusal(error, where, requestId, await locale());
    }
  }
  return Object.assign(handle, { facts, door: spec });
}

function withJson(fields: Record<string, string>, json: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => {
      if (!json.includes(name)) return [name, text];
      try {
        return [name, text.trim() === "" ? undefined : parseJson(text)];
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        throw new AppError("invalid", "fieldNotJson", {
          values: { field: name },
          fields: { [name]: error.reason ?? "notJson" },
        });
      }
    }),
  );
}

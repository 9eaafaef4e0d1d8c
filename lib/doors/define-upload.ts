import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Visitor } from "@/lib/auth/admission";
import type { Permission } from "@/lib/auth/roles";
import { type Scope, withScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import type { Locale } from "@/lib/language/locale";
import { type Answer, refusal, responseOf, said } from "./answer";
import { bearer, type RouteDescription, requestIdOf } from "./define-route";
import { idempotencyKey, onlyOnce, requestHash } from "./only-once";
import { localeOf, parseInput, passDoor } from "./open-door";
import { parseJson } from "./read-json";
import { receiveForm, type UploadedFile } from "./receive-form";
import { isFrameworkSignal } from "./report-bug";
import { currentLocale, sessionVisitor } from "./visitor";

export type UploadDoor<Schema extends z.ZodType, Result> = RouteDescription & {
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
const pieceBytes = 1024 * 1024;

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
  async function handle(request: Request, { params }: Context): Promise<Response> {
    const where = `${request.method} ${new URL(request.url).pathname}`;
    try {
      const admission = await passDoor(spec.can, await visit(request, await params));
      const key = admission.actor.kind === "apiKey" ? idempotencyKey(request) : null;
      const form = await receiveForm(request, spec.maxBytes);
      const perform = async (scope: Scope): Promise<Answer> => {
        const input = parseInput(spec.input, withJson(form.fields, spec.json), localeOf(admission));
        const { file } = form;
        if (!file) throw new AppError("invalid", "fileRequired", { fields: { file: "fileRequired" } });
        return said(201, await spec.run(scope, input, file));
      };
      try {
        const asked = key === null ? null : { key, hash: requestHash(request, await contentOf(form)) };
        const answer = await withScope(
          admission,
          (scope) => (asked ? onlyOnce(scope, asked, () => perform(scope)) : perform(scope)),
          transactionMs,
        );
        return responseOf(answer);
      } finally {
        await form.discard();
      }
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      return refusal(error, where, requestIdOf(request), await locale());
    }
  }
  const { can, input, json, path, summary, description, output } = spec;
  const facts = {
    kind: "upload" as const,
    can,
    input,
    json,
    path,
    summary,
    description,
    output,
    statuses: [201],
  };
  return Object.assign(handle, { facts, door: spec });
}

type Form = Awaited<ReturnType<typeof receiveForm>>;

/** What a form says, however it was packed: its fields and a hash of its file. */
async function contentOf({ fields, file }: Form): Promise<string> {
  const hash = createHash("sha256");
  for (let offset = 0; file && offset < file.size; ) {
    const bytes = await file.read(offset, pieceBytes);
    if (bytes.length === 0) break;
    hash.update(bytes);
    offset += bytes.length;
  }
  return JSON.stringify([Object.entries(fields).sort(), file?.name, hash.digest("hex")]);
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

import type { z } from "zod";
import { admit, type Visitor } from "@/lib/auth/admission";
import { may, type Permission } from "@/lib/auth/roles";
import { type Admission, type Scope, withScope } from "@/lib/auth/scope";
import { AppError, type ErrorCode, type FieldErrors } from "@/lib/errors/app-error";
import { isLocale, type Locale } from "@/lib/language/locale";
import { inputErrorMap } from "@/lib/language/translator";

/** One spec for a page, an action, a route and a job alike. */
export type Door<Schema extends z.ZodType, Result> = {
  can: Permission;
  input: Schema;
  run: (scope: Scope, input: z.output<Schema>) => Promise<Result>;
  /** How long it may take; short unless said otherwise. */
  timeoutMs?: number;
};

/** What the generated role × door tests read from every door. */
export type DoorFacts = {
  kind: "page" | "action" | "route" | "upload" | "job";
  can: Permission;
  input: z.ZodType;
};

type Issue = z.core.$ZodIssue;

/** Of several allowed forms, the one that knows most of the given fields is the one that was meant. */
function meant(issue: Issue): readonly Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const strangers = (branch: readonly Issue[]) =>
    branch.reduce((sum, one) => sum + (one.code === "unrecognized_keys" ? one.keys.length : 0), 0);
  const [best = []] = [...issue.errors].sort((a, b) => strangers(a) - strangers(b));
  return best.flatMap((one) => meant({ ...one, path: [...issue.path, ...one.path] } as Issue));
}

/** One reason per field; the first one said about it is the one to mend first. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues.flatMap(meant)) {
    fields[issue.path.map(String).join(".") || "(input)"] ??= issue.message;
  }
  return fields;
}

/** What an input is refused as. A field may say of itself that it was not even understood (`params.refusal`). */
export function inputRefusal(error: z.ZodError, refusal: ErrorCode = "invalid"): AppError {
  const isMalformed = error.issues
    .flatMap(meant)
    .some((issue) => issue.code === "custom" && issue.params?.refusal === "malformed");
  return new AppError(isMalformed ? "malformed" : refusal, undefined, { fields: fieldErrors(error) });
}

/** @param refusal `invalid` for what somebody typed or sent, `malformed` for what stands in an address */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  locale: Locale,
  refusal: ErrorCode = "invalid",
): z.output<Schema> {
  const result = schema.safeParse(raw, { error: inputErrorMap(locale) as never });
  if (result.success) return result.data;
  throw inputRefusal(result.error, refusal);
}

export const localeOf = (admission: { locale: string }): Locale =>
  isLocale(admission.locale) ? admission.locale : "en";

/** Who are you, may you: answered before anything that was sent is looked at. */
export async function passDoor(can: Permission, visitor: Visitor): Promise<Admission> {
  const admission = await admit(visitor);
  if (!may(admission.role, can)) throw new AppError("forbidden");
  return admission;
}

/**
 * Who are you → may you → is it well formed → do it, in one transaction.
 * @param readRaw called only once the door has been passed: nobody unknown makes us read a body
 */
export async function openDoor<Schema extends z.ZodType, Result>(
  door: Door<Schema, Result>,
  visitor: Visitor,
  readRaw: () => unknown,
  refusal?: ErrorCode,
): Promise<{ result: Result; admission: Admission; input: z.output<Schema> }> {
  const admission = await passDoor(door.can, visitor);
  const input = parseInput(door.input, await readRaw(), localeOf(admission), refusal);
  const result = await withScope(admission, (scope) => door.run(scope, input), door.timeoutMs);
  return { result, admission, input };
}

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { z } from "zod";
import type { Person } from "@/lib/auth/admission";
import type { Admission } from "@/lib/auth/scope";
import { AppError, type ErrorCode, type FieldErrors } from "@/lib/errors/app-error";
import { sentenceOf } from "@/lib/language/translator";
import { asRefusal } from "./answer";
import { type FormValues, formValues, withoutSecrets } from "./form-values";
import { type Door, type DoorFacts, openDoor, parseInput } from "./open-door";
import { isFrameworkSignal } from "./report-bug";
import { currentLocale, currentPerson, currentRequest, sessionVisitor } from "./visitor";

/** Actions never throw what they expect; a refused form is refilled from `values`. */
export type ActionResult<Data = unknown> =
  | { ok: true; data: Data }
  | { ok: false; code: ErrorCode; message: string; fields: FieldErrors; values: FormValues };

/** What happens after the commit. */
type Outcome = { redirectTo?: string; refresh?: boolean };

type Answer<Data> = { data: Data; outcome: Outcome };

async function answer<Data>(
  where: string,
  values: FormValues,
  run: () => Promise<Answer<Data>>,
): Promise<ActionResult<Data>> {
  let result: Answer<Data>;
  try {
    result = await run();
  } catch (error) {
    if (isFrameworkSignal(error)) throw error;
    const locale = await currentLocale().catch(() => "en" as const);
    const { requestId } = await currentRequest();
    const refusal = asRefusal(error, where, requestId);
    const { message, fields = {} } = sentenceOf(refusal, locale);
    return { ok: false, code: refusal.code, message, fields, values: withoutSecrets(values) };
  }
  if (result.outcome.refresh) revalidatePath("/", "layout");
  if (result.outcome.redirectTo) redirect(result.outcome.redirectTo);
  return { ok: true, data: result.data };
}

type WorkspaceActionSpec<Schema extends z.ZodType, Data> = Door<Schema, Data> & {
  afterwards?: (done: { data: Data; admission: Admission; input: z.output<Schema> }) => Outcome;
};

/** A form's action inside a workspace; the form carries the workspace's slug in the field `workspace`. */
export function defineAction<Schema extends z.ZodType, Data>(spec: WorkspaceActionSpec<Schema, Data>) {
  async function action(_before: unknown, form: FormData): Promise<ActionResult<Data>> {
    const { workspace = "", ...values } = formValues(form);
    return answer(`action ${spec.can}`, values, async () => {
      const visitor = await sessionVisitor(String(workspace));
      const { result, admission, input } = await openDoor(spec, visitor, () => values);
      return {
        data: result,
        outcome: spec.afterwards?.({ data: result, admission, input }) ?? { refresh: true },
      };
    });
  }
  const facts: DoorFacts = { kind: "action", can: spec.can, input: spec.input };
  return Object.assign(action, { facts, door: spec as Door<Schema, Data> });
}

type AccountActionSpec<Schema extends z.ZodType, Data> = {
  input: Schema;
  run: (person: Person, input: z.output<Schema>) => Promise<Data>;
  afterwards?: (done: { data: Data; input: z.output<Schema> }) => Outcome;
};

/** An action on one's own account; it belongs to no workspace. */
export function defineAccountAction<Schema extends z.ZodType, Data>(spec: AccountActionSpec<Schema, Data>) {
  async function action(_before: unknown, form: FormData): Promise<ActionResult<Data>> {
    const values = formValues(form);
    return answer("account action", values, async () => {
      const person = await currentPerson();
      if (!person) throw new AppError("unauthenticated");
      const input = parseInput(spec.input, values, await currentLocale());
      const data = await spec.run(person, input);
      return { data, outcome: spec.afterwards?.({ data, input }) ?? { refresh: true } };
    });
  }
  return Object.assign(action, { facts: { kind: "accountAction" as const, input: spec.input } });
}

type OpenActionSpec<Schema extends z.ZodType, Data> = {
  input: Schema;
  run: (from: { address: string; userAgent: string | null }, input: z.output<Schema>) => Promise<Data>;
  afterwards?: (done: { data: Data; input: z.output<Schema> }) => Outcome;
};

/** An action that needs no session (first set-up, invitation, password reset): it throttles and checks its own token. */
export function defineOpenAction<Schema extends z.ZodType, Data>(spec: OpenActionSpec<Schema, Data>) {
  async function action(_before: unknown, form: FormData): Promise<ActionResult<Data>> {
    const values = formValues(form);
    return answer("open action", values, async () => {
      const input = parseInput(spec.input, values, await currentLocale());
      const data = await spec.run(await currentRequest(), input);
      return { data, outcome: spec.afterwards?.({ data, input }) ?? {} };
    });
  }
  return Object.assign(action, { facts: { kind: "openAction" as const, input: spec.input } });
}

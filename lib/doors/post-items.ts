import type { z } from "zod";
import type { Scope } from "@/lib/auth/scope";
import type { Saved } from "@/lib/db/save-rows";
import { AppError } from "@/lib/errors/app-error";
import type { RowOutcome, SaveStatus } from "@/lib/fields/items";
import { inputErrorMap, sentenceOf } from "@/lib/language/translator";
import { inputRefusal, localeOf } from "./open-door";

type Kind<Item extends z.ZodType, Resource> = {
  item: Item;
  /** Writes those that can be written, together; one outcome each, in their order. */
  save: (scope: Scope, inputs: readonly z.output<Item>[]) => Promise<Saved[]>;
  get: (scope: Scope, input: { id: string }) => Promise<Resource>;
};

/** The POST of a resource: one answers with the resource, a list with one outcome per item. */
export function postOneOrMany<Item extends z.ZodType, Resource extends object>(kind: Kind<Item, Resource>) {
  return async (
    scope: Scope,
    input: { items: unknown[] } | z.output<Item>,
  ): Promise<{ results: RowOutcome[] } | (Resource & { status: SaveStatus })> => {
    if (isList(input)) return { results: await saveItems(scope, kind, input.items) };
    const [saved] = await kind.save(scope, [input]);
    if (!saved) throw new Error("An item without an outcome.");
    if (saved instanceof AppError) throw saved;
    return { ...(await kind.get(scope, { id: saved.id })), status: saved.status };
  };
}

const isList = (input: unknown): input is { items: unknown[] } =>
  typeof input === "object" && input !== null && "items" in input;

/** Judges items one by one and saves the good ones together. Outcomes come in the order of the items. */
export async function saveItems<Item extends z.ZodType>(
  scope: Scope,
  kind: Pick<Kind<Item, unknown>, "item" | "save">,
  items: readonly unknown[],
): Promise<RowOutcome[]> {
  const error = inputErrorMap(localeOf(scope)) as never;
  const parsed = items.map((item) => kind.item.safeParse(item, { error }));
  const saved = await kind.save(
    scope,
    parsed.flatMap((one) => (one.success ? [one.data] : [])),
  );
  let next = 0;
  return parsed.map((one): RowOutcome => {
    const outcome = one.success ? saved[next++] : inputRefusal(one.error);
    if (!outcome) throw new Error("Fewer outcomes than items.");
    return outcome instanceof AppError ? rejected(scope, outcome) : outcome;
  });
}

function rejected(scope: Scope, refusal: AppError): RowOutcome {
  return { status: "rejected", error: { code: refusal.code, ...sentenceOf(refusal, localeOf(scope)) } };
}

/** 201 for one that was created, else 200. */
export const statusOfSaved = (answer: object): number =>
  "status" in answer && answer.status === "created" ? 201 : 200;

import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { changeKeyed, type KeyedChange, removeKeyed, type Snapshot, takeBack } from "@/lib/db/keyed-rows";
import type { RowTable } from "@/lib/db/save-rows";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { currencyDigits } from "@/lib/format/money";
import { whatUses } from "../queries/what-uses";
import { renamedIn } from "../rules";
import type {
  CreateProductInput,
  EditProductInput,
  ProductNamed,
  ProductState,
  UndoProductInput,
} from "../schema/products";
import type { Undo } from "./edit-entries";

export const productTable: RowTable<ProductState> = {
  table: "product",
  key: ["key"],
  columns: {
    key: "text",
    name: "text",
    translations: "jsonb",
    productGroupId: "int",
    priceMinor: "bigint",
    retiredAt: "timestamptz",
  },
  versioned: true,
};

const undoOf = (snapshot: Snapshot<ProductState>): Undo => ({ before: JSON.stringify([snapshot]) });

async function change(
  scope: Scope,
  deed: string,
  one: KeyedChange<ProductState>,
): Promise<Snapshot<ProductState>> {
  let after: ProductState | null = null;
  const recorded: KeyedChange<ProductState> = {
    ...one,
    change: (before) => {
      const state = one.change(before);
      if (!(state instanceof AppError)) after = state;
      return state;
    },
  };
  const [snapshot] = await changeKeyed(scope, productTable, [recorded], (key) =>
    staleProduct(scope, key, one.expected ?? 0),
  );
  if (!snapshot) throw new Error("A change without an outcome.");
  const changed = changedFields(snapshot.state, after ?? {});
  if (Object.keys(changed).length > 0)
    await writeAudit(scope, `product.${deed}`, one.key, { version: snapshot.version, changed });
  return snapshot;
}

/** The second of two editors is told who was first. */
async function staleProduct(scope: Scope, subject: string, since: number): Promise<AppError> {
  const who = await whoChanged(scope, { noun: "product", subject, since });
  return who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}

/** @throws AppError `invalid` for a key that is taken */
export async function createProduct(scope: Scope, input: CreateProductInput): Promise<Undo> {
  const { key, names } = input;
  if (!names[scope.workspaceLocale as keyof typeof names])
    throw refuse({ [`names.${scope.workspaceLocale}`]: "fillIn" });
  const blank: ProductState = {
    ...{ key, name: "", translations: null, productGroupId: null, priceMinor: null, retiredAt: null },
  };
  const own = await ownFields(scope, input);
  const snapshot = await change(scope, "create", {
    key,
    expected: null,
    change: () => ({ ...blank, ...renamedIn(blank, names, scope.workspaceLocale), ...own }),
  });
  return undoOf(snapshot);
}

export async function editProduct(scope: Scope, input: EditProductInput): Promise<Undo> {
  const { key, names } = input;
  if (names[scope.workspaceLocale as keyof typeof names] === null)
    throw refuse({ [`names.${scope.workspaceLocale}`]: "fillIn" });
  const own = await ownFields(scope, input);
  const snapshot = await change(scope, "change", {
    key,
    expected: input.anyway ? undefined : input.version,
    change: (before) =>
      before === null
        ? notFound()
        : { ...before, ...renamedIn(before, names, scope.workspaceLocale), ...own },
  });
  return undoOf(snapshot);
}

/** It disappears from choices; orders keep it. */
export async function retireProduct(scope: Scope, { key }: ProductNamed): Promise<Undo> {
  const at = new Date().toISOString();
  return undoOf(
    await change(scope, "retire", {
      key,
      change: (before) => (before === null ? notFound() : { ...before, retiredAt: before.retiredAt ?? at }),
    }),
  );
}

export async function restoreProduct(scope: Scope, { key }: ProductNamed): Promise<Undo> {
  return undoOf(
    await change(scope, "restore", {
      key,
      change: (before) => (before === null ? notFound() : { ...before, retiredAt: null }),
    }),
  );
}

/** Only what no order names. @throws AppError `conflict` with the sentence why not */
export async function deleteProduct(scope: Scope, { key }: ProductNamed): Promise<Undo> {
  if (!(await whatUses(scope, { list: "products", key })).canDelete)
    throw new AppError("conflict", "onlyRetire");
  const snapshot = await removeKeyed(scope, productTable, key);
  await writeAudit(scope, "product.delete", key);
  return undoOf(snapshot);
}

/** @throws AppError `conflict` when somebody has changed it since, or an order names what would disappear */
export async function undoProduct(scope: Scope, { before }: UndoProductInput): Promise<void> {
  for (const { key, state } of before) {
    if (state === null && !(await whatUses(scope, { list: "products", key })).canDelete)
      throw new AppError("conflict", "usedMeanwhile");
    if (state?.productGroupId) await groupOf(scope, { id: state.productGroupId });
  }
  await takeBack(scope, productTable, before);
  for (const { key } of before) await writeAudit(scope, "product.undo", key);
}

type Own = Pick<ProductState, "productGroupId" | "priceMinor">;

async function ownFields(
  scope: Scope,
  { group, price }: Pick<CreateProductInput, "group" | "price">,
): Promise<Own> {
  const factor = 10 ** currencyDigits(scope.currency);
  return {
    productGroupId: group ? await groupOf(scope, { key: group }) : null,
    priceMinor: price === null || price === undefined ? null : Math.round(price * factor),
  };
}

async function groupOf({ db, workspaceId }: Scope, which: { key: string } | { id: number }): Promise<number> {
  const found = await db.productGroup.findFirst({ where: { workspaceId, ...which }, select: { id: true } });
  if (!found) throw refuse({ group: "unknownProductGroup" });
  return found.id;
}

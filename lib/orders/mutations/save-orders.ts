import type { Scope } from "@/lib/auth/scope";
import { holdCustomers } from "@/lib/customers/queries";
import type { Owner } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { namedBy } from "@/lib/db/named";
import { changeRow, deleteRow, type RowTable, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import { type AppError, notFound } from "@/lib/errors/app-error";
import type { Money } from "@/lib/fields/money";
import { Lookup } from "@/lib/fields/refusals";
import { holdClock } from "@/lib/workspaces/queries/hold-clock";
import { getOrder } from "../queries";
import { changedOrder, type OrderLineState, type OrderState } from "../rules";
import { type ChangeOrderInput, type OrderInput, type OrderOut, orderInput } from "../schema";
import { bringProducts } from "./products";

const orders: RowTable<OrderState> = {
  table: "order",
  key: ["externalId"],
  columns: {
    externalId: "text",
    customerId: "int",
    orderedAt: "timestamptz",
    day: "date",
    dayOnly: "boolean",
    totalMinor: "bigint",
    marginMinor: "bigint",
    status: `"OrderStatus"`,
  },
  details: { read: readLines, write: writeLines },
};

export async function saveOrders(scope: Scope, inputs: readonly OrderInput[]): Promise<Saved[]> {
  const found = await findNamed(scope, inputs);
  return saveRows(
    scope,
    orders,
    inputs.map((said) => ({
      key: said.externalId ? [said.externalId] : null,
      change: (before) => found(before, said),
    })),
  );
}

export const postOrders = postOneOrMany({ item: orderInput, save: saveOrders, get: getOrder });

/** @throws AppError `notFound`, `invalid`, or `conflict` for an external id that another order has */
export async function changeOrder(scope: Scope, { id, ...said }: ChangeOrderInput): Promise<OrderOut> {
  const which = namedBy(id);
  if (!which) throw notFound();
  const found = await findNamed(scope, [said]);
  const saved = await changeRow(scope, orders, which, (before) => found(before, said));
  if (!saved) throw notFound();
  return getOrder(scope, saved);
}

/** @throws AppError `notFound` */
export async function deleteOrder(scope: Scope, { id }: { id: string }): Promise<void> {
  if (!(await deleteRow(scope, orders, namedBy(id)))) throw notFound();
}

/** What the items name, found with one query per kind of name; new products come with the orders that are in order. */
async function findNamed(scope: Scope, inputs: readonly OrderInput[]) {
  const { timeZone } = await holdClock(scope);
  const customers = await holdCustomers(
    scope,
    inputs.map(({ customer }) => customer),
  );
  const refusals = inputs.map((said) => {
    const lookup = new Lookup();
    lookup.find(customers, said.customer, "customer", "unknownCustomer");
    const isForeign = (money: Money | null | undefined) => money && money.currency !== scope.currency;
    if (isForeign(said.total)) lookup.refuse("total.currency", "otherCurrency");
    if (isForeign(said.margin)) lookup.refuse("margin.currency", "otherCurrency");
    for (const [i, { amount }] of (said.lines ?? []).entries()) {
      if (typeof amount === "object" && isForeign(amount))
        lookup.refuse(`lines.${i}.amount.currency`, "otherCurrency");
    }
    return lookup.refusal();
  });
  const good = inputs.filter((_, n) => refusals[n] === null);
  const { products, groups } = await bringProducts(
    scope,
    good.flatMap(({ lines }) => lines ?? []),
  );
  const refusalOf = new Map(inputs.map((said, n) => [said, refusals[n]]));

  const lineOf = (line: NonNullable<OrderInput["lines"]>[number]): OrderLineState => {
    const product = products.get(line.product);
    if (!product) throw new Error("A product was neither found nor added.");
    return {
      productId: product.id,
      productGroupId: line.productGroup ? (groups.get(line.productGroup) ?? null) : product.productGroupId,
      quantity: line.quantity,
      amountMinor: typeof line.amount === "object" ? line.amount.amount : line.amount,
    };
  };
  return (before: OrderState | null, said: OrderInput): OrderState | AppError =>
    refusalOf.get(said) ??
    changedOrder(
      before,
      said,
      { customerId: customers.get(said.customer ?? "")?.id, lines: said.lines?.map(lineOf) },
      timeZone,
    );
}

async function readLines(
  { db, workspaceId }: Owner,
  ids: readonly number[],
): Promise<Map<number, Pick<OrderState, "lines">>> {
  const rows = await db.$queryRaw<{ orderId: number; lines: OrderLineState[] }[]>(Prisma.sql`
    select "orderId", json_agg(json_build_object('productId', "productId", 'productGroupId', "productGroupId",
      'quantity', "quantity", 'amountMinor', "amountMinor") order by "position") as lines
    from order_line where "workspaceId" = ${workspaceId} and "orderId" = any(${[...ids]}::int[])
    group by "orderId"`);
  const lines = new Map(rows.map((row) => [row.orderId, row.lines]));
  return new Map(ids.map((id) => [id, { lines: lines.get(id) ?? [] }]));
}

async function writeLines(
  { db, workspaceId }: Owner,
  rows: readonly { id: number; state: OrderState }[],
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await db.$executeRaw(
    Prisma.sql`delete from order_line where "workspaceId" = ${workspaceId} and "orderId" = any(${ids}::int[])`,
  );
  const lines = rows.flatMap(({ id, state }) =>
    state.lines.map((line, position) => ({ ...line, orderId: id, position })),
  );
  if (lines.length === 0) return;
  await db.$executeRaw(Prisma.sql`
    insert into order_line ("workspaceId", "orderId", "position", "productId", "productGroupId", "quantity", "amountMinor")
    select ${workspaceId}, r.* from json_to_recordset(${JSON.stringify(lines)}::json) as r("orderId" int, "position" int,
      "productId" int, "productGroupId" int, "quantity" numeric, "amountMinor" bigint)`);
}

import { copyRow } from "../rules/copy-text";
import type { LineProblems } from "../rules/line-problems";
import type { OrderLine } from "../rules/read-order-lines";
import { resolveCustomers, resolveKeys, resolveProducts } from "./resolve-names";
import { type Counts, type FieldColumns, noCounts, type Store, stage } from "./stage";

const lineColumns = `"key" text, "line" int, "isIdentity" boolean, "orderedAt" timestamptz, "day" date, "dayOnly" boolean,
  "totalMinor" bigint, "marginMinor" bigint, "status" "OrderStatus", "customerId" int, "productId" int,
  "productGroupId" int, "quantity" numeric(14, 4), "amountMinor" bigint, "rejected" boolean`;

/**
 * First half: looks up what the lines name and puts them aside. A rejected line is put aside too, so that its order is
 * not made without it.
 */
export async function storeOrderLines(
  store: Store,
  lines: readonly OrderLine[],
  problems: LineProblems,
  columnOf: FieldColumns,
): Promise<Counts> {
  const customers = await resolveCustomers(store, new Set(lines.flatMap(({ names }) => names[0] ?? [])));
  const groups = await resolveKeys(
    store,
    "product_group",
    new Set(lines.flatMap(({ productGroup }) => productGroup ?? [])),
  );
  const wanted = new Map<string, { name: string; groupId: number | null }>();
  for (const { product, productName, productGroup, rejected } of lines) {
    if (rejected || wanted.get(product)?.name) continue;
    wanted.set(product, { name: productName, groupId: groups.get(productGroup ?? "")?.id ?? null });
  }
  const products = await resolveProducts(store, wanted);

  const rows = lines.map((line) => {
    const { key, isIdentity, values, product, productGroup, quantity, amount } = line;
    if (line.rejected)
      return copyRow([
        key,
        line.line,
        isIdentity,
        ...values.map(() => null),
        null,
        null,
        null,
        null,
        null,
        true,
      ]);
    problems.begin(line.line);
    const look = (found: number | undefined, field: string, name: string, unknown: string): number | null => {
      if (found === undefined) problems.add(columnOf(field), name, unknown);
      return found ?? null;
    };
    const [customer] = line.names;
    const customerId = customer
      ? look(customers.get(customer), "customer", customer.replace(/^ext:/, ""), "unknownCustomer")
      : null;
    const known = products.get(product);
    const productId = look(known?.id, "lines.product", product, "importUnknownProduct");
    const groupId = productGroup
      ? look(groups.get(productGroup)?.id, "lines.productGroup", productGroup, "unknownProductGroup")
      : (known?.groupId ?? null);
    return copyRow([
      key,
      line.line,
      isIdentity,
      ...values,
      customerId,
      productId,
      groupId,
      quantity,
      amount,
      problems.hasFailed(),
    ]);
  });
  const { client, workspaceId, importId } = store;
  await stage(client, "import_order_lines", lineColumns, rows);
  await client.query(
    `insert into import_order_line ("workspaceId", "importId", "key", "line", "isIdentity", "orderedAt", "day", "dayOnly", "totalMinor",
       "marginMinor", "status", "customerId", "productId", "productGroupId", "quantity", "amountMinor", "rejected")
     select $1, $2, l."key", l."line", l."isIdentity", l."orderedAt", l."day", l."dayOnly", l."totalMinor", l."marginMinor", l."status",
       l."customerId", l."productId", l."productGroupId", l."quantity", l."amountMinor", l."rejected"
     from import_order_lines l order by l."key", l."line"`,
    [workspaceId, importId],
  );
  return noCounts();
}

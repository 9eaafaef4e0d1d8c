import { sharedText } from "./shared-data";

/** One counting order of a data set. `cents` in minor units. */
export type SharedOrder = { customer: string; day: string; cents: number };

/** CDNOW: every line is an order, also those worth 0. `part`: all 23,570 customers or the tenth sample. */
export function cdnowOrders(part: "master" | "sample"): SharedOrder[] {
  const [file, offset, header] =
    part === "master" ? ["CDNOW_master.txt.gz", 1, 1] : (["CDNOW_sample.txt.gz", 2, 0] as const);
  return sharedText(`data/cdnow/${file}`)
    .split("\n")
    .slice(header)
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const fields = line.trim().split(/\s+/);
      const date = fields[offset] ?? "";
      return {
        customer: fields[0] ?? "",
        day: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`,
        cents: Math.round(100 * Number(fields[offset + 2])),
      };
    });
}

/** Online Retail: one order per invoice, without cancelled lines, lines without a customer, prices or quantities ≤ 0. */
export function onlineRetailOrders(): SharedOrder[] {
  const invoices = new Map<string, SharedOrder>();
  const lines = sharedText("data/online_retail_first4months/online_retail_2010-12_2011-03.csv.gz").split(
    "\n",
  );
  for (const line of lines.slice(1)) {
    // Only the description may hold a comma: what is needed lies before it and after it.
    const fields = line.split(",");
    const [quantity, at = "", price, customer] = fields.slice(-5);
    const invoice = fields[0] ?? "";
    if (!customer || invoice.startsWith("C") || !(Number(quantity) > 0) || !(Number(price) > 0)) continue;
    const order = invoices.get(invoice) ?? { customer, day: at.slice(0, 10), cents: 0 };
    order.cents += Number(quantity) * Number(price) * 100;
    invoices.set(invoice, order);
  }
  return [...invoices.values()];
}

/** The orders of each customer. */
export function byCustomer(orders: readonly SharedOrder[]): Map<string, SharedOrder[]> {
  const customers = new Map<string, SharedOrder[]>();
  for (const order of orders) {
    const own = customers.get(order.customer);
    if (own) own.push(order);
    else customers.set(order.customer, [order]);
  }
  return customers;
}

import { currencyDigits } from "@/lib/format/money";
import type { OccurrenceCounter } from "./identity";
import type { LineProblems } from "./line-problems";
import { decimalText, parseDecimal, timesInMinorUnits } from "./numbers";
import { type Plan, type Source, textOf } from "./plan";
import { Refusal, readAmount, readText } from "./read-field";
import { type RowLine, rowReader } from "./read-rows";

/** One line of an order, with the order's own fields as this line says them. */
export type OrderLine = RowLine & {
  product: string;
  productName: string;
  productGroup: string | null;
  quantity: string;
  /** Minor units. */
  amount: string;
  rejected: boolean;
};

/** True where several file lines make one order. */
export const isByLines = (plan: Plan): boolean => plan.kind === "orders" && plan.sources.has("lines.product");

/** Of quantities the database keeps four decimals. */
const quantityDecimals = 4;
const largestQuantity = 10n ** 10n;

/** Reads the lines of order files in which an order has one line for each product. */
export function orderLineReader(plan: Plan, occurrences: OccurrenceCounter) {
  const readRow = rowReader(plan, "orders", occurrences);
  const source = (field: string) => plan.sources.get(`lines.${field}`);
  const exponent = currencyDigits(plan.workspace.currency);

  return (cells: readonly string[], line: number, problems: LineProblems): OrderLine | null => {
    const text = (field: string, max: number): string => {
      const from = source(field);
      const raw = textOf(plan, from, cells);
      const read = raw === null ? new Refusal("importPattern") : readText(raw, max);
      if (!(read instanceof Refusal)) return read;
      problems.add(from?.name ?? "", raw ?? "", read.reason);
      return "";
    };
    const product = text("product", 200);
    if (product === "") problems.add(source("product")?.name ?? "", "", "importRequired");
    const productName = text("productName", 200);
    const productGroup = text("productGroup", 60) || null;
    const quantity = readQuantity(plan, source("quantity"), cells, problems);
    const amount = readLineAmount(
      plan,
      source("amount"),
      source("unitPrice"),
      quantity,
      exponent,
      cells,
      problems,
    );
    const also = JSON.stringify([product, productGroup, quantity, amount]);
    const row = readRow(cells, line, problems, also);
    if (row === null) return null;
    return { ...row, product, productName, productGroup, quantity, amount, rejected: problems.hasFailed() };
  };
}

function readQuantity(
  plan: Plan,
  source: Source | undefined,
  cells: readonly string[],
  problems: LineProblems,
): string {
  const text = textOf(plan, source, cells);
  if (text === "") return "1";
  const decimal = text === null ? null : parseDecimal(text, source?.decimal ?? ".");
  const reason = !decimal
    ? "importNotANumber"
    : decimal.decimals > quantityDecimals &&
        decimalText(decimal).split(".")[1]?.[quantityDecimals] !== undefined
      ? "importTooManyDecimals"
      : decimal.digits / 10n ** BigInt(decimal.decimals) >= largestQuantity ||
          decimal.digits / 10n ** BigInt(decimal.decimals) <= -largestQuantity
        ? "importTooLarge"
        : null;
  if (reason === null && decimal) return decimalText(decimal);
  problems.add(source?.name ?? "", text ?? "", reason ?? "importNotANumber");
  return "0";
}

/** The line's own amount where the file has one, else quantity × unit price, rounded half up once. */
function readLineAmount(
  plan: Plan,
  amount: Source | undefined,
  price: Source | undefined,
  quantity: string,
  exponent: number,
  cells: readonly string[],
  problems: LineProblems,
): string {
  const own = textOf(plan, amount, cells);
  if (own) {
    const read = readAmount(own, amount?.decimal ?? ".", plan.workspace.currency);
    if (!(read instanceof Refusal)) return read;
    problems.add(amount?.name ?? "", own, read.reason);
    return "0";
  }
  const text = textOf(plan, price, cells);
  const unit = text ? parseDecimal(text, price?.decimal ?? ".") : null;
  const times = parseDecimal(quantity, ".");
  if (!unit || !times) {
    problems.add(
      (price ?? amount)?.name ?? "",
      text ?? "",
      text === "" ? "importRequired" : "importNotANumber",
    );
    return "0";
  }
  const product = timesInMinorUnits(times, unit, exponent);
  if (product !== "tooLarge") return product.toString();
  problems.add(price?.name ?? "", text ?? "", "importTooLarge");
  return "0";
}

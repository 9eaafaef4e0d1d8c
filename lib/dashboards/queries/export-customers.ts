import { recordedExport } from "@/lib/audit/queries/recorded-export";
import type { Scope } from "@/lib/auth/scope";
import { type ContractRow, streamContractRows } from "@/lib/contracts/queries/stream-contracts";
import { type CustomerRow, streamCustomerRows } from "@/lib/customers/queries/list-customer-rows";
import type { Prisma } from "@/lib/db/generated/client";
import type { ExportColumn } from "@/lib/doors/list-export";
import { localName } from "@/lib/language/locale";
import { type OrderRow, streamOrderRows } from "@/lib/orders/queries/stream-orders";
import { localDay } from "@/lib/period/local-day";
import type { CustomerListInput } from "../schema/customer-pages";
import { customerConditions } from "./customer-conditions";
import { customerSort } from "./load-customers";

const today = ({ timeZone }: Scope) => localDay(new Date(), timeZone);

const columns: readonly ExportColumn<CustomerRow>[] = [
  { key: "name", value: ({ name }) => name },
  { key: "externalId", value: ({ externalId }) => externalId },
  { key: "customerKind", value: ({ kind }, { t }) => t(`customers.kinds.${kind}`) },
  { key: "company", value: ({ company }) => company },
  { key: "email", value: ({ email }) => email },
  { key: "phone", value: ({ phone }) => phone },
  { key: "country", value: ({ country }) => country },
  { key: "joinedOn", kind: "day", value: ({ joinedOn }) => joinedOn },
  { key: "phase", value: ({ phase }, { locale }) => phase && localName(phase, locale) },
  { key: "plan", value: ({ plans }) => plans.join("; ") },
  { key: "monthlyRevenue", kind: "money", value: ({ monthlyRevenue }) => monthlyRevenue },
  { key: "lastContactOn", kind: "day", value: ({ lastContactOn }) => lastContactOn },
  { key: "lastOrderOn", kind: "day", value: ({ lastOrderOn }) => lastOrderOn },
];

/** A column that the page shows of the company's own attributes is one of the file too. */
const attributeColumns = (input: CustomerListInput): ExportColumn<CustomerRow>[] =>
  (input.column ?? [])
    .filter((column) => column.startsWith("attribute:"))
    .map((column) => column.slice("attribute:".length))
    .map((key) => ({
      key,
      isOwn: true,
      value: ({ attributes }) => {
        const value = attributes[key];
        return value === undefined ? null : String(value);
      },
    }));

/** The list of customers as a file. */
export const customerExport = recordedExport<CustomerListInput, CustomerRow>({
  name: "customers",
  columns: (input) => [...columns, ...attributeColumns(input), { key: "id", value: ({ id }) => id }],
  rows: async function* (scope, input) {
    const conditions = await customerConditions(scope, input, today(scope));
    yield* streamCustomerRows(scope, { conditions, sort: customerSort(input), today: today(scope) });
  },
});

/** Whose a row is. */
const ofCustomer: readonly ExportColumn<{ customer: string | null; customerNumber: string | null }>[] = [
  { key: "customer", value: ({ customer }) => customer },
  { key: "externalId", value: ({ customerNumber }) => customerNumber },
];

const meant = async (scope: Scope, input: CustomerListInput): Promise<readonly Prisma.Sql[]> =>
  customerConditions(scope, input, today(scope));

/** The orders of the customers in the list. */
export const orderExport = recordedExport<CustomerListInput, OrderRow>({
  name: "orders",
  columns: [
    { key: "orderNumber", value: ({ number }) => number },
    ...ofCustomer,
    { key: "orderedAt", kind: "instant", value: ({ orderedAt }) => orderedAt },
    { key: "status", value: ({ status }, { t }) => t(`exports.orderStatus.${status}`) },
    { key: "total", kind: "money", value: ({ totalMinor }) => totalMinor },
    { key: "margin", kind: "money", value: ({ marginMinor }) => marginMinor },
    { key: "products", value: ({ products }) => products },
    { key: "id", value: ({ id }) => id },
  ],
  rows: async function* (scope, input) {
    yield* streamOrderRows(scope, await meant(scope, input));
  },
});

/** The contracts of the customers in the list. */
export const contractExport = recordedExport<CustomerListInput, ContractRow>({
  name: "contracts",
  columns: [
    { key: "contractNumber", value: ({ number }) => number },
    ...ofCustomer,
    { key: "plan", value: ({ plan }) => plan },
    { key: "startedOn", kind: "day", value: ({ startedOn }) => startedOn },
    { key: "endsOn", kind: "day", value: ({ endsOn }) => endsOn },
    { key: "cancelledOn", kind: "day", value: ({ cancelledOn }) => cancelledOn },
    { key: "withdrawnOn", kind: "day", value: ({ withdrawnOn }) => withdrawnOn },
    { key: "reason", value: ({ reason }) => reason },
    { key: "involuntary", value: ({ involuntary }, { t }) => t(`exports.${involuntary ? "yes" : "no"}`) },
    { key: "monthlyRevenue", kind: "money", value: ({ revenueMinor }) => revenueMinor },
    { key: "monthlyMargin", kind: "money", value: ({ marginMinor }) => marginMinor },
    { key: "id", value: ({ id }) => id },
  ],
  rows: async function* (scope, input) {
    yield* streamContractRows(scope, await meant(scope, input));
  },
});

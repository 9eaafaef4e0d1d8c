import type { Scope } from "@/lib/auth/scope";
import {
  type CustomerRows,
  countCustomers,
  customerSorts,
  listCustomerRows,
} from "@/lib/customers/queries/list-customer-rows";
import { listPlans, listSegmentChoices } from "@/lib/filters/queries/customer-choices";
import { localDay } from "@/lib/period/local-day";
import { listCatalogue } from "@/lib/touchpoints/queries";
import type { CustomerListInput } from "../schema/customer-pages";
import { customerConditions } from "./customer-conditions";

const pageSize = 50;

export type CustomerListData = CustomerRows & {
  total: number;
  /** Nobody at all: an empty workspace. */
  isEmpty: boolean;
  segments: { key: string; name: string }[];
  phases: { key: string; name: string }[];
  plans: string[];
};

export async function loadCustomers(scope: Scope, input: CustomerListInput): Promise<CustomerListData> {
  const today = localDay(new Date(), scope.timeZone);
  const conditions = await customerConditions(scope, input, today);
  const total = await countCustomers(scope, conditions);
  const page = await listCustomerRows(scope, {
    conditions,
    sort: customerSort(input),
    today,
    cursor: input.after,
    limit: pageSize,
  });
  return {
    ...page,
    total,
    isEmpty: total === 0 && (conditions.length === 0 || (await countCustomers(scope, [])) === 0),
    segments: await listSegmentChoices(scope),
    phases: await listCatalogue(scope, "phase"),
    plans: await listPlans(scope),
  };
}

export const customerSort = ({ sort }: CustomerListInput) =>
  customerSorts.find((one) => one === sort) ?? "name";

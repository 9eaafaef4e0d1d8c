import type { AppError } from "@/lib/errors/app-error";
import { missing, refuse, saidOr } from "@/lib/fields/refusals";
import { movedMoment } from "@/lib/period/local-day";
import type { OrderInput } from "./schema";

export type OrderLineState = {
  productId: number;
  productGroupId: number | null;
  quantity: number;
  amountMinor: number;
};

export type OrderState = {
  externalId: string | null;
  customerId: number;
  orderedAt: string;
  day: string;
  dayOnly: boolean;
  totalMinor: number;
  marginMinor: number | null;
  status: "completed" | "cancelled" | "returned";
  lines: OrderLineState[];
};

/** An order with what was said put in. The local day is fixed when the moment is written and stays with it. */
export function changedOrder(
  before: OrderState | null,
  said: OrderInput,
  found: { customerId: number | null | undefined; lines: OrderLineState[] | null | undefined },
  timeZone: string,
): OrderState | AppError {
  const lacking = before
    ? null
    : missing({ customer: said.customer, orderedAt: said.orderedAt, total: said.total });
  if (lacking) return lacking;
  const moment = movedMoment(said.orderedAt, before && { ...before, at: before.orderedAt }, timeZone);
  const customerId = found.customerId ?? before?.customerId;
  const totalMinor = said.total?.amount ?? before?.totalMinor;
  if (moment === null) return refuse({ orderedAt: "notAMoment" });
  if (customerId === undefined || totalMinor === undefined)
    throw new Error("A new order lacks what it needs.");
  return {
    externalId: saidOr(said.externalId, before?.externalId ?? null),
    customerId,
    orderedAt: moment.at,
    day: moment.day,
    dayOnly: moment.dayOnly,
    totalMinor,
    marginMinor: said.margin === undefined ? (before?.marginMinor ?? null) : (said.margin?.amount ?? null),
    status: said.status ?? before?.status ?? "completed",
    lines: found.lines === undefined ? (before?.lines ?? []) : (found.lines ?? []),
  };
}

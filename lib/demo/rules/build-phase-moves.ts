import { usualReasons } from "@/lib/contracts/rules/usual-reasons";
import type { Founder } from "./build-customers";
import type { DemoOrder } from "./build-orders";
import type { Calendar, Day } from "./calendar";
import { type DemoCustomer, lastDayOf } from "./customers";
import { drawOf } from "./draw";

export type DemoPhaseMove = { customer: DemoCustomer; phase: string; day: Day; reason: string | null };

/** Without an order for so long a buyer counts as inactive. */
const dormantAfter = 180;
/** People who asked and have not signed (yet). */
const prospects = 480;

/** How customers went through the phases: with the first question, the contract, the first weeks, silence and the end. */
export function buildPhaseMoves(
  calendar: Calendar,
  founder: Founder,
  orders: readonly DemoOrder[],
): DemoPhaseMove[] {
  const draw = drawOf("phases");
  const moves: DemoPhaseMove[] = [];
  const move = (customer: DemoCustomer, phase: string, day: Day, reason: string | null = null) => {
    if (day <= calendar.last) moves.push({ customer, phase, day, reason });
  };
  for (const customer of founder.customers) {
    for (const [index, line] of customer.lines.entries()) {
      const end = lastDayOf(line);
      if (index > 0 || line.startedOn < calendar.from(-8)) move(customer, "usage", line.startedOn);
      else {
        const asked = line.startedOn - draw.whole(9, 40);
        move(customer, "consideration", asked);
        move(customer, "decision", draw.whole(asked + 1, line.startedOn - 1));
        move(customer, "onboarding", line.startedOn, usualReasons.signed.de);
        const running = line.startedOn + draw.whole(8, 28);
        if (end === null || running <= end) move(customer, "usage", running);
      }
      if (end !== null) move(customer, "cancelled", end + 1, line.reason);
    }
  }
  const purchases = new Map<DemoCustomer, { first: Day; last: Day }>();
  for (const { customer, day } of orders) {
    if (customer.lines.length > 0) continue;
    const { first, last } = purchases.get(customer) ?? { first: day, last: day };
    purchases.set(customer, { first: Math.min(first, day), last: Math.max(last, day) });
  }
  for (const [customer, { first, last }] of purchases) {
    move(customer, "usage", first);
    move(customer, "inactive", last + dormantAfter + 1);
  }
  for (let n = 0; n < prospects; n++) {
    const customer = founder.buyer();
    const day = draw.whole(calendar.from(-4), calendar.last);
    customer.joinedOn = day;
    move(customer, "consideration", day);
    if (draw.chance(0.55)) move(customer, "decision", day + draw.whole(1, 30));
  }
  return moves;
}

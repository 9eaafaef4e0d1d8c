import type { DemoOrder } from "./build-orders";
import type { Calendar, Day } from "./calendar";
import { askableDays, type DemoCustomer, lastDayOf } from "./customers";
import type { Draw } from "./draw";
import { type Group, groups, type StoryTouchpoint } from "./story";

type Span = [first: Day, last: Day];

const clipped = (calendar: Calendar, quarter: number, first: Day, last: Day): Span | null => {
  const span: Span = [Math.max(first, calendar.from(quarter)), Math.min(last, calendar.lastOf(quarter))];
  return span[0] <= span[1] ? span : null;
};

/** New customers: around the day of their first contract. */
const around =
  (first: number, last: number) =>
  (calendar: Calendar, quarter: number, { lines }: DemoCustomer): Span | null => {
    const start = lines[0]?.startedOn;
    if (start === undefined || calendar.quarterOf(start) !== quarter) return null;
    return clipped(calendar, quarter, start + first, start + last);
  };

/** Those who have given notice: until some time after it. */
function leaving(calendar: Calendar, quarter: number, { lines }: DemoCustomer): Span | null {
  for (const { cancelledOn } of lines) {
    const span = cancelledOn === null ? null : clipped(calendar, quarter, cancelledOn + 1, cancelledOn + 40);
    if (span) return span;
  }
  return null;
}

/** Those whose contract has ended. */
function gone(calendar: Calendar, quarter: number, { lines }: DemoCustomer): Span | null {
  for (const line of lines) {
    const end = line.cancelledOn === null ? null : lastDayOf(line);
    const span = end === null ? null : clipped(calendar, quarter, end + 1, end + 25);
    if (span) return span;
  }
  return null;
}

type DaysOf = (calendar: Calendar, quarter: number, customer: DemoCustomer) => Span | null;

/** On which days of a quarter a customer can have met a touchpoint; null where that cannot be. */
export function daysAt({ key, subPhase }: StoryTouchpoint): DaysOf {
  if (subPhase === "onboarding") return around(0, 16);
  if (["device-return", "final-invoice"].includes(key)) return gone;
  if (subPhase === "cancelled") return leaving;
  return (calendar, quarter, customer) => askableDays(customer, calendar, quarter);
}

/** Some groups are met more often in some channels. */
const affinity: Partial<Record<Group, Record<string, number>>> = {
  seniors: { store: 2.2, phone: 1.5, letter: 1.5, app: 0.4, chat: 0.3, "shop-online": 0.4, web: 0.5 },
  digital: { app: 2.2, chat: 2.4, "shop-online": 2, web: 1.6, phone: 0.4, store: 0.4, letter: 0.5 },
  business: { phone: 1.3, store: 0.6 },
};

/** Draws who answers at a touchpoint beside those who are planted. */
export class Respondents {
  private readonly byGroup = new Map<Group, DemoCustomer[]>();
  private readonly newByQuarter = new Map<string, DemoCustomer[]>();
  private readonly leavers = new Map<Group, DemoCustomer[]>();
  private readonly dormant: DemoCustomer[];
  private readonly orders = new Map<number, DemoOrder[]>();

  constructor(
    private readonly calendar: Calendar,
    customers: readonly DemoCustomer[],
    orders: readonly DemoOrder[],
  ) {
    const push = <K, V>(map: Map<K, V[]>, key: K, value: V) => {
      const list = map.get(key);
      if (list) list.push(value);
      else map.set(key, [value]);
    };
    for (const customer of customers) {
      const { group, lines, isCast } = customer;
      if (group === null || isCast) continue;
      push(this.byGroup, group, customer);
      const quarter = calendar.quarterOf(lines[0]?.startedOn ?? 0);
      if (quarter >= -8) push(this.newByQuarter, `${group} ${quarter}`, customer);
      if (lines.some(({ cancelledOn }) => cancelledOn !== null)) push(this.leavers, group, customer);
    }
    const buyers = new Set(orders.map(({ customer }) => customer));
    this.dormant = customers.filter((one) => one.group === null && !one.company && buyers.has(one));
    for (const order of orders)
      if (order.status === "completed" && !order.customer.isCast)
        push(this.orders, calendar.quarterOf(order.day), order);
  }

  of(group: Group): readonly DemoCustomer[] {
    return this.byGroup.get(group) ?? [];
  }

  /** Somebody of these groups who can have met the touchpoint in the quarter, and the day. */
  draw(
    draw: Draw,
    touchpoint: StoryTouchpoint,
    quarter: number,
    allowed: readonly Group[],
  ): { customer: DemoCustomer; day: Day } | null {
    const { calendar } = this;
    if (touchpoint.subPhase === "inactive")
      return {
        customer: draw.pick(this.dormant),
        day: draw.whole(calendar.from(quarter), calendar.lastOf(quarter)),
      };
    if (touchpoint.key === "accessory-purchase") {
      const { customer, day } = draw.pick(this.orders.get(quarter) ?? []);
      return { customer, day: Math.min(day + draw.whole(0, 5), calendar.lastOf(quarter)) };
    }
    const daysOf = daysAt(touchpoint);
    const listOf = (group: Group): readonly DemoCustomer[] => {
      if (touchpoint.subPhase === "onboarding") return this.newByQuarter.get(`${group} ${quarter}`) ?? [];
      if (touchpoint.subPhase === "cancelled") return this.leavers.get(group) ?? [];
      return this.of(group);
    };
    const weights = allowed.map(
      (group) => listOf(group).length * (affinity[group]?.[touchpoint.channel] ?? 1),
    );
    for (let attempt = 0; attempt < 400; attempt++) {
      const list = listOf(allowed[draw.weighted(weights)] ?? "rest");
      if (list.length === 0) continue;
      const customer = draw.pick(list);
      const days = daysOf(calendar, quarter, customer);
      if (days) return { customer, day: draw.whole(...days) };
    }
    return null;
  }
}

export const everyGroup: readonly Group[] = groups;

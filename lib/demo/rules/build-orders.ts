import type { Founder } from "./build-customers";
import type { Calendar, Day } from "./calendar";
import type { Cast } from "./cast";
import { type DemoCustomer, firstDayOf, isActive } from "./customers";
import { type Draw, drawOf } from "./draw";
import { productNamed, products, repurchases } from "./story";

export type DemoOrder = {
  customer: DemoCustomer;
  day: Day;
  minute: number;
  status: "completed" | "cancelled" | "returned";
  lines: { product: string; quantity: number; amountMinor: number }[];
};

/** So many customers never have a contract. */
const buyersOnly = 2_300;
const all = 17_000;

const goods = products.filter(({ group }) => ["devices", "accessories", "services"].includes(group));
/** Small things are bought more often. */
const goodsWeights = goods.map(({ priceMinor }) => 1 / Math.sqrt(priceMinor));

/** Who bought what when: in each of the two years before the present as many customers, and as many again, as told. */
export function buildOrders(calendar: Calendar, founder: Founder, cast: Cast): DemoOrder[] {
  const draw = drawOf("orders");
  const orders: DemoOrder[] = [];
  const withContract = founder.customers.filter(({ lines }) => lines.length > 0);
  const withoutContract = Array.from({ length: buyersOnly }, () => founder.buyer());

  const order = (customer: DemoCustomer, day: Day, status: DemoOrder["status"] = "completed"): void => {
    orders.push({ customer, day, minute: draw.whole(8 * 60, 22 * 60), status, lines: basket(draw) });
  };
  const orderPlan = (customer: DemoCustomer, plan: string, day: Day): void => {
    const { key, priceMinor } = productNamed(plan);
    const lines = [{ product: key, quantity: 1, amountMinor: priceMinor }];
    const router = productNamed("WellaBox 4 (Router)");
    if (draw.chance(0.35)) lines.push({ product: router.key, quantity: 1, amountMinor: router.priceMinor });
    orders.push({ customer, day, minute: draw.whole(8 * 60, 22 * 60), status: "completed", lines });
  };

  for (const customer of withContract) {
    const [line] = customer.lines;
    if (line && line.startedOn >= calendar.from(-8)) orderPlan(customer, line.plan, line.startedOn);
  }
  const extra = productNamed("Handyhülle");
  for (const quarter of [-5, -3, -1]) {
    const lines = [{ product: extra.key, quantity: 1, amountMinor: extra.priceMinor }];
    orders.push({
      customer: cast.sandvoss,
      day: calendar.day(quarter, 34),
      minute: 23 * 60 - 40,
      status: "completed",
      lines,
    });
  }
  orderPlan(cast.aydin, "Mobil M", calendar.day(-1, 40));

  for (const year of repurchases) {
    fillYear(draw, calendar, { ...year, withContract, withoutContract, orders, order });
  }
  fillPresent(draw, calendar, { withContract, withoutContract, orders, order });

  // Some change their mind; such orders count nowhere.
  for (const { customer, day } of draw.shuffled(orders).slice(0, 420))
    if (!customer.isCast) order(customer, day, draw.chance(0.6) ? "returned" : "cancelled");

  // The rest lies further back: how those came who were here before, and who has bought nothing for long.
  const known = new Set(orders.map(({ customer }) => customer));
  const begin = calendar.from(-16);
  for (const customer of withoutContract)
    if (!known.has(customer)) order(customer, draw.whole(begin, calendar.from(-8) - 1));
  const old = draw.shuffled([...withContract.filter(({ isCast }) => !isCast), ...withoutContract]);
  for (const customer of old) {
    if (orders.length >= all) break;
    const since = firstDayOf(customer) ?? begin;
    if (since < calendar.from(-8)) order(customer, draw.whole(Math.max(begin, since), calendar.from(-8) - 1));
  }
  for (const { customer, day } of orders) {
    if (customer.lines.length === 0) customer.joinedOn = Math.min(customer.joinedOn ?? day, day);
  }
  return orders;
}

type Filling = {
  withContract: readonly DemoCustomer[];
  withoutContract: readonly DemoCustomer[];
  orders: DemoOrder[];
  order: (customer: DemoCustomer, day: Day) => void;
};

function fillYear(
  draw: Draw,
  calendar: Calendar,
  { from, until, buyers, twice, ...filling }: Filling & (typeof repurchases)[number],
): void {
  const { withContract, withoutContract, orders, order } = filling;
  const [first, last] = [calendar.from(from), calendar.from(until) - 1];
  const within = orders.filter(({ day }) => day >= first && day <= last);
  const bought = new Map<DemoCustomer, Day[]>();
  for (const { customer, day } of within) bought.set(customer, [...(bought.get(customer) ?? []), day]);
  const free = (customers: readonly DemoCustomer[]) =>
    draw.shuffled(customers.filter((one) => !one.isCast && !bought.has(one)));
  // Seven of ten come only for devices; the others have a contract already.
  const wanted = buyers - bought.size;
  const fromShelf = free(withoutContract).slice(0, Math.round(wanted * 0.7));
  const middle = Math.round((first + last) / 2);
  const members = free(withContract.filter((one) => isActive(one, middle))).slice(
    0,
    wanted - fromShelf.length,
  );
  for (const customer of [...fromShelf, ...members]) {
    const day = draw.whole(first, last);
    order(customer, day);
    bought.set(customer, [day]);
  }
  const again = [...bought].filter(([, days]) => days.length > 1).length;
  const ready = [...bought]
    .filter(([customer, days]) => !customer.isCast && days.length === 1)
    .map(([customer, [day = first]]) => ({ customer, day, wish: customer.temper + 1.2 * draw.normal() }))
    .sort((a, b) => b.wish - a.wish);
  for (const { customer, day } of ready.slice(0, twice - again)) {
    order(customer, another(draw, day, first, last));
    while (draw.chance(0.5)) order(customer, draw.whole(first, last));
  }
}

/** Another day of the year, after the first purchase where there is room. */
const another = (draw: Draw, day: Day, first: Day, last: Day): Day =>
  day < last ? draw.whole(day + 1, last) : draw.whole(first, day - 1);

/** The running quarter goes on as the last one did. */
function fillPresent(
  draw: Draw,
  calendar: Calendar,
  { withContract, withoutContract, orders, order }: Filling,
): void {
  const lastQuarter = orders.filter(({ day }) => day >= calendar.from(-1) && day < calendar.from(0)).length;
  const present = orders.filter(({ day }) => day >= calendar.from(0)).length;
  const [first, last] = [calendar.from(0), calendar.last];
  const active = withContract.filter((one) => !one.isCast && isActive(one, last));
  for (let n = present; n < Math.round(lastQuarter * calendar.share(0)); n++)
    order(draw.pick(draw.chance(0.6) ? withoutContract : active), draw.whole(first, last));
}

function basket(draw: Draw): DemoOrder["lines"] {
  const lines = new Map<string, DemoOrder["lines"][number]>();
  for (let n = draw.weighted([0, 70, 22, 8]); n > 0; n--) {
    const one = goods[draw.weighted(goodsWeights)];
    if (!one) continue;
    const before = lines.get(one.key);
    const quantity = (before?.quantity ?? 0) + 1;
    lines.set(one.key, { product: one.key, quantity, amountMinor: quantity * one.priceMinor });
  }
  return [...lines.values()];
}

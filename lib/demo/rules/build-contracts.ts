import { usualReasons } from "@/lib/contracts/rules/usual-reasons";
import { castStart, type Founder } from "./build-customers";
import type { Calendar, Day } from "./calendar";
import { type Cast, type CastName, roles, scriptedEnd } from "./cast";
import { type DemoContract, type DemoCustomer, isActive, lastDayOf } from "./customers";
import { type Draw, drawOf, scaledCounts } from "./draw";
import { lastNotice, noticeDays } from "./notices";
import { flowOf, type Group, groups, pastQuarters, productNamed } from "./story";

/** Notices that were taken back before the end, so that nobody was lost. */
const withdrawn: Record<number, number> = { [-2]: 25, [-1]: 36 };

const { cheaper, faults, price, moving, unpaid, other } = usualReasons;
const reasons = [cheaper, faults, price, moving, other].map(({ de }) => de);
const increaseMinor = 300;

/**
 * Everybody with a contract at some time: who was there before, who came, left, came back or stayed after all, group by
 * group and quarter by quarter as the story counts them.
 */
export function buildContracts(calendar: Calendar, founder: Founder): Cast {
  const draw = drawOf("contracts");
  const cast = new Map<CastName, DemoCustomer>();
  for (const name of Object.keys(roles) as CastName[]) {
    const customer = founder.cast(name);
    const startedOn = castStart(name, calendar);
    customer.lines.push({ ...lineOf(draw, roles[name].plan, startedOn), ...scriptedEnd(name, calendar) });
    cast.set(name, customer);
  }
  for (const group of groups) {
    const ofCast = [...cast.values()].filter((one) => one.group === group);
    new GroupFlow(group, calendar, draw, founder, ofCast).run();
  }
  for (const customer of founder.customers) finish(calendar, draw, customer);
  const kornblum = cast.get("kornblum");
  if (!kornblum) throw new Error("The bakery is missing.");
  return { ...(Object.fromEntries(cast) as Record<CastName, DemoCustomer>), ...founder.peopleOf(kornblum) };
}

class GroupFlow {
  private active: DemoCustomer[] = [];
  /** Those who ended a contract in the quarter before: some of them come back. */
  private gone: DemoCustomer[] = [];
  private leaving: DemoCustomer[] = [];

  constructor(
    private readonly group: Group,
    private readonly calendar: Calendar,
    private readonly draw: Draw,
    private readonly founder: Founder,
    private readonly cast: readonly DemoCustomer[],
  ) {}

  run(): void {
    const { group, calendar } = this;
    const before = calendar.from(-8);
    this.active = this.cast.filter(({ lines }) => (lines[0]?.startedOn ?? 0) < before);
    while (this.active.length < flowOf(group, -8).S) this.active.push(this.newcomer(this.oldStart()));
    for (const quarter of [...pastQuarters, 0]) {
      if (quarter < 0 && this.active.length !== flowOf(group, quarter).S)
        throw new Error(`${group} begins Q${quarter} with ${this.active.length} customers.`);
      this.quarter(quarter);
    }
    this.endSome(1);
  }

  private quarter(quarter: number): void {
    const { draw, calendar, group } = this;
    const plan = flowOf(group, quarter);
    const [from, end, last] = [calendar.from(quarter), calendar.end(quarter), calendar.lastOf(quarter)];
    const share = calendar.share(quarter);
    this.leaving = this.endSome(quarter);
    const leaves = new Set(this.leaving);
    const stay = this.active.filter((one) => !leaves.has(one));

    const isNew = ({ lines }: DemoCustomer) =>
      lines.length === 1 && calendar.quarterOf(lines[0]?.startedOn ?? 0) === quarter;
    const arrivals = this.cast.filter(isNew);
    const [coming = 0, early = 0, back = 0] =
      share === 1
        ? [plan.new, plan.early, plan.back]
        : scaledCounts([plan.new, plan.early, plan.back], share);
    const others = coming - arrivals.length;
    for (let n = 0; n < others; n++) {
      const isEarly = n < early && last - from > noticeDays + 10;
      const startedOn = isEarly
        ? draw.whole(from, Math.min(from + 40, last - noticeDays - 3))
        : draw.whole(from, last);
      const customer = this.newcomer(startedOn);
      if (!isEarly) arrivals.push(customer);
      else this.endLine(customer, draw.whole(startedOn + noticeDays + 1, Math.min(end - 2, last)), false);
    }
    const returners = draw
      .shuffled(this.gone.filter((one) => !one.isCast && !one.lines.at(-1)?.involuntary))
      .slice(0, back);
    for (const customer of returners)
      customer.lines.push(lineOf(draw, customer.lines[0]?.plan ?? "", draw.whole(from, last)));
    this.gone = this.leaving;
    this.active = [...stay, ...arrivals, ...returners];
  }

  /** Ends the contracts of as many as the quarter loses, and takes some notices back. @returns who leaves */
  private endSome(quarter: number): DemoCustomer[] {
    const { draw, calendar, group } = this;
    const plan = flowOf(group, quarter);
    const [from, end] = [calendar.from(quarter), calendar.end(quarter)];
    const scripted = this.cast.filter(({ lines }) =>
      lines.some((line) => {
        const last = lastDayOf(line);
        return line.cancelledOn !== null && last !== null && last >= from && last <= end - 2;
      }),
    );
    const free = this.active.filter((one) => !one.isCast && !one.lines.at(-1)?.withdrawnOn);
    const byTemper = free
      .map((one) => ({ one, mood: one.temper + 1.3 * draw.normal() }))
      .sort((a, b) => a.mood - b.mood)
      .map(({ one }) => one);
    const leaving = [...scripted, ...byTemper.slice(0, plan.lost - scripted.length)];
    let involuntary = plan.inv;
    const known: DemoCustomer[] = [];
    for (const customer of leaving) {
      if (customer.isCast) {
        known.push(customer);
        continue;
      }
      const startedOn = customer.lines.at(-1)?.startedOn ?? from;
      const endsOn = draw.whole(Math.max(from, startedOn + noticeDays + 1), end - 2);
      const isInvoluntary = involuntary-- > 0;
      // Of the running quarter and the next only what is known by now: notices that have come.
      if (endsOn - noticeDays > calendar.last) continue;
      this.endLine(customer, endsOn, isInvoluntary);
      known.push(customer);
    }
    this.takeBack(quarter, byTemper.slice(plan.lost));
    return known;
  }

  /** Only the win-back desk gets people to stay, and it works since Q-2. */
  private takeBack(quarter: number, staying: readonly DemoCustomer[]): void {
    const { draw, calendar } = this;
    const shares = groups.map((group) => flowOf(group, quarter).lost);
    const all = shares.reduce((sum, one) => sum + one, 0);
    const portions = scaledCounts(shares, (withdrawn[quarter] ?? 0) / all);
    const portion = portions[groups.indexOf(this.group)] ?? 0;
    const [from, end] = [calendar.from(quarter), calendar.end(quarter)];
    const isScripted = (one: DemoCustomer) =>
      one.lines.some(
        ({ withdrawnOn }) => withdrawnOn !== null && calendar.quarterOf(withdrawnOn) === quarter,
      );
    const mine = portion - this.cast.filter(isScripted).length;
    const settled = staying.filter((one) => (one.lines.at(-1)?.startedOn ?? 0) < from - noticeDays);
    for (const customer of settled.slice(0, mine)) {
      const line = customer.lines.at(-1);
      if (!line) continue;
      const endsOn = draw.whole(from + 14, end - 2);
      Object.assign(line, lastNotice(endsOn), { reason: this.reason(endsOn) });
      // The desk begins with the quarter and calls before the contract ends.
      line.withdrawnOn = draw.whole(
        Math.max(endsOn - noticeDays + 1, calendar.from(-2)),
        Math.min(endsOn, Math.max(endsOn - noticeDays + 1, calendar.from(-2)) + 9),
      );
    }
  }

  private endLine(customer: DemoCustomer, endsOn: Day, involuntary: boolean): void {
    const line = customer.lines.at(-1);
    if (!line) return;
    Object.assign(line, lastNotice(endsOn), {
      involuntary,
      reason: involuntary ? unpaid.de : this.reason(endsOn),
    });
  }

  private reason(endsOn: Day): string {
    const quarter = this.calendar.quarterOf(endsOn);
    const isDearer = this.group === "price_old" && quarter >= -4 && quarter <= -3;
    const isFaulty = this.group === "business" && quarter >= -1;
    const weights = isDearer ? [15, 6, 70, 4, 5] : isFaulty ? [15, 65, 2, 8, 10] : [40, 24, 10, 12, 14];
    return reasons[this.draw.weighted(weights)] ?? "";
  }

  private newcomer(startedOn: Day): DemoCustomer {
    const { customer, plan } = this.founder.member(this.group);
    customer.lines.push(lineOf(this.draw, plan, startedOn));
    return customer;
  }

  /** Most have been here for years; nobody has come to the old tariff for two. */
  private oldStart(): Day {
    const least = this.group === "price_old" ? 730 : 1;
    const years = -3.4 * Math.log(1 - this.draw.share());
    return this.calendar.from(-8) - least - Math.min(5_000, Math.round(years * 365));
  }
}

function lineOf(draw: Draw, plan: string, startedOn: Day): DemoContract {
  const { priceMinor } = productNamed(plan);
  return {
    plan,
    startedOn,
    endsOn: null,
    cancelledOn: null,
    withdrawnOn: null,
    reason: null,
    involuntary: false,
    revenueMinor: priceMinor,
    marginMinor: Math.round(priceMinor * (0.34 + 0.12 * draw.normal())),
  };
}

const extraPlans = ["Mobil S", "Mobil M", "Mobil L", "TV Plus"];

/** What follows from the contracts: since when somebody is a customer, the dearer price, a second contract. */
function finish(calendar: Calendar, draw: Draw, customer: DemoCustomer): void {
  const { lines, attributes } = customer;
  const [first] = lines;
  if (!first) return;
  customer.joinedOn = first.startedOn;
  const raisedOn = calendar.from(-4);
  if (attributes.preisgarantie === false && first.startedOn < raisedOn && isActive(customer, raisedOn)) {
    for (const line of lines) line.revenueMinor += increaseMinor;
  }
  if (customer.isCast || lines.length > 1 || customer.kind === "company" || !draw.chance(0.22)) return;
  const until = Math.min(first.endsOn ?? calendar.last, calendar.last);
  if (until - first.startedOn < 60) return;
  const startedOn = draw.whole(first.startedOn + 20, until - noticeDays - 5);
  const { endsOn, cancelledOn, withdrawnOn, reason, involuntary } = first;
  const ends = { endsOn, cancelledOn, withdrawnOn, reason, involuntary };
  customer.extras.push({ ...lineOf(draw, draw.pick(extraPlans), startedOn), ...(withdrawnOn ? {} : ends) });
}

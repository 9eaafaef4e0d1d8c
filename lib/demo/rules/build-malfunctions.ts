import { middleDay } from "@/lib/metrics/after-event";
import { type Calendar, type Day, dayNumber, dayText } from "./calendar";
import { type DemoCustomer, isActive, lostOn } from "./customers";
import { type Draw, drawOf } from "./draw";
import { type DemoFeedback, experience } from "./feedback";
import { afterMalfunction, storyTouchpoints } from "./story";

const windowDays = 180;
/** Customers who found it neither good nor bad; more would be as many answers as there are. */
const undecided = 100;

const places = storyTouchpoints.filter(({ momentOfTruth }) => momentOfTruth === "malfunction");

/**
 * Malfunctions in Q-8 … Q-3 and what came of them. A customer's malfunctions in that time were all handled alike, so
 * whichever of them is looked at, as many were handled well, badly, or rated by nobody.
 */
export function buildMalfunctions(calendar: Calendar, customers: readonly DemoCustomer[]): DemoFeedback[] {
  const { well, badly, none, from, until } = afterMalfunction;
  const draw = drawOf("malfunctions");
  const [first, last] = [calendar.from(from), calendar.from(until) - 1];
  const middle = dayNumber(middleDay({ from: dayText(first), to: dayText(last + 1) }));
  const present = draw.shuffled(customers.filter((one) => !one.isCast && isActive(one, middle)));
  const isLost = (one: DemoCustomer) => !isActive(one, middle + windowDays);
  // The cast met no malfunction in that time, so they are among those without.
  const cast = customers.filter((one) => one.isCast && isActive(one, middle));
  const castLost = cast.filter(isLost).length;
  const castStays = cast.length - castLost;
  const spared = new Set([
    ...present.filter(isLost).slice(0, none.lost - castLost),
    ...present.filter((one) => !isLost(one)).slice(0, none.customers - none.lost - castStays),
  ]);
  const met = present.filter((one) => !spared.has(one));

  const horizon = last + windowDays;
  const leavers = met.filter((one) => one.lines.length === 1 && lostOn(one, first, horizon) !== null);
  const stayers = met.filter((one) => one.lines.length === 1 && lostOn(one, first, horizon + 1) === null);
  if (leavers.length < well.lost + badly.lost) throw new Error("Too few left after a malfunction.");
  const taken = new Set<DemoCustomer>();
  const take = (list: readonly DemoCustomer[], wanted: number): DemoCustomer[] => {
    const some = list.filter((one) => !taken.has(one)).slice(0, wanted);
    for (const one of some) taken.add(one);
    if (some.length < wanted) throw new Error("Too few customers met a malfunction.");
    return some;
  };
  const dayBeforeLoss = (customer: DemoCustomer): Day => {
    const lost = lostOn(customer, first, horizon) ?? last;
    const earliest = Math.max(first, lost - windowDays, (customer.lines[0]?.startedOn ?? first) + 1);
    return draw.whole(earliest, Math.min(last, lost - 1));
  };
  const dayOfStayer = ({ lines }: DemoCustomer): Day =>
    draw.whole(Math.max(first, (lines[0]?.startedOn ?? first) + 1), last);

  const handled = (quality: typeof well, scores: readonly number[]) =>
    [
      ...take(leavers, quality.lost).map((customer) => ({ customer, day: dayBeforeLoss(customer) })),
      ...take(stayers, quality.customers - quality.lost).map((customer) => ({
        customer,
        day: dayOfStayer(customer),
      })),
    ].map((one) => ({ ...one, score: draw.pick(scores) }));
  const good = handled(well, [4, 5, 5]);
  const bad = handled(badly, [1, 1, 2, 2, 2]);
  const neither = take(stayers, undecided).map((customer) => ({
    customer,
    day: dayOfStayer(customer),
    score: 3,
  }));
  const silent = met
    .filter((one) => !taken.has(one))
    .map((customer) => ({ customer, day: dayInForce(draw, customer, first, last), score: null }));

  return [
    ...ratings(draw, calendar, { good, others: [...bad, ...neither] }),
    ...silent.map((one) => skipped(draw, one)),
  ];
}

function dayInForce(draw: Draw, customer: DemoCustomer, first: Day, last: Day): Day {
  const [line] = customer.lines;
  const end = customer.lines.length === 1 ? (lostOn(customer, first, last + 1) ?? last + 1) - 1 : first + 20;
  return draw.whole(Math.max(first, (line?.startedOn ?? first) + 1), Math.max(first, end));
}

type Met = { customer: DemoCustomer; day: Day; score: number };

/** As many answers at each touchpoint as it has; those who were helped well had more of them: the call, then the visit. */
function ratings(
  draw: Draw,
  calendar: Calendar,
  { good, others }: { good: readonly Met[]; others: readonly Met[] },
): DemoFeedback[] {
  const quarters = afterMalfunction.until - afterMalfunction.from;
  const left = places.map(({ answersPerQuarter }) => answersPerQuarter * quarters);
  const feedback: DemoFeedback[] = [];
  const say = ({ customer, day, score }: Met, at?: number) => {
    const index = at ?? draw.weighted(left);
    const touchpoint = places[index]?.key ?? "";
    left[index] = (left[index] ?? 0) - 1;
    feedback.push(experience(draw, { customer, day, value: score, touchpoint }));
  };
  for (const one of [...others, ...good]) say(one);
  for (let index = 0; index < left.length; index++) {
    while ((left[index] ?? 0) > 0) {
      // No quarter has many more answers than another.
      const quarter = draw.whole(afterMalfunction.from, afterMalfunction.until - 1);
      const { customer, day } = draw.pick(good);
      if (day > calendar.lastOf(quarter)) continue;
      const when = draw.whole(Math.max(day, calendar.from(quarter)), calendar.lastOf(quarter));
      if (isActive(customer, when)) say({ customer, day: when, score: draw.chance(0.62) ? 5 : 4 }, index);
    }
  }
  return feedback;
}

/** Asked after the malfunction, and did not answer. */
function skipped(draw: Draw, { customer, day }: { customer: DemoCustomer; day: Day }): DemoFeedback {
  const touchpoint = places[draw.weighted([6, 1, 3])]?.key ?? "";
  return experience(draw, { customer, day, value: null, touchpoint, comment: null });
}

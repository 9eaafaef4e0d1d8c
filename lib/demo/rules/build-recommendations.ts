import type { Cast } from "./cast";
import { coreBeginning } from "./comments";
import { askableDays, type DemoCustomer, lostOn } from "./customers";
import { type Draw, drawOf, scaledCounts } from "./draw";
import { type DemoFeedback, recommendation, type Telling } from "./feedback";
import { handOut, moodOf } from "./scores";
import { type Group, groups, npsOf, pastQuarters } from "./story";

/** Who is gone within so many days has often said so. */
const beforeLeaving = 150;

const detractorWeights = [4, 3, 5, 8, 12, 28, 40];

/** The relationship NPS: as many promoters, neutral and detractors as counted, and nobody twice within a quarter. */
export function buildRecommendations({ calendar, customers }: Telling, cast: Cast): DemoFeedback[] {
  const draw = drawOf("recommendations");
  const scripted = scriptedScores(cast);
  const feedback: DemoFeedback[] = [];
  for (const group of groups) {
    const members = customers.filter((one) => one.group === group && !one.isCast);
    let askedBefore = new Set<DemoCustomer>();
    for (const quarter of [...pastQuarters, 0]) {
      const own = scripted.filter((one) => one.group === group && one.quarter === quarter);
      for (const { customer, day, value, comment } of own)
        feedback.push(recommendation(draw, { customer, day: calendar.day(quarter, day), value, comment }));
      const [promoters = 0, neutral = 0, detractors = 0] = scaledCounts(
        npsOf(group, quarter),
        calendar.share(quarter),
      );
      const left = [detractors, neutral, promoters].map(
        (count, band) => count - own.filter(({ value }) => bandOf(value) === band).length,
      );
      const wanted = left.reduce((sum, one) => sum + one, 0);
      const asked = choose(draw, members, askedBefore, wanted, (customer) =>
        askableDays(customer, calendar, quarter, 5),
      );
      const isDearer = group === "price_old" && quarter >= -4;
      const moods = asked.map((who) => ({
        who,
        mood: moodOf(draw, who.customer.temper) - (isLeaving(who) ? 0.9 : 0),
      }));
      for (const { who, score } of handOut(moods, left, 0)) {
        const value = scoreOf(draw, score);
        feedback.push(recommendation(draw, { customer: who.customer, day: who.day, value, isDearer }));
      }
      askedBefore = new Set(asked.map(({ customer }) => customer));
    }
  }
  return feedback;
}

const isLeaving = ({ customer, day }: Asked): boolean => lostOn(customer, day, day + beforeLeaving) !== null;

type Asked = { customer: DemoCustomer; day: number };

/** So many customers on one of their days each; those who were asked last time only if there is nobody else. */
export function choose(
  draw: Draw,
  customers: readonly DemoCustomer[],
  later: ReadonlySet<DemoCustomer>,
  wanted: number,
  daysOf: (customer: DemoCustomer) => [number, number] | null,
): Asked[] {
  const chosen: Asked[] = [];
  const order = draw.shuffled(customers);
  for (const some of [order.filter((one) => !later.has(one)), order.filter((one) => later.has(one))]) {
    for (const customer of some) {
      if (chosen.length === wanted) return chosen;
      const days = daysOf(customer);
      if (days) chosen.push({ customer, day: draw.whole(...days) });
    }
  }
  if (chosen.length < wanted) throw new Error(`${wanted} customers were to answer and ${chosen.length} can.`);
  return chosen;
}

const bandOf = (value: number): number => (value >= 9 ? 2 : value >= 7 ? 1 : 0);

function scoreOf(draw: Draw, band: number): number {
  if (band === 2) return draw.chance(0.52) ? 9 : 10;
  if (band === 1) return draw.chance(0.42) ? 7 : 8;
  return draw.weighted(detractorWeights);
}

type Scripted = {
  customer: DemoCustomer;
  group: Group;
  quarter: number;
  day: number;
  value: number;
  comment?: string;
};

function scriptedScores(cast: Cast): Scripted[] {
  const { aydin, ostermann, neuhaus, pohlmann, grete } = cast;
  const said = (
    customer: DemoCustomer,
    quarter: number,
    day: number,
    value: number,
    comment?: string,
  ): Scripted => ({
    customer,
    // People of companies belong to no segment.
    group: customer.group ?? "rest",
    quarter,
    day,
    value,
    ...(comment === undefined ? {} : { comment }),
  });
  return [
    said(aydin, -2, 10, 8),
    said(aydin, -1, 62, 10, "Wir haben Sie unseren Nachbarn empfohlen."),
    said(ostermann, -3, 15, 5),
    said(ostermann, -1, 30, 9),
    said(neuhaus, -1, 60, 3, coreBeginning("fault-hotline", "Rückruf in einer Stunde")),
    said(pohlmann, -5, 30, 9),
    said(pohlmann, -4, 9, 1, coreBeginning("price-letter", "Neun Jahre Kunde")),
    said(grete, -1, 33, 9),
  ];
}

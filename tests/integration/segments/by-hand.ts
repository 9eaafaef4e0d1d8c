import { addDays, type LocalDay } from "@/lib/period/local-day";
import type { Condition } from "@/lib/segments/schema/condition";
import type { Rule, RuleNode } from "@/lib/segments/schema/rule";
import {
  channelKeys,
  groupKeys,
  type Person,
  parentPhase,
  partsOfParent,
  phaseKeys,
  today,
  touchpointKeys,
} from "./facts";

/** Segments by key, for rules that ask about others. */
export type Others = Readonly<Record<string, Rule>>;

/** A rule told by hand, one customer at a time, without a database: what the compiler must agree with. */
export function isIn(person: Person, node: RuleNode, others: Others): boolean {
  if ("all" in node) return node.all.every((one) => isIn(person, one, others));
  if ("any" in node) return node.any.some((one) => isIn(person, one, others));
  if ("none" in node) return !node.none.some((one) => isIn(person, one, others));
  return node.about === "segment" ? holds(person, node, others) : heldBefore(person, node);
}

const told = new WeakMap<Condition, WeakMap<Person, boolean>>();

/** A condition that stands in a thousand rules is told once for each customer; those about segments hang on these. */
function heldBefore(person: Person, condition: Condition): boolean {
  const known = told.get(condition) ?? new WeakMap<Person, boolean>();
  told.set(condition, known);
  const held = known.get(person) ?? holds(person, condition, {});
  known.set(person, held);
  return held;
}

type Compared = { op: string; value?: unknown };
type Single = string | number | boolean | null;

function holds(person: Person, condition: Condition, others: Others): boolean {
  switch (condition.about) {
    case "customer": {
      if (condition.measure === "joinedOn") return compareDay(person.joinedOn, condition);
      if (condition.measure === "company") return person.inCompany === (condition.op === "known");
      return compareText(person[condition.measure], condition);
    }
    case "attribute": {
      const { attributes } = person;
      const value = Object.hasOwn(attributes, condition.key) ? attributes[condition.key] : undefined;
      return compareAttribute(value ?? null, condition);
    }
    case "orders": {
      const { measure, productGroup, lastDays, since } = condition;
      const found = person.orders
        .filter(({ status, day }) => status === "completed" && within(day, lastDays, since))
        .flatMap(({ day, total, margin, lines }) => {
          if (!productGroup) return [{ day, total, margin }];
          const meant = lines.filter(
            ({ group }) => group !== null && productGroup.includes(groupKeys[group] ?? ""),
          );
          return meant.length > 0
            ? [{ day, total: sum(meant.map(({ amount }) => amount)), margin: null }]
            : [];
        });
      if (measure === "count") return compareNumber(found.length, condition);
      if (measure === "total") return compareNumber(sum(found.map(({ total }) => total)), condition);
      if (measure === "margin") {
        const margins = found.map(({ margin }) => margin).filter((margin) => margin !== null);
        return compareNumber(margins.length > 0 ? sum(margins) : null, condition);
      }
      return compareDay(edge(found, measure === "firstOn"), condition);
    }
    case "contracts": {
      const { measure, which = "active", plan } = condition;
      const found = person.contracts
        .map((contract) => {
          const isVoid =
            contract.withdrawnOn !== null &&
            contract.cancelledOn !== null &&
            contract.withdrawnOn >= contract.cancelledOn;
          return { ...contract, isVoid, last: isVoid ? null : (contract.endsOn ?? contract.cancelledOn) };
        })
        .filter(({ startedOn, last }) => last === null || last >= startedOn)
        .filter((contract) => !plan || plan.includes(contract.plan))
        .filter(({ startedOn, last }) => {
          const isActive = startedOn <= today && (last === null || last >= today);
          if (which === "active") return isActive;
          return which === "all" || (last !== null && last < today);
        });
      if (measure === "count") return compareNumber(found.length, condition);
      if (measure === "monthlyRevenue")
        return compareNumber(sum(found.map(({ revenue }) => revenue)), condition);
      if (measure === "startedOn")
        return compareDay(lowest(found.map(({ startedOn }) => startedOn)), condition);
      if (measure === "endsOn") {
        const ends = found.map(({ last }) => last).filter((last) => last !== null);
        return compareDay(which === "active" ? lowest(ends) : highest(ends), condition);
      }
      const notices = found.filter(({ isVoid }) => !isVoid).map(({ cancelledOn }) => cancelledOn);
      return compareDay(highest(notices.filter((day) => day !== null)), condition);
    }
    case "contacts": {
      const { measure, touchpoint, channel, direction, lastDays, since } = condition;
      const found = person.contacts.filter(
        (one) =>
          isAmong(one.touchpoint, touchpointKeys, touchpoint) &&
          isAmong(one.channel, channelKeys, channel) &&
          (!direction || one.direction === direction) &&
          within(one.day, lastDays, since),
      );
      if (measure === "count") return compareNumber(found.length, condition);
      return compareDay(edge(found, measure === "firstOn"), condition);
    }
    case "phase": {
      if (condition.measure === "enteredOn") {
        const wanted = withParts(condition.phase ?? []);
        const entered = person.moves.filter(({ phase }) => wanted.includes(phaseKeys[phase] ?? ""));
        return compareDay(highest(entered.map(({ day }) => day)), condition);
      }
      // Two moves at the same instant: the one that was written last.
      const last = [...person.moves]
        .sort((a, b) => compare(`${a.day} ${a.hour + 10}`, `${b.day} ${b.hour + 10}`))
        .at(-1);
      const current = last ? (phaseKeys[last.phase] ?? "") : null;
      if (condition.op === "known") return current !== null;
      if (condition.op === "unknown") return current === null;
      if (current === null) return false;
      return withParts(condition.value as string[]).includes(current) === (condition.op === "oneOf");
    }
    case "answers": {
      const scale = condition.scale ?? { nps: "0-10", csat: "1-5" }[condition.metric as string];
      const found = person.answers.filter(
        (one) =>
          one.score !== null &&
          one.technique !== "agent" &&
          one.metric === condition.metric &&
          (!scale || one.scale === scale) &&
          one.dimension === (condition.dimension ?? "experience") &&
          (!condition.occasion || one.occasion === condition.occasion) &&
          isAmong(one.touchpoint, touchpointKeys, condition.touchpoint) &&
          (condition.atMost === undefined || one.score <= condition.atMost) &&
          (condition.atLeast === undefined || one.score >= condition.atLeast) &&
          within(one.day, condition.lastDays, condition.since),
      );
      const scores = found.map(({ score }) => score ?? 0);
      switch (condition.measure) {
        case "count":
          return compareNumber(found.length, condition);
        case "lowest":
          return compareNumber(scores.length > 0 ? Math.min(...scores) : null, condition);
        case "highest":
          return compareNumber(scores.length > 0 ? Math.max(...scores) : null, condition);
        case "mean":
          return compareNumber(scores.length > 0 ? sum(scores) / scores.length : null, condition);
        case "lastOn":
          return compareDay(edge(found, false), condition);
        case "latest": {
          const latest = [...found]
            .sort((a, b) => compare(`${a.day} ${a.hour + 10}`, `${b.day} ${b.hour + 10}`))
            .at(-1);
          return compareNumber(latest?.score ?? null, condition);
        }
      }
      break;
    }
    case "segment": {
      const isMember = condition.value.some((key) => {
        const other = others[key];
        return other !== undefined && isIn(person, other, others);
      });
      return isMember === (condition.op === "oneOf");
    }
  }
  throw new Error("Every condition has been told.");
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
const lowest = (days: LocalDay[]): LocalDay | null => [...days].sort()[0] ?? null;
const highest = (days: LocalDay[]): LocalDay | null => [...days].sort().at(-1) ?? null;
const edge = (facts: { day: LocalDay }[], isFirst: boolean): LocalDay | null =>
  (isFirst ? lowest : highest)(facts.map(({ day }) => day));

const withParts = (keys: readonly string[]): string[] =>
  keys.flatMap((key) => (key === parentPhase ? [key, ...partsOfParent] : [key]));

const isAmong = (place: number | null, keys: readonly string[], wanted: string[] | undefined): boolean =>
  !wanted || (place !== null && wanted.includes(keys[place] ?? ""));

const within = (day: LocalDay, lastDays: number | undefined, since: LocalDay | undefined): boolean =>
  (lastDays === undefined || (day >= addDays(today, 1 - lastDays) && day <= today)) &&
  (since === undefined || day >= since);

function compareNumber(actual: number | null, { op, value }: Compared): boolean {
  if (op === "known" || op === "unknown") return (actual !== null) === (op === "known");
  if (actual === null) return false;
  const wanted = Number(value);
  switch (op) {
    case "is":
      return actual === wanted;
    case "isNot":
      return actual !== wanted;
    case "lessThan":
      return actual < wanted;
    case "atMost":
      return actual <= wanted;
    case "moreThan":
      return actual > wanted;
    default:
      return actual >= wanted;
  }
}

function compareDay(actual: LocalDay | null, { op, value }: Compared): boolean {
  if (op === "known" || op === "unknown") return (actual !== null) === (op === "known");
  if (actual === null) return false;
  const days = Number(value);
  switch (op) {
    case "on":
      return actual === value;
    case "before":
      return actual < String(value);
    case "since":
      return actual >= String(value);
    case "inLastDays":
      return actual >= addDays(today, -days) && actual <= today;
    case "longerAgoThanDays":
      return actual < addDays(today, -days);
    default:
      return actual >= today && actual <= addDays(today, days);
  }
}

function compareText(actual: string | null, { op, value }: Compared): boolean {
  if (op === "known" || op === "unknown") return (actual !== null) === (op === "known");
  if (actual === null) return false;
  switch (op) {
    case "is":
      return actual === value;
    case "isNot":
      return actual !== value;
    case "oneOf":
      return (value as string[]).includes(actual);
    case "noneOf":
      return !(value as string[]).includes(actual);
    case "contains":
      return actual.toLowerCase().includes(String(value).toLowerCase());
    default:
      return actual.toLowerCase().startsWith(String(value).toLowerCase());
  }
}

function asNumber(actual: Single): number | null {
  if (typeof actual === "number") return actual;
  return typeof actual === "string" && /^-?\d{1,15}(\.\d{1,10})?$/.test(actual) ? Number(actual) : null;
}

function compareAttribute(actual: Single, compared: Compared): boolean {
  const { op, value } = compared;
  switch (op) {
    case "known":
    case "unknown":
      return (actual !== null) === (op === "known");
    case "is":
    case "isNot": {
      const isEqual = typeof value === "number" ? asNumber(actual) === value : actual === value;
      return op === "is" ? isEqual : actual !== null && !isEqual;
    }
    case "oneOf":
    case "noneOf": {
      const isOne = typeof actual === "string" && (value as string[]).includes(actual);
      return op === "oneOf" ? isOne : actual !== null && !isOne;
    }
    case "contains":
    case "startsWith":
      return typeof actual === "string" && compareText(actual, compared);
    case "lessThan":
    case "atMost":
    case "moreThan":
    case "atLeast":
      return compareNumber(asNumber(actual), compared);
    default: {
      const isDay = typeof actual === "string" && /^\d{4}-\d{2}-\d{2}$/.test(actual);
      return compareDay(isDay ? actual : null, compared);
    }
  }
}

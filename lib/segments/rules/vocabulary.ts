/**
 * What a rule can ask about a customer, and how answers are compared. Schema, compiler, editor and sentences all read
 * this one table.
 */

/** Operators by what they are compared with. */
export const textOperators = ["contains", "startsWith"] as const;
export const listOperators = ["oneOf", "noneOf"] as const;
export const numberOperators = ["lessThan", "atMost", "moreThan", "atLeast"] as const;
export const dateOperators = ["on", "before", "since"] as const;
export const daysOperators = ["inLastDays", "longerAgoThanDays", "inNextDays"] as const;
export const presenceOperators = ["known", "unknown"] as const;
export const equalityOperators = ["is", "isNot"] as const;

export const operators = [
  ...equalityOperators,
  ...listOperators,
  ...textOperators,
  ...numberOperators,
  ...dateOperators,
  ...daysOperators,
  ...presenceOperators,
] as const;
export type Operator = (typeof operators)[number];

/** What kind of thing is compared. A count is a number that is always there. */
export type Kind = "text" | "choice" | "count" | "number" | "date" | "presence" | "any" | "group" | "member";

export const operatorsOf: Readonly<Record<Kind, readonly Operator[]>> = {
  text: [...equalityOperators, ...listOperators, ...textOperators, ...presenceOperators],
  choice: equalityOperators,
  count: [...equalityOperators, ...numberOperators],
  number: [...equalityOperators, ...numberOperators, ...presenceOperators],
  date: [...dateOperators, ...daysOperators, ...presenceOperators],
  presence: presenceOperators,
  any: operators,
  group: [...listOperators, ...presenceOperators],
  member: listOperators,
};

/** Subject → what is measured → its kind. */
export const measures = {
  customer: {
    kind: "choice",
    name: "text",
    email: "text",
    phone: "text",
    externalId: "text",
    language: "text",
    country: "text",
    joinedOn: "date",
    company: "presence",
  },
  attribute: { value: "any" },
  orders: { count: "count", total: "count", margin: "number", firstOn: "date", lastOn: "date" },
  contracts: {
    count: "count",
    monthlyRevenue: "count",
    startedOn: "date",
    endsOn: "date",
    noticeOn: "date",
  },
  contacts: { count: "count", firstOn: "date", lastOn: "date" },
  phase: { current: "group", enteredOn: "date" },
  answers: {
    count: "count",
    lowest: "number",
    highest: "number",
    mean: "number",
    latest: "number",
    lastOn: "date",
  },
  segment: { membership: "member" },
} as const satisfies Record<string, Record<string, Kind>>;

export type Subject = keyof typeof measures;
export type Measure<S extends Subject> = keyof (typeof measures)[S] & string;

export const measuresOf = <S extends Subject>(subject: S): [Measure<S>, ...Measure<S>[]] =>
  Object.keys(measures[subject]) as [Measure<S>, ...Measure<S>[]];

export const kindOf = (subject: Subject, measure: string): Kind =>
  (measures[subject] as Record<string, Kind>)[measure] ?? "any";

/** What stands after an operator. */
export type ValueKind = "none" | "scalar" | "text" | "list" | "number" | "date" | "days";

export function valueKindOf(operator: Operator): ValueKind {
  const among = (list: readonly Operator[]) => list.includes(operator);
  if (among(presenceOperators)) return "none";
  if (among(listOperators)) return "list";
  if (among(textOperators)) return "text";
  if (among(numberOperators)) return "number";
  if (among(dateOperators)) return "date";
  if (among(daysOperators)) return "days";
  return "scalar";
}

/** A rule is written and read by people: beyond this it is a program. */
export const limits = {
  groupsDeep: 5,
  conditions: 50,
  characters: 20_000,
  names: 100,
  days: 3_650,
  /** Segments that ask about segments, one within the other. */
  segmentsDeep: 5,
  /** Conditions of a segment together with those of all segments that it asks about. */
  conditionsInAll: 500,
  segments: 300,
} as const;

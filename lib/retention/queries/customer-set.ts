import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { addDays, localDay } from "@/lib/period/local-day";
import { customersMoved, type Movement } from "@/lib/segments/queries/list-changes";
import type { CustomerCondition } from "@/lib/segments/queries/segment-condition";
import type { ActivityRule } from "../rules/activity-rule";
import { periodAsked, windowAsked } from "../rules/asked-period";
import type { CustomerSetInput, SetName } from "../schema";
import { activity, contractFact, inForce } from "./activity";
import { customersAfter, feedbackEvents } from "./after-event";
import { loss } from "./count-flows";
import { noticesOf } from "./count-notices";
import { buyers } from "./count-purchases";
import { cohortMonths } from "./list-cohorts";
import { lifetimes } from "./list-survival";
import { andFor, holdsAt, readingOf } from "./reading";
import { resolveCustomerFilter, resolveRule } from "./resolve-customer-filter";
import { isStepSet, type StepSet, stepsOf } from "./step-sets";
import { type CustomerFilter, isMember, planTables, population, traitsAsked } from "./traits";
import { answeredBy, silentIn } from "./who-answered";

/**
 * The customers behind a figure, as a condition on a customer's inner id: the relations are those that the figure is
 * counted from, so that a list has as many rows as the figure says.
 */
export async function customerSet(scope: Scope, input: CustomerSetInput): Promise<CustomerCondition | null> {
  if (!input.set) return null;
  const { set } = input;
  if (isMovement(set)) return among(movedIn(scope, input, movementOf[set]));
  const filter = await resolveCustomerFilter(scope, {
    segment: input["set.segment"],
    plan: input["set.plan"],
    phase: input["set.phase"],
    "product-group": input["set.product-group"],
    groupBy: input["set.without"],
  });
  const rule = await resolveRule(scope, {
    rule: input["set.rule"],
    inactivityDays: input["set.inactivityDays"],
  });
  const request = { scope, input, filter, rule, today: localDay(new Date(), scope.timeZone) };
  return among(await idsOf(request, set));
}

const among =
  (ids: Prisma.Sql): CustomerCondition =>
  (column) =>
    Prisma.sql`${column} in (${ids})`;

/** Of a segment: here its name says whose list it was, and not who belongs to it now. */
const movementOf = {
  "segment-entered": "entered",
  "segment-left": "left",
  "segment-members": "members",
} as const satisfies Partial<Record<SetName, Movement>>;
type MovementSet = keyof typeof movementOf;
const isMovement = (set: SetName): set is MovementSet => set in movementOf;

function movedIn(scope: Scope, input: CustomerSetInput, movement: Movement): Prisma.Sql {
  const today = localDay(new Date(), scope.timeZone);
  return customersMoved(scope, movement, {
    segments: input["set.segment"] ?? [],
    ...periodAsked({ from: input["set.from"], to: input["set.to"] }, today),
  });
}

type SetRequest = {
  scope: Scope;
  input: CustomerSetInput;
  filter: CustomerFilter;
  rule: ActivityRule;
  today: string;
};

async function idsOf(request: SetRequest, set: Exclude<SetName, MovementSet>): Promise<Prisma.Sql> {
  if (set === "after-event") return afterEventOf(request);
  if (isStepSet(set)) return stepsOf(request.scope, request.input, set, request);
  return relationOf(request, set);
}

function relationOf(
  request: SetRequest,
  set: Exclude<SetName, MovementSet | StepSet | "after-event">,
): Prisma.Sql {
  switch (set) {
    case "notices":
    case "saves":
      return noticesOf(request.scope, set, periodAsked(asked(request), request.today), request.filter);
    case "bought":
    case "bought-again":
    case "bought-days":
      return purchasesOf(request, set);
    case "answered":
    case "silent":
      return answeringOf(request, set);
    case "cohort":
      return cohortOf(request);
    case "stays":
    case "left":
      return lifetimesOf(request, set);
    default:
      return flowsOf(request, set);
  }
}

const asked = ({ input }: SetRequest) => ({ from: input["set.from"], to: input["set.to"] });

const standings = {
  start: Prisma.sql`at_start and is_member`,
  stayed: Prisma.sql`at_start and is_member and at_end`,
  lost: Prisma.sql`at_start and is_member and not at_end`,
  new: Prisma.sql`is_new`,
  "early-lost": Prisma.sql`is_new and not at_end`,
  back: Prisma.sql`at_end and not at_start and not is_new`,
  end: Prisma.sql`at_end`,
  gone: Prisma.sql`entered = 0 and not at_start`,
} as const;

/** Who stood how at the two ends of a period; `lost` also by reason. */
function flowsOf(request: SetRequest, set: keyof typeof standings): Prisma.Sql {
  const { scope, input, filter, rule, today } = request;
  const period = periodAsked(asked(request), today);
  const reading = readingOf(scope.workspaceId, { days: [period.from, period.to], keys: [""] });
  const byContract = rule.rule === "contract";
  const without = input["set.without"] ?? null;
  const reasons = byContract && set === "lost" ? reasonsOf(input) : null;
  const tables = [
    ...(byContract
      ? [contractFact(scope.workspaceId, filter.condition), inForce(reading)]
      : planTables(reading, filter, without)),
    activity(reading, rule, filter.condition),
    population(reading, "activity", { filter, groupBy: without, moment: "held" }),
    ...(reasons ? [loss(reading)] : []),
  ];
  return Prisma.sql`with ${Prisma.join(tables, ", ")}
    select c from (
      select c, entered, entered = 1 as is_new, ${isMember(Prisma.sql`0`)} as is_member,
        ${holdsAt(Prisma.sql`active`, Prisma.sql`0`)} as at_start, ${holdsAt(Prisma.sql`active`, Prisma.sql`1`)} as at_end
      from population where ${without ? Prisma.sql`not is_all and key is null` : Prisma.sql`is_all`}) standing
    where ${standings[set]} ${reasons ? Prisma.sql`and c in (select c from loss where ${reasons})` : Prisma.empty}`;
}

/** Which losses are meant; null where all are. */
function reasonsOf(input: CustomerSetInput): Prisma.Sql | null {
  const reason = input["set.reason"];
  const involuntary = input["set.involuntary"];
  if (reason === undefined && involuntary === undefined) return null;
  const byReason =
    reason === undefined
      ? Prisma.sql`true`
      : reason === ""
        ? Prisma.sql`reason is null`
        : Prisma.sql`reason = ${reason}`;
  const byWill =
    involuntary === undefined
      ? Prisma.sql`true`
      : Prisma.sql`coalesce(involuntary, false) = ${involuntary === "only"}`;
  return Prisma.sql`${byReason} and ${byWill}`;
}

function purchasesOf(request: SetRequest, set: "bought" | "bought-again" | "bought-days"): Prisma.Sql {
  const { scope, input, filter } = request;
  const window = windowAsked(asked(request));
  const reading = readingOf(scope.workspaceId, { days: [window.from, window.to], keys: [""] });
  const without = input["set.without"] ?? null;
  const tables = [
    ...planTables(reading, filter, without),
    buyers(reading, filter),
    population(reading, "buyer", { filter, groupBy: without, moment: "within" }),
  ];
  const isNarrowed = without !== null || traitsAsked(filter).length > 0;
  const narrowed = Prisma.sql`and ${isMember(Prisma.sql`i`)}
    and (ordered & ${reading.span(Prisma.sql`i + 1`, Prisma.sql`j + 1`)} <> 0) <> is_none`;
  return Prisma.sql`with ${Prisma.join(tables, ", ")}
    select c from population
    where ${without ? Prisma.sql`not is_all and key is null` : Prisma.sql`is_all`}
      ${isNarrowed ? narrowed : Prisma.empty}
      ${set === "bought-again" ? Prisma.sql`and orders >= 2` : Prisma.empty}
      ${set === "bought-days" ? Prisma.sql`and several_days` : Prisma.empty}`;
}

function answeringOf({ scope, input, filter }: SetRequest, set: "answered" | "silent"): Prisma.Sql {
  const { "set.from": from, "set.to": to } = input;
  const people = (set === "answered" ? answeredBy : silentIn)(
    scope.workspaceId,
    from || to ? windowAsked({ from, to }) : null,
  );
  return Prisma.sql`with people as materialized (${people})
    select c from people where true ${andFor(filter.condition, Prisma.sql`c`)}`;
}

/** Who bought for the first time in a month, and of them (`age`) who bought in the k-th month after it. */
function cohortOf({ scope, input, filter, today }: SetRequest): Prisma.Sql {
  const month = `${input["set.month"] ?? "1900-01"}-01`;
  const age = input["set.age"] ?? 0;
  const to = Prisma.sql`${input["set.to"] ?? addDays(today, 1)}::date`;
  return Prisma.sql`with ${cohortMonths(scope, { filter, from: input["set.from"], to })}
    select c from dated_in
    where date_trunc('month', first_day::timestamp) = ${month}::date::timestamp
      and month = ${month}::date::timestamp + make_interval(months => ${age}::int)`;
}

/** Who is in the survival curve, and who of them left (`age`: after so many months). */
function lifetimesOf({ scope, input, filter, rule, today }: SetRequest, set: "stays" | "left"): Prisma.Sql {
  const request = {
    from: input["set.from"] ?? null,
    asOf: input["set.to"] ?? today,
    rule,
    filter,
    groupBy: null,
  };
  const age = input["set.age"];
  return Prisma.sql`with ${lifetimes(scope, request)}
    select c from counted
    where ${set === "left" ? Prisma.sql`ended` : Prisma.sql`true`}
      ${age === undefined ? Prisma.empty : Prisma.sql`and months = ${age}::int`}`;
}

/** Who had a moment of truth (or feedback about some touchpoints) and what became of them in the 180 days after. */
async function afterEventOf(request: SetRequest): Promise<Prisma.Sql> {
  const { scope, input, filter, rule, today } = request;
  const period = periodAsked(asked(request), today);
  const ids = await eventTouchpoints(scope, input);
  const places = ids.map((touchpointId) => ({ event: 0, touchpointId }));
  return customersAfter(
    scope,
    {
      events: feedbackEvents(scope, places, period),
      period,
      observedUntil: today,
      rule,
      condition: filter.condition,
    },
    { event: 0, kind: input["set.handled"] ?? "none", outcome: input["set.outcome"] },
  );
}

async function eventTouchpoints(scope: Scope, input: CustomerSetInput): Promise<number[]> {
  const keys = input["set.touchpoint"];
  const rows = await scope.db.touchpoint.findMany({
    where: {
      workspaceId: scope.workspaceId,
      ...(keys ? { key: { in: keys } } : { momentOfTruth: { key: input["set.moment"] ?? "" } }),
    },
    select: { id: true },
    take: 2_000,
  });
  return rows.map(({ id }) => id);
}

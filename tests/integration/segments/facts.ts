import fc from "fast-check";
import { metrics, occasions, scales, techniques } from "@/lib/feedback/rules/codes";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import type { TestWorkspace } from "../../support/world";

/** The day on which everything is asked. */
export const today: LocalDay = "2026-06-15";

export const touchpointKeys = ["t-a", "t-b", "t-c"];
export const channelKeys = ["c-a", "c-b"];
export const groupKeys = ["g-a", "g-b", "g-c"];
export const phaseKeys = ["awareness", "consideration", "onboarding", "usage", "cancelled"];
/** A phase with parts, and these. */
export const parentPhase = "acquisition";
export const partsOfParent = ["awareness", "consideration", "decision"];
export const plans = ["basic", "flat"];

export type Person = {
  kind: "person" | "company";
  name: string | null;
  email: string | null;
  phone: string | null;
  externalId: string | null;
  language: string | null;
  country: string | null;
  joinedOn: LocalDay | null;
  inCompany: boolean;
  attributes: Record<string, string | number | boolean>;
  orders: {
    day: LocalDay;
    status: "completed" | "cancelled" | "returned";
    total: number;
    margin: number | null;
    lines: { group: number | null; amount: number }[];
  }[];
  contracts: {
    plan: string;
    startedOn: LocalDay;
    endsOn: LocalDay | null;
    cancelledOn: LocalDay | null;
    withdrawnOn: LocalDay | null;
    revenue: number;
  }[];
  contacts: { day: LocalDay; touchpoint: number | null; channel: number | null; direction: "in" | "out" }[];
  moves: { phase: number; day: LocalDay; hour: number }[];
  answers: {
    day: LocalDay;
    hour: number;
    touchpoint: number | null;
    metric: "nps" | "csat" | "rating";
    scale: "0-10" | "1-5" | "1-7";
    occasion: "relationship" | "contact";
    dimension: "experience" | "expectation";
    technique: "survey" | "agent";
    score: number | null;
  }[];
};

/** Days around the edges that rules ask about. */
export const someDay = fc
  .oneof(fc.integer({ min: -60, max: 40 }), fc.constantFrom(-30, -29, -31, -10, 0, 1, 10, 11))
  .map((n) => addDays(today, n));

const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 3) => fc.option(arbitrary, { freq, nil: null });
const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) => fc.array(arbitrary, { maxLength });
const place = (keys: readonly string[]) => fc.integer({ min: 0, max: keys.length - 1 });

export const words = [
  "Nord",
  "nord",
  "Süd",
  "ab 60",
  "5",
  "05",
  "5.0",
  "12",
  "-3",
  "2026-06-01",
  "2026-05-16",
  "x_%",
];
const attributeValue = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(-3, 0, 5, 12, 49, 50, 0.1, 0.30000000000000004, 1e15),
  fc.boolean(),
);
export const attributeKeys = ["region", "employees", "since", "children"];

const contract = fc
  .record({
    plan: fc.constantFrom(...plans),
    startedOn: someDay,
    length: maybe(fc.integer({ min: -1, max: 60 })),
    notice: maybe(fc.integer({ min: -5, max: 40 })),
    withdrawn: maybe(fc.integer({ min: 0, max: 10 }), 2),
    revenue: fc.constantFrom(0, 1000, 2500),
  })
  .map(({ length, notice, withdrawn, ...rest }) => {
    const cancelledOn = notice === null ? null : addDays(rest.startedOn, notice);
    return {
      ...rest,
      endsOn: length === null ? null : addDays(rest.startedOn, length),
      cancelledOn,
      withdrawnOn: cancelledOn === null || withdrawn === null ? null : addDays(cancelledOn, withdrawn),
    };
  });

const hour = fc.integer({ min: 8, max: 10 });

const person: fc.Arbitrary<Person> = fc.record({
  kind: fc.constantFrom("person", "company"),
  name: maybe(fc.constantFrom("Ada Öz", "ada", "Bo", "x_%")),
  email: maybe(fc.constantFrom("ada@x.example", "bo@x.example")),
  phone: maybe(fc.constantFrom("030 1", "040 1")),
  externalId: fc.constant(null),
  language: maybe(fc.constantFrom("de", "en")),
  country: maybe(fc.constantFrom("DE", "AT")),
  joinedOn: maybe(someDay),
  inCompany: fc.boolean(),
  attributes: fc.dictionary(fc.constantFrom(...attributeKeys), attributeValue, { maxKeys: 4 }),
  orders: some(
    fc.record({
      day: someDay,
      status: fc.constantFrom("completed", "completed", "completed", "cancelled", "returned"),
      total: fc.constantFrom(0, 500, 1000),
      margin: maybe(fc.constantFrom(-100, 0, 300), 1),
      lines: some(fc.record({ group: maybe(place(groupKeys)), amount: fc.constantFrom(0, 250, 500) }), 3),
    }),
    4,
  ),
  contracts: some(contract, 3),
  contacts: some(
    fc.record({
      day: someDay,
      touchpoint: maybe(place(touchpointKeys)),
      channel: maybe(place(channelKeys)),
      direction: fc.constantFrom("in", "out"),
    }),
    4,
  ),
  moves: fc.uniqueArray(fc.record({ phase: place(phaseKeys), day: someDay, hour }), {
    maxLength: 3,
    selector: (move) => Object.values(move).join(),
  }),
  answers: some(
    fc
      .record({
        day: someDay,
        hour,
        touchpoint: maybe(place(touchpointKeys)),
        metric: fc.constantFrom("nps", "csat", "rating"),
        wide: fc.boolean(),
        occasion: fc.constantFrom("relationship", "contact"),
        dimension: fc.constantFrom("experience", "experience", "expectation"),
        technique: fc.constantFrom("survey", "survey", "agent"),
        score: maybe(fc.integer({ min: 1, max: 5 })),
      })
      .map(({ wide, ...rest }) => ({
        ...rest,
        scale: rest.metric === "nps" ? "0-10" : wide ? "1-7" : "1-5",
      })),
    5,
  ),
}) as fc.Arbitrary<Person>;

/** The same people in every run. */
export const somePeople = (seed: number, count: number): Person[] =>
  fc.sample(person, { numRuns: count, seed }).map((one, n) => ({ ...one, externalId: `p${n}` }));

const at = (day: LocalDay, hour: number): Date => new Date(`${day}T${String(hour).padStart(2, "0")}:00:00Z`);
const date = (day: LocalDay | null): Date | null => (day === null ? null : new Date(day));

/** Puts people and their facts into the tables; the inner id of each, in their order. */
export async function plantPeople(workspace: TestWorkspace, people: readonly Person[]): Promise<number[]> {
  return workspace.asSystem(async ({ db, workspaceId }) => {
    const named = (keys: readonly string[]) => keys.map((key) => ({ workspaceId, key, name: key }));
    await db.touchpoint.createMany({ data: named(touchpointKeys) });
    await db.channel.createMany({ data: named(channelKeys) });
    await db.productGroup.createMany({ data: named(groupKeys) });
    const product = await db.product.create({ data: { workspaceId, key: "p", name: "p" } });
    const ids = async (rows: Promise<{ id: number; key: string }[]>, keys: readonly string[]) => {
      const found = await rows;
      return keys.map((key) => found.find((one) => one.key === key)?.id ?? 0);
    };
    const where = { workspaceId };
    const touchpoints = await ids(db.touchpoint.findMany({ where }), touchpointKeys);
    const channels = await ids(db.channel.findMany({ where }), channelKeys);
    const groups = await ids(db.productGroup.findMany({ where }), groupKeys);
    const phases = await ids(db.phase.findMany({ where }), phaseKeys);
    const company = await db.customer.create({
      data: { workspaceId, kind: "company", erasedAt: new Date() },
    });
    await db.customer.createMany({
      data: people.map((one) => ({
        workspaceId,
        externalId: one.externalId,
        kind: one.kind,
        name: one.name,
        email: one.email,
        phone: one.phone,
        language: one.language,
        country: one.country,
        joinedOn: date(one.joinedOn),
        companyId: one.inCompany ? company.id : null,
        attributes: one.attributes,
      })),
    });
    const rows = await db.customer.findMany({ where: { workspaceId, erasedAt: null } });
    const customers = people.map(
      ({ externalId }) => rows.find((row) => row.externalId === externalId)?.id ?? 0,
    );
    const each = <T>(of: (one: Person, customerId: number) => T[]) =>
      people.flatMap((one, n) => of(one, customers[n] ?? 0));
    for (const { customerId, lines, ...order } of each((one, customerId) =>
      one.orders.map((order) => ({ ...order, customerId })),
    )) {
      await db.order.create({
        data: {
          workspaceId,
          customerId,
          orderedAt: at(order.day, 9),
          day: new Date(order.day),
          totalMinor: order.total,
          marginMinor: order.margin,
          status: order.status,
          lines: {
            create: lines.map(({ group, amount }, position) => ({
              position,
              productId: product.id,
              productGroupId: group === null ? null : (groups[group] ?? 0),
              quantity: 1,
              amountMinor: amount,
            })),
          },
        },
      });
    }
    await db.contract.createMany({
      data: each((one, customerId) =>
        one.contracts.map(({ plan, revenue, startedOn, endsOn, cancelledOn, withdrawnOn }) => ({
          workspaceId,
          customerId,
          plan,
          startedOn: new Date(startedOn),
          endsOn: date(endsOn),
          cancelledOn: date(cancelledOn),
          withdrawnOn: date(withdrawnOn),
          monthlyRevenueMinor: revenue,
        })),
      ),
    });
    await db.contact.createMany({
      data: each((one, customerId) =>
        one.contacts.map(({ day, touchpoint, channel, direction }) => ({
          workspaceId,
          customerId,
          at: at(day, 9),
          day: new Date(day),
          touchpointId: touchpoint === null ? null : (touchpoints[touchpoint] ?? 0),
          channelId: channel === null ? null : (channels[channel] ?? 0),
          direction,
        })),
      ),
    });
    await db.phaseMove.createMany({
      data: each((one, customerId) =>
        one.moves.map(({ phase, day, hour }) => ({
          workspaceId,
          customerId,
          phaseId: phases[phase] ?? 0,
          at: at(day, hour),
          day: new Date(day),
        })),
      ),
    });
    const records = each((one, customerId) => one.answers.map((answer) => ({ ...answer, customerId })));
    await db.feedback.createMany({
      data: records.map((answer, n) => ({
        workspaceId,
        submissionKey: `k${n}`,
        contentHash: new Uint8Array(32),
        customerId: answer.customerId,
        occasion: occasions.codeOf(answer.occasion),
        technique: techniques.codeOf(answer.technique),
        answeredAt: at(answer.day, answer.hour),
        day: new Date(answer.day),
      })),
    });
    const feedback = await db.feedback.findMany({ where, select: { id: true, submissionKey: true } });
    const idOf = new Map(feedback.map(({ id, submissionKey }) => [submissionKey, id]));
    await db.answer.createMany({
      data: records.map((answer, n) => ({
        workspaceId,
        feedbackId: idOf.get(`k${n}`) ?? 0,
        position: 0,
        day: new Date(answer.day),
        customerId: answer.customerId,
        touchpointId: answer.touchpoint === null ? null : (touchpoints[answer.touchpoint] ?? 0),
        metric: metrics.codeOf(answer.metric),
        scale: scales.codeOf(answer.scale),
        dimension: answer.dimension === "experience" ? 1 : 2,
        occasion: occasions.codeOf(answer.occasion),
        technique: techniques.codeOf(answer.technique),
        score: answer.score,
        reason: answer.score === null ? 1 : null,
        hasComment: false,
      })),
    });
    return customers;
  });
}

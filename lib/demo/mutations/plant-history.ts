import { phoneDigits } from "@/lib/customers/rules";
import { dimensions, metrics, occasions, reasons, scales, techniques } from "@/lib/feedback/rules/codes";
import { contentHash } from "@/lib/feedback/rules/content-hash";
import type { DemoHistory } from "../rules/build-wellanda";
import { dayText } from "../rules/calendar";
import type { DemoCustomer } from "../rules/customers";
import type { DemoFeedback } from "../rules/feedback";
import { type Cell, idOf, insertNumbered, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

type CustomerIds = (customer: DemoCustomer) => number;

/** Everything that happened, as the writers of the application would have written it. */
export async function plantHistory(
  planting: Planting,
  history: DemoHistory,
  catalogues: Catalogues,
  staff: ReadonlyMap<string, number>,
): Promise<void> {
  const idOfCustomer = await plantCustomers(planting, history);
  await plantContracts(planting, history, idOfCustomer);
  await plantOrders(planting, history, idOfCustomer, catalogues);
  await plantPhaseMoves(planting, history, idOfCustomer, catalogues);
  await plantFeedback(planting, history, idOfCustomer, catalogues, staff);
  await plantContacts(planting, history, idOfCustomer, catalogues);
}

const orNull = (day: number | null): string | null => (day === null ? null : dayText(day));

async function plantCustomers(planting: Planting, { customers }: DemoHistory): Promise<CustomerIds> {
  const columns = [
    ...["externalId", "kind", "companyId", "name", "email", "phone", "phoneDigits", "language", "country"],
    ...["joinedOn", "attributes"],
  ];
  const ids: number[] = [];
  const rowOf = (one: DemoCustomer): Cell[] => [
    one.externalId,
    one.kind,
    one.company && (ids[one.company.n] ?? null),
    one.name,
    one.email,
    one.phone,
    one.phone && phoneDigits(one.phone),
    one.language,
    "DE",
    orNull(one.joinedOn),
    JSON.stringify(one.attributes),
  ];
  // Those who work for a customer come after their company.
  for (const some of [
    customers.filter(({ company }) => !company),
    customers.filter(({ company }) => company),
  ]) {
    const inserted = await insertNumbered(planting, "customer", columns, some.map(rowOf));
    for (const [index, { n }] of some.entries()) ids[n] = inserted[index] ?? 0;
  }
  return ({ n }) => ids[n] ?? 0;
}

async function plantContracts(planting: Planting, { customers }: DemoHistory, idOfCustomer: CustomerIds) {
  const rows = customers.flatMap((customer) =>
    [...customer.lines, ...customer.extras].map((one, index): Cell[] => [
      `${customer.externalId}-${index + 1}`,
      idOfCustomer(customer),
      one.plan,
      dayText(one.startedOn),
      orNull(one.endsOn),
      orNull(one.cancelledOn),
      orNull(one.withdrawnOn),
      one.reason,
      one.involuntary,
      one.revenueMinor,
      one.marginMinor,
    ]),
  );
  const columns = [
    ...["externalId", "customerId", "plan", "startedOn", "endsOn", "cancelledOn", "withdrawnOn"],
    ...["cancellationReason", "involuntary", "monthlyRevenueMinor", "monthlyMarginMinor"],
  ];
  await insertRows(planting, "contract", columns, rows);
}

async function plantOrders(
  planting: Planting,
  { orders, calendar }: DemoHistory,
  idOfCustomer: CustomerIds,
  { products }: Catalogues,
) {
  const totals = orders.map(({ lines }) => lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
  const ids = await insertNumbered(
    planting,
    "order",
    ["externalId", "customerId", "orderedAt", "day", "totalMinor", "marginMinor", "status"],
    orders.map(({ customer, day, minute, status }, index) => [
      `B-${100_001 + index}`,
      idOfCustomer(customer),
      calendar.at(day, minute).toISOString(),
      dayText(day),
      totals[index] ?? 0,
      Math.round((totals[index] ?? 0) * 0.24),
      status,
    ]),
  );
  const lines = orders.flatMap((order, index) =>
    order.lines.map(({ product, quantity, amountMinor }, position): Cell[] => {
      const known = products.get(product);
      if (!known) throw new Error(`The demo company does not sell "${product}".`);
      return [ids[index] ?? 0, position, known.id, known.groupId, quantity, amountMinor];
    }),
  );
  const columns = ["orderId", "position", "productId", "productGroupId", "quantity", "amountMinor"];
  await insertRows(planting, "order_line", columns, lines);
}

async function plantPhaseMoves(
  planting: Planting,
  { phaseMoves, calendar }: DemoHistory,
  idOfCustomer: CustomerIds,
  { phases }: Catalogues,
) {
  await insertRows(
    planting,
    "phase_move",
    ["customerId", "phaseId", "at", "day", "dayOnly", "reason"],
    phaseMoves.map(({ customer, phase, day, reason }) => [
      idOfCustomer(customer),
      idOf(phases, phase),
      calendar.at(day, 0).toISOString(),
      dayText(day),
      true,
      reason,
    ]),
  );
}

async function plantFeedback(
  planting: Planting,
  { feedback, calendar }: DemoHistory,
  idOfCustomer: CustomerIds,
  { touchpoints, channels }: Catalogues,
  staff: ReadonlyMap<string, number>,
) {
  const placeOf = ({ customer, touchpoint, channel }: DemoFeedback) => {
    const at = touchpoint === null ? null : touchpoints.get(touchpoint);
    if (at === undefined) throw new Error(`The demo company has no touchpoint "${touchpoint}".`);
    return {
      customerId: customer && idOfCustomer(customer),
      touchpointId: at?.id ?? null,
      channelId: channel === null ? (at?.channelId ?? null) : idOf(channels, channel),
    };
  };
  const ids = await insertNumbered(
    planting,
    "feedback",
    [
      ...["submissionKey", "contentHash", "customerId", "touchpointId", "channelId", "occasion", "technique"],
      ...["anonymous", "answeredAt", "day", "comment", "language", "notedByUserId"],
    ],
    feedback.map((one, index) => {
      const at = calendar.at(one.day, one.minute);
      const { customerId, touchpointId, channelId } = placeOf(one);
      return [
        `wellanda-${index + 1}`,
        `\\x${hashOf(one, at)}`,
        customerId,
        touchpointId,
        channelId,
        occasions.codeOf(one.occasion),
        techniques.codeOf(one.technique),
        one.customer === null,
        at.toISOString(),
        dayText(one.day),
        one.comment,
        one.language,
        one.notedBy && (staff.get(one.notedBy) ?? null),
      ];
    }),
  );
  const answers = feedback.flatMap((one, index) => {
    const { customerId, touchpointId, channelId } = placeOf(one);
    return one.answers.map(({ metric, scale, dimension, value }, position): Cell[] => [
      ids[index] ?? 0,
      position,
      dayText(one.day),
      customerId,
      touchpointId,
      channelId,
      metrics.codeOf(metric),
      scales.codeOf(scale),
      dimensions.codeOf(dimension),
      occasions.codeOf(one.occasion),
      techniques.codeOf(one.technique),
      value,
      value === null ? reasons.codeOf("skipped") : null,
      one.comment !== null,
    ]);
  });
  const columns = [
    ...["feedbackId", "position", "day", "customerId", "touchpointId", "channelId", "metric", "scale"],
    ...["dimension", "occasion", "technique", "score", "reason", "hasComment"],
  ];
  await insertRows(planting, "answer", columns, answers);
}

/** As it would have been sent: the same record handed in once more is a duplicate. */
function hashOf(one: DemoFeedback, at: Date): string {
  return contentHash(
    {
      customer: one.customer && `ext:${one.customer.externalId}`,
      touchpoint: one.touchpoint,
      channel: one.channel,
      productGroup: null,
      occasion: one.occasion,
      technique: one.technique,
      answeredAt: at.toISOString(),
      answers: one.answers.map((answer) => ({
        ...answer,
        reason: answer.value === null ? "skipped" : undefined,
      })),
      comment: one.comment,
      language: one.language,
      anonymous: one.customer === null,
    },
    at.toISOString(),
  );
}

async function plantContacts(
  planting: Planting,
  { contacts, contactCounts, calendar }: DemoHistory,
  idOfCustomer: CustomerIds,
  { touchpoints }: Catalogues,
) {
  await insertRows(
    planting,
    "contact",
    [
      ...["customerId", "touchpointId", "channelId", "at", "day", "direction", "planned", "by", "outcome"],
      ...["durationSeconds", "subject"],
    ],
    contacts.map((one) => {
      const place = touchpoints.get(one.touchpoint);
      if (!place) throw new Error(`The demo company has no touchpoint "${one.touchpoint}".`);
      return [
        idOfCustomer(one.customer),
        place.id,
        place.channelId,
        calendar.at(one.day, one.minute).toISOString(),
        dayText(one.day),
        one.direction,
        one.planned,
        one.by,
        one.outcome,
        one.durationSeconds,
        one.subject,
      ];
    }),
  );
  await insertRows(
    planting,
    "contact_count",
    ["touchpointId", "month", "contacts"],
    contactCounts.map(({ touchpoint, month, contacts: count }) => [
      touchpoints.get(touchpoint)?.id ?? 0,
      dayText(month),
      count,
    ]),
  );
}

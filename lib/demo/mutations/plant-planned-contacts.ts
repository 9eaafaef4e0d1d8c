import { type Calendar, dayText } from "../rules/calendar";
import { demoContacts } from "../rules/planned-contacts";
import { idOf, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

/** Whom Wellanda means to contact, and what became of it. */
export async function plantPlannedContacts(
  planting: Planting,
  calendar: Calendar,
  { segments, touchpoints, departments }: Catalogues,
): Promise<void> {
  const { rows: found } = await planting.client.query<{ name: string; id: number }>(
    `select "name", min("id") as id from customer where "workspaceId" = $1 and "name" = any($2) group by "name"`,
    [planting.workspaceId, demoContacts.flatMap(({ customer }) => customer ?? [])],
  );
  const customers = new Map(found.map(({ name, id }) => [name, id]));
  const today = calendar.last + 1;
  await insertRows(
    planting,
    "planned_contact",
    [
      ...["segmentId", "customerId", "touchpointId", "channelId", "departmentId", "on", "repeats", "purpose"],
      ...["feeling", "who", "words", "translations", "state", "outcome", "doneOn"],
    ],
    demoContacts.map((contact) => {
      const { purpose, feeling, words, outcome } = contact;
      const place = touchpoints.get(contact.touchpoint);
      if (!place) throw new Error(`The demo company plans at "${contact.touchpoint}", which is not planted.`);
      const on = dayText(today + contact.in);
      const texts = Object.entries({ purpose, feeling, words, outcome }).flatMap(([field, text]) =>
        text ? [[field, { de: text[0], en: text[1] }] as const] : [],
      );
      return [
        contact.segment ? idOf(segments, contact.segment) : null,
        contact.customer ? idOf(customers, contact.customer) : null,
        ...[place.id, place.channelId, idOf(departments, contact.department)],
        ...[on, contact.repeats, purpose[0], feeling[0], contact.who, words?.[0] ?? null],
        JSON.stringify(Object.fromEntries(texts)),
        ...(outcome ? ["done", outcome[0], on] : ["planned", null, null]),
      ];
    }),
  );
}

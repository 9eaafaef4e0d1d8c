import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { holdCustomers } from "@/lib/customers/queries";
import { namedBy } from "@/lib/db/named";
import { changeRow, deleteRow, type RowTable, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import { notFound } from "@/lib/errors/app-error";
import { Lookup } from "@/lib/fields/refusals";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { holdClock } from "@/lib/workspaces/queries/hold-clock";
import { getContact } from "./queries";
import { type ContactState, changedContact } from "./rules";
import { type ChangeContactInput, type ContactInput, type ContactOut, contactInput } from "./schema";

const contacts: RowTable<ContactState> = {
  table: "contact",
  key: ["externalId"],
  columns: {
    externalId: "text",
    customerId: "int",
    touchpointId: "int",
    channelId: "int",
    at: "timestamptz",
    day: "date",
    dayOnly: "boolean",
    direction: `"Direction"`,
    planned: "boolean",
    by: "text",
    outcome: "text",
    durationSeconds: "int",
    subject: "text",
  },
};

export async function saveContacts(scope: Scope, inputs: readonly ContactInput[]): Promise<Saved[]> {
  const change = await findNamed(scope, inputs);
  return saveRows(
    scope,
    contacts,
    inputs.map((said) => ({
      key: said.externalId ? [said.externalId] : null,
      change: (before) => change(before, said),
    })),
  );
}

export const postContacts = postOneOrMany({ item: contactInput, save: saveContacts, get: getContact });

/** @throws AppError `notFound`, `invalid`, or `conflict` for an external id that another contact has */
export async function changeContact(scope: Scope, { id, ...said }: ChangeContactInput): Promise<ContactOut> {
  const which = namedBy(id);
  if (!which) throw notFound();
  const change = await findNamed(scope, [said]);
  const saved = await changeRow(scope, contacts, which, (before) => change(before, said));
  if (!saved) throw notFound();
  return getContact(scope, saved);
}

/** @throws AppError `notFound` */
export async function deleteContact(scope: Scope, { id }: { id: string }): Promise<void> {
  if (!(await deleteRow(scope, contacts, namedBy(id)))) throw notFound();
}

async function findNamed(scope: Scope, inputs: readonly ContactInput[]) {
  const { timeZone } = await holdClock(scope);
  const customers = await holdCustomers(
    scope,
    inputs.map(({ customer }) => customer),
  );
  const touchpoints = await resolveTouchpoints(
    scope,
    inputs.map(({ touchpoint }) => touchpoint),
  );
  const channels = await resolveKeys(
    scope,
    "channel",
    inputs.map(({ channel }) => channel),
  );
  return (before: ContactState | null, said: ContactInput) => {
    const lookup = new Lookup();
    const found = {
      customerId: lookup.find(customers, said.customer, "customer", "unknownCustomer")?.id,
      touchpoint: lookup.find(touchpoints, said.touchpoint, "touchpoint", "unknownTouchpoint"),
      channelId: lookup.find(channels, said.channel, "channel", "unknownChannel"),
    };
    return lookup.refusal() ?? changedContact(before, said, found, timeZone);
  };
}

import { recordedChange, recordedDelete } from "@/lib/audit/mutations";
import { changeContact, deleteContact } from "@/lib/contacts/mutations";
import { getContact } from "@/lib/contacts/queries";
import { changeContactInput, contactNamed, contactOut } from "@/lib/contacts/schema";
import { defineRoute } from "@/lib/doors/define-route";

const path = "/contacts/{id}";

export const GET = defineRoute({
  path,
  summary: "Read a contact",
  can: "customers:read",
  input: contactNamed,
  output: contactOut,
  run: getContact,
});

export const PATCH = defineRoute({
  path,
  summary: "Change a contact",
  description: "What is left out is kept, null clears.",
  can: "contacts:write",
  input: changeContactInput,
  output: contactOut,
  run: recordedChange("contact", changeContact),
});

export const DELETE = defineRoute({
  path,
  summary: "Delete a contact",
  can: "contacts:write",
  input: contactNamed,
  statuses: [204],
  run: recordedDelete("contact", deleteContact),
});

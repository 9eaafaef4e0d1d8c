import { recordedPost } from "@/lib/audit/mutations";
import { postContacts } from "@/lib/contacts/mutations";
import { listContacts } from "@/lib/contacts/queries";
import { contactPage, listContactsInput, postContactsInput, savedContacts } from "@/lib/contacts/schema";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";

export const GET = defineRoute({
  path: "/contacts",
  summary: "List contacts",
  can: "customers:read",
  input: listContactsInput,
  output: contactPage,
  run: listContacts,
});

export const POST = defineRoute({
  path: "/contacts",
  summary: "Create or update one or many contacts",
  can: "contacts:write",
  input: postContactsInput,
  output: savedContacts,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("contact", postContacts),
});

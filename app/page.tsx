import { redirect } from "next/navigation";
import { beginningOf, membershipsOf } from "@/lib/auth/admission";
import { isUnused } from "@/lib/auth/people";
import { currentPerson } from "@/lib/doors/visitor";

export default async function Entrance() {
  const person = await currentPerson();
  if (!person) redirect((await isUnused()) ? "/set-up" : "/sign-in");
  const memberships = await membershipsOf(person.id);
  const [only] = memberships;
  redirect(only && memberships.length === 1 ? beginningOf(only) : "/workspaces");
}

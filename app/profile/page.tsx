import { redirect } from "next/navigation";
import { ProfileView } from "@/components/account/profile-view";
import { listSessions } from "@/lib/accounts/queries";
import { currentPerson, currentTheme } from "@/lib/doors/visitor";

export default async function ProfilePage() {
  const person = await currentPerson();
  if (!person) redirect("/sign-in?next=/profile");
  const [sessions, theme] = await Promise.all([listSessions(person), currentTheme()]);
  return (
    <ProfileView person={{ name: person.name, email: person.email }} theme={theme} sessions={sessions} />
  );
}

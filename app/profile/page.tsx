import { redirect } from "next/navigation";
import { ProfileView } from "@/components/account/profile-view";
import { listSessions } from "@/lib/accounts/queries";
import { mondayMailsOf } from "@/lib/auth/admission";
import { currentPerson, currentTheme } from "@/lib/doors/visitor";
import { canSendMail } from "@/lib/mail/send-mail";

export default async function ProfilePage() {
  const person = await currentPerson();
  if (!person) redirect("/sign-in?next=/profile");
  const [sessions, theme, mails] = await Promise.all([
    listSessions(person),
    currentTheme(),
    mondayMailsOf(person.id),
  ]);
  return (
    <ProfileView
      person={{ name: person.name, email: person.email }}
      theme={theme}
      sessions={sessions}
      mondayMails={mails.map(({ slug, workspaceName, mondayMail }) => ({
        ...{ slug, name: workspaceName },
        isOn: mondayMail,
      }))}
      canMail={canSendMail()}
    />
  );
}

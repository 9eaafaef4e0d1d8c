import { getTranslations } from "next-intl/server";
import { InvitationForm } from "@/components/account/invitation-form";
import { PublicFrame } from "@/components/frame/public-frame";
import { Link } from "@/components/ui/link";
import { findOpenInvitation, findUserIdByEmail } from "@/lib/auth/people";
import { currentPerson } from "@/lib/doors/visitor";

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [t, roles, person, invitation] = await Promise.all([
    getTranslations("auth.invitation"),
    getTranslations("roles"),
    currentPerson(),
    findOpenInvitation(token),
  ]);
  if (!invitation) return <PublicFrame title={t("spent")} />;
  const title = t("title", { workspace: invitation.workspaceName });
  const owner = await findUserIdByEmail(invitation.email);
  const mustSignIn = owner !== null && person?.id !== owner;
  return (
    <PublicFrame title={title} lead={t("lead", { role: roles(invitation.role), email: invitation.email })}>
      {mustSignIn ? (
        <>
          <p>{t("signInFirst", { email: invitation.email })}</p>
          <Link
            className="mt-4 inline-block font-medium text-accent-text underline"
            href={`/sign-in?next=${encodeURIComponent(`/invitation/${token}`)}&email=${encodeURIComponent(invitation.email)}`}
          >
            {t("signIn")}
          </Link>
        </>
      ) : (
        <InvitationForm token={token} isSignedIn={owner !== null} />
      )}
    </PublicFrame>
  );
}

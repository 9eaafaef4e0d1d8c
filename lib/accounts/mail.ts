import type { Locale } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { sendMail } from "@/lib/mail/send-mail";

export async function mailPasswordReset(
  to: string,
  name: string,
  token: string,
  locale: Locale,
): Promise<void> {
  const t = translator(locale, "mail.reset");
  const link = `${process.env.LOTSE_URL}/reset-password/${token}`;
  await sendMail({ to, subject: t("subject"), text: t("text", { name, link }) });
}

export async function mailInvitation(
  to: string,
  invitation: { workspaceName: string; inviter: string; token: string },
  locale: Locale,
): Promise<void> {
  const t = translator(locale, "mail.invitation");
  const link = `${process.env.LOTSE_URL}/invitation/${invitation.token}`;
  const values = { workspace: invitation.workspaceName, inviter: invitation.inviter, link };
  await sendMail({ to, subject: t("subject", values), text: t("text", values) });
}

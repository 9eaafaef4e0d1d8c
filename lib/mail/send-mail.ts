import { createTransport, type Transporter } from "nodemailer";

let transport: Transporter | undefined;

export const canSendMail = (): boolean => Boolean(process.env.SMTP_URL);

/** Hands one plain-text mail to the operator's server. Rejects when that server refuses it. */
export async function sendMail(mail: { to: string; subject: string; text: string }): Promise<void> {
  const url = process.env.SMTP_URL;
  if (!url) throw new Error("SMTP_URL is not set.");
  transport ??= createTransport(url, {
    from: process.env.MAIL_FROM || `Lotse <lotse@${new URL(url).hostname}>`,
  });
  await transport.sendMail(mail);
}

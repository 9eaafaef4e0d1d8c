import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailInvitation, mailPasswordReset } from "@/lib/accounts/mail";

/** A real SMTP server on a free port; what it receives is kept as it came over the wire. */
const received: string[] = [];
const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  onData(stream, _session, done) {
    let text = "";
    stream.on("data", (piece) => {
      text += String(piece);
    });
    stream.on("end", () => {
      received.push(text);
      done();
    });
  },
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (typeof address !== "object" || address === null) throw new Error("The mail server has no port.");
  process.env.SMTP_URL = `smtp://127.0.0.1:${address.port}`;
  process.env.LOTSE_URL = "https://lotse.example.com";
});

afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

const plain = (mail: string): string =>
  mail
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

test("the invitation arrives in the invited person's language with its link", async () => {
  const invitation = { workspaceName: "Wellanda", inviter: "Ralf Heuer", token: "token-of-the-invitation" };
  await mailInvitation("new@wellanda.example", invitation, "de");
  const mail = plain(received.at(-1) ?? "");
  expect(mail).toContain("To: new@wellanda.example");
  expect(mail).toContain("Einladung zu Wellanda in Lotse");
  expect(mail).toContain("https://lotse.example.com/invitation/token-of-the-invitation");
});

test("the link for a new password arrives", async () => {
  await mailPasswordReset("mara@wellanda.example", "Mara", "token-of-the-reset", "en");
  const mail = plain(received.at(-1) ?? "");
  expect(mail).toContain("Subject: Your new Lotse password");
  expect(mail).toContain("https://lotse.example.com/reset-password/token-of-the-reset");
});

import pg from "pg";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { updateProfile } from "@/lib/auth/people";
import { openDoor } from "@/lib/doors/open-door";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { mailOnMonday } from "@/lib/jobs/mail-on-monday";
import { addDays, localDay } from "@/lib/period/local-day";
import { setMondayMailAction } from "@/lib/reports/actions";
import { fourWeeks } from "@/lib/reports/mutations/mail-next-reader";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

/** A real SMTP server on a free port; it refuses one address for good. */
const received: { to: string; text: string }[] = [];
const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  onRcptTo({ address }, _session, done) {
    if (address.startsWith("agent")) done(Object.assign(new Error("No such person"), { responseCode: 550 }));
    else done();
  },
  onData(stream, session, done) {
    let text = "";
    stream.on("data", (piece) => {
      text += String(piece);
    });
    stream.on("end", () => {
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text: plain(text) });
      done();
    });
  },
});

const plain = (mail: string): string => {
  const [head = "", ...body] = mail.split("\r\n\r\n");
  const text = body.join("\n\n");
  const isBase64 = /base64/i.test(head);
  const bytes = isBase64
    ? Buffer.from(text, "base64")
    : Buffer.from(
        text
          .replaceAll("=\r\n", "")
          .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      );
  return `${head}\n\n${bytes.toString("utf8")}`;
};

const database = ownDatabase();
let here: TestWorkspace;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (typeof address !== "object" || address === null) throw new Error("The mail server has no port.");
  process.env.SMTP_URL = `smtp://127.0.0.1:${address.port}`;
  here = await foundWorkspace("here");
  const { from } = fourWeeks(localDay(new Date(), "Europe/Berlin"));
  await here.asSystem(({ db, workspaceId }) =>
    db.customer.createMany({
      data: Array.from({ length: 40 }, (_, n) => ({ workspaceId, externalId: `c${n}` })),
    }),
  );
  await here.asSystem((scope) =>
    recordFeedbackItems(
      scope,
      Array.from({ length: 40 }, (_, n) => ({
        submissionKey: `r${n}`,
        technique: "survey" as const,
        occasion: "relationship" as const,
        answeredAt: addDays(from, n % 28),
        customer: `ext:c${n}`,
        answers: [{ metric: "nps" as const, value: n % 4 === 0 ? 3 : 10 }],
      })),
    ),
  );
}, 120_000);

afterAll(async () => {
  delete process.env.SMTP_URL;
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const perform = () => mailOnMonday.perform({ workspaceId: here.workspaceId, input: {} }, () => false);

test("each reader who asked gets three sentences at most, in their language and once", async () => {
  for (const role of ["viewer", "agent", "manager"] as const)
    await openDoor(setMondayMailAction.door, here.visitor(role), () => ({ on: "true" }));
  await openDoor(setMondayMailAction.door, here.visitor("admin"), () => ({ on: "false" }));
  await updateProfile(here.people.viewer.userId, { locale: "de" });
  expect(await perform()).toBe("done");
  expect(received.map(({ to }) => to)).toEqual(["viewer@here.example", "manager@here.example"]);
  const [german, english] = received.map(({ text }) => text);
  expect(german).toContain("Beziehungs-NPS +50 aus 40 Antworten");
  expect(english).toContain("Relationship NPS +50 from 40 answers");
  for (const text of [german, english]) {
    expect(text).toMatch(/http:\/\/localhost:3000\/w\/here\?from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
    expect(text).toContain("http://localhost:3000/profile");
  }
  expect(await perform()).toBe("done");
  expect(received).toHaveLength(2);
});

test("the four weeks end with the last Sunday, whatever the day", () => {
  expect(fourWeeks("2026-11-23")).toEqual({ from: "2026-10-26", to: "2026-11-23" });
  expect(fourWeeks("2026-11-29")).toEqual({ from: "2026-10-26", to: "2026-11-23" });
});

test("a workspace's mails are due on its own Monday morning, until all are sent", async () => {
  const owner = new pg.Client({ connectionString: database.current?.ownerUrl });
  await owner.connect();
  const dueAt = async (instant: string) => {
    await owner.query("delete from graphile_worker._private_jobs where key like '%monday-mail'");
    await owner.query("select lotse_add_monday_mails($1)", [instant]);
    const { rows } = await owner.query("select 1 from graphile_worker.jobs where key = $1", [
      `${here.workspaceId}:monday-mail`,
    ]);
    return rows.length === 1;
  };
  // Berlin is an hour ahead of UTC in winter.
  expect(await dueAt("2040-01-02T05:59:00Z")).toBe(false);
  expect(await dueAt("2040-01-02T06:01:00Z")).toBe(true);
  expect(await dueAt("2040-01-03T06:01:00Z")).toBe(false);
  await owner.query(`update membership set "mondayMailedOn" = '2040-01-02'`);
  expect(await dueAt("2040-01-02T06:01:00Z")).toBe(false);
  await owner.end();
});

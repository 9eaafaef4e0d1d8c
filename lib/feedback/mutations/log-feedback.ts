import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { deleteContact, saveContacts } from "@/lib/contacts/mutations";
import { saveCustomers } from "@/lib/customers/mutations";
import { Prisma } from "@/lib/db/generated/client";
import type { Saved } from "@/lib/db/save-rows";
import { AppError, notFound } from "@/lib/errors/app-error";
import { countNotedToday } from "../queries/noted-by-me";
import { contentHash } from "../rules/content-hash";
import { type RecordFeedbackInput, recordFeedbackInput } from "../schema";
import { type LogFeedbackInput, scaleOfQuestion } from "../schema/log-feedback";
import { saveFeedback } from "./record-feedback";

export type Logged = { feedback: string; customer: string | null; notedToday: number };

/**
 * What an agent heard: the contact and the feedback in one transaction, and the customer where they are new. The form
 * brings the submission key, so pressing twice or trying again after a lost connection is the same note once.
 * @throws AppError `invalid`, and `conflict` where an earlier try has arrived and something else was typed since
 */
export async function logFeedback(scope: Scope, input: LogFeedbackInput): Promise<Logged> {
  // Two tries of one note wait for each other here, before anything is looked up or written.
  const lock = `log ${scope.workspaceId} ${input.submissionKey}`;
  await scope.db.$queryRaw(
    Prisma.sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))::text as locked`,
  );
  const earlier = await findEarlier(scope, input.submissionKey);
  if (earlier) {
    const sameRecord = recordOf(scope, input, earlier.customer, earlier.answeredAt);
    if (contentHash(sameRecord, earlier.answeredAt.toISOString()) !== earlier.contentHash)
      throw new AppError("conflict", "loggedBefore");
    return { feedback: earlier.id, customer: earlier.customer, notedToday: await countNotedToday(scope) };
  }
  const customer = await customerOf(scope, input);
  const answeredAt = new Date();
  const feedback = idOf(
    await saveFeedback(scope, [recordOf(scope, input, customer, answeredAt)]),
    "A note without an outcome.",
  );
  if (customer !== null) await saveContact(scope, input, customer, answeredAt);
  await writeAudit(scope, "feedback.create", feedback);
  return { feedback, customer, notedToday: await countNotedToday(scope) };
}

/**
 * Takes one's own note back together with its contact. A customer made for it stays: the next try is about them.
 * @throws AppError `notFound` for what is not there, or is somebody else's
 */
export async function undoLog(
  scope: Scope,
  { feedback }: { feedback: string },
): Promise<{ notedToday: number }> {
  const [gone] = await scope.db.$queryRaw<{ submissionKey: string }[]>(Prisma.sql`
    delete from feedback where "workspaceId" = ${scope.workspaceId} and "publicId" = ${feedback}::uuid
      and "notedByUserId" = ${scope.actor.id} and "createdAt" > now() - interval '1 hour'
    returning "submissionKey"`);
  if (!gone) throw notFound();
  await deleteContact(scope, { id: `ext:${contactName(gone.submissionKey)}` }).catch((error: unknown) => {
    // A note without a name has no contact, and one that was erased since has no name.
    if (!(error instanceof AppError && error.code === "notFound")) throw error;
  });
  await writeAudit(scope, "feedback.undo", feedback);
  return { notedToday: await countNotedToday(scope) };
}

/** The contact is found again by the submission key of its note. */
export const contactName = (submissionKey: string): string => `log:${submissionKey}`;

type Earlier = { id: string; contentHash: string; answeredAt: Date; customer: string | null };

async function findEarlier({ db, workspaceId }: Scope, submissionKey: string): Promise<Earlier | undefined> {
  const [found] = await db.$queryRaw<Earlier[]>(Prisma.sql`
    select f."publicId"::text as id, encode(f."contentHash", 'hex') as "contentHash", f."answeredAt",
      c."publicId"::text as customer
    from feedback f left join customer c on c."workspaceId" = f."workspaceId" and c."id" = f."customerId"
    where f."workspaceId" = ${workspaceId} and f."submissionKey" = ${submissionKey}`);
  return found;
}

async function customerOf(scope: Scope, input: LogFeedbackInput): Promise<string | null> {
  if (input.who === "known") return input.customer ?? null;
  if (input.who !== "new") return null;
  const { name, phone, email } = input;
  return idOf(await saveCustomers(scope, [{ name, phone, email }]), "A customer without an outcome.");
}

async function saveContact(scope: Scope, input: LogFeedbackInput, customer: string, at: Date): Promise<void> {
  const { touchpoint, channel, direction, subject } = input;
  const saved = await saveContacts(scope, [
    {
      externalId: contactName(input.submissionKey),
      customer,
      touchpoint,
      channel,
      at: at.toISOString(),
      direction,
      by: scope.actor.name.slice(0, 120),
      subject,
    },
  ]);
  idOf(saved, "A contact without an outcome.");
}

/** A mood always, a number only where the customer said one. */
function recordOf(
  scope: Scope,
  input: LogFeedbackInput,
  customer: string | null,
  answeredAt: Date,
): RecordFeedbackInput {
  const { submissionKey, touchpoint, channel, mood, score, question, comment } = input;
  return recordFeedbackInput.parse({
    submissionKey,
    customer,
    touchpoint,
    channel,
    technique: "agent",
    answeredAt: answeredAt.toISOString(),
    answers: [
      ...(mood === undefined ? [] : [{ metric: "rating", scale: "-2-2", dimension: "mood", value: mood }]),
      ...(score === undefined
        ? []
        : [{ metric: question === "nps" ? "nps" : "csat", scale: scaleOfQuestion[question], value: score }]),
    ],
    comment,
    ...(comment ? { language: scope.locale } : {}),
  });
}

function idOf([saved]: Saved[], otherwise: string): string {
  if (!saved) throw new Error(otherwise);
  if (saved instanceof AppError) throw saved;
  return saved.id;
}

import type { Scope } from "@/lib/auth/scope";
import { holdCustomers } from "@/lib/customers/queries";
import { AppError } from "@/lib/errors/app-error";
import { type Logged, logFeedback, undoLog } from "@/lib/feedback/mutations/log-feedback";
import { localDay } from "@/lib/period/local-day";
import type { LogWithNeedInput } from "../schema";
import { storeNeed } from "./edit-needs";

/**
 * A note of an agent and, where they said it, what matters to the customer, in one transaction. A second try of the
 * same note finds the statement of the first one.
 * @throws AppError as `logFeedback`
 */
export async function logWithNeed(scope: Scope, input: LogWithNeedInput): Promise<Logged> {
  const { matters, mattersKind, ...note } = input;
  const logged = await logFeedback(scope, note);
  const feedbackId = await feedbackIdOf(scope, logged.feedback);
  if (feedbackId === null || logged.customer === null) return logged;
  const earlier = await scope.db.needStatement.findFirst({
    where: { workspaceId: scope.workspaceId, feedbackId },
    select: { text: true },
  });
  if (earlier && earlier.text !== matters) throw new AppError("conflict", "loggedBefore");
  if (earlier || !matters) return logged;
  const customer = (await holdCustomers(scope, [logged.customer])).get(logged.customer);
  if (!customer) throw new Error("A note about a customer who is not there.");
  await storeNeed(scope, {
    customerId: customer.id,
    kind: mattersKind,
    text: matters,
    feedbackId,
    on: new Date(localDay(new Date(), scope.timeZone)),
  });
  return logged;
}

/** @throws AppError as `undoLog` */
export async function undoLogWithNeed(
  scope: Scope,
  input: { feedback: string },
): Promise<{ notedToday: number }> {
  const feedbackId = await feedbackIdOf(scope, input.feedback);
  const undone = await undoLog(scope, input);
  if (feedbackId !== null)
    await scope.db.needStatement.deleteMany({ where: { workspaceId: scope.workspaceId, feedbackId } });
  return undone;
}

async function feedbackIdOf({ db, workspaceId }: Scope, publicId: string): Promise<number | null> {
  const row = await db.feedback.findFirst({ where: { workspaceId, publicId }, select: { id: true } });
  return row?.id ?? null;
}

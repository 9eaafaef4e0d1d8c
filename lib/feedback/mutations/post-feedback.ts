import { writeAudits } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { postOneOrMany } from "@/lib/doors/post-items";
import { AppError } from "@/lib/errors/app-error";
import type { SaveStatus } from "@/lib/fields/items";
import { readFeedback, readFeedbacks } from "../queries/read-feedback";
import { type FeedbackOut, type RecordFeedbackInput, recordFeedbackInput } from "../schema";
import { saveFeedback } from "./record-feedback";

/** `POST /feedback`: one record answers with the record, a list with one outcome per item. */
export const postFeedback = postOneOrMany({
  item: recordFeedbackInput,
  save: saveFeedback,
  get: readFeedback,
});

/** Single records of several requests in one transaction: each is answered, and stands in the log, by itself. */
export async function postFeedbackTogether(
  scope: Scope,
  records: readonly RecordFeedbackInput[],
): Promise<((FeedbackOut & { status: SaveStatus }) | AppError)[]> {
  const saved = await saveFeedback(scope, records);
  const ids = saved.flatMap((one) => (one instanceof AppError ? [] : [one.id]));
  const found = await readFeedbacks(scope, ids);
  await writeAudits(
    scope,
    "feedback.create",
    saved.flatMap((one) => (one instanceof AppError || one.status !== "created" ? [] : [one.id])),
  );
  return saved.map((one) => {
    if (one instanceof AppError) return one;
    const record = found.get(one.id);
    if (!record) throw new Error("A feedback record that was saved is not there.");
    return { ...record, status: one.status };
  });
}

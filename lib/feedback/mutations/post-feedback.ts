import type { z } from "zod";
import type { Scope } from "@/lib/auth/scope";
import { getFeedback, presentFeedback } from "../queries/get-feedback";
import type { postFeedbackInput } from "../schema";
import { recordFeedback, recordFeedbackItems } from "./record-feedback";

/** `POST /feedback`: one record answers with the record, a list with one outcome per item. */
export async function postFeedback(scope: Scope, input: z.output<typeof postFeedbackInput>) {
  if ("items" in input) return { results: await recordFeedbackItems(scope, input.items) };
  const { status, id } = await recordFeedback(scope, input);
  return { ...presentFeedback(await getFeedback(scope, { id })), status };
}

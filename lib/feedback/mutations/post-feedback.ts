import { postOneOrMany } from "@/lib/doors/post-items";
import { readFeedback } from "../queries/read-feedback";
import { recordFeedbackInput } from "../schema";
import { saveFeedback } from "./record-feedback";

/** `POST /feedback`: one record answers with the record, a list with one outcome per item. */
export const postFeedback = postOneOrMany({
  item: recordFeedbackInput,
  save: saveFeedback,
  get: readFeedback,
});

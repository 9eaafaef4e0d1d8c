import type { Scope } from "@/lib/auth/scope";
import { findNeighbours, type Neighbours } from "@/lib/feedback/queries/find-neighbours";
import { type FeedbackDetail, getFeedback } from "@/lib/feedback/queries/get-feedback";
import { listTagNames } from "@/lib/feedback/queries/list-tags";
import { listTouchpointChoices } from "@/lib/touchpoints/queries";
import type { FeedbackDetailInput } from "../schema";
import { chosenByFilter } from "./load-feedback-list";

export type FeedbackDetailData = {
  feedback: FeedbackDetail;
  /** The records before and after it in the list that it was opened from. */
  neighbours: Neighbours;
  touchpoints: { value: string; label: string }[];
  tags: string[];
};

export async function loadFeedbackDetail(
  scope: Scope,
  { id, ...filter }: FeedbackDetailInput,
): Promise<FeedbackDetailData> {
  const feedback = await getFeedback(scope, { id });
  const touchpoints = (await listTouchpointChoices(scope)).filter(({ retired }) => !retired);
  return {
    feedback,
    neighbours: await findNeighbours(scope, { id, which: await chosenByFilter(scope, filter) }),
    touchpoints: touchpoints.map(({ key, name }) => ({ value: key, label: name })),
    tags: (await listTagNames(scope)).map(({ name }) => name),
  };
}

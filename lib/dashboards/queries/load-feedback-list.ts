import type { Scope } from "@/lib/auth/scope";
import { type FeedbackPage, listAnswers, listRecords } from "@/lib/feedback/queries/list-answers";
import type { View } from "@/lib/feedback/queries/meant-answers";
import type { Slice } from "@/lib/feedback/queries/slice";
import { localDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { sliceOfMeasure, viewOf } from "../rules/score-measures";
import { periodAsked } from "../rules/spans";
import type { FeedbackListInput } from "../schema";
import { type Places, readPlaces } from "./read-places";
import { resolveFilter } from "./resolve-filter";

export const pageSize = 50;

export type FeedbackListData = FeedbackPage & { period: Period | null; places: Places };

/** With a measure, exactly the answers that its number counts; without one, all records. */
export async function loadFeedbackList(scope: Scope, input: FeedbackListInput): Promise<FeedbackListData> {
  const places = await readPlaces(scope);
  const { slice, answers } = await feedbackAsked(scope, input, places);
  const place = { cursor: input.after, limit: pageSize };
  const page = answers
    ? await listAnswers(scope, { ...answers, ...place })
    : await listRecords(scope, { slice, ...place });
  return { ...page, period: slice.period, places };
}

type FeedbackAsked = {
  slice: Slice;
  answers: { slice: Slice; view: View; scores?: number[] | undefined } | null;
};

/** What an address means: a slice, and with a measure the answers that it counts. */
export async function feedbackAsked(
  scope: Scope,
  input: FeedbackListInput,
  places?: Places,
): Promise<FeedbackAsked> {
  const period = periodAsked(input, localDay(new Date(), scope.timeZone), "all");
  const { from: _, to: __, comment, ...filter } = input;
  const slice: Slice = {
    ...(await resolveFilter(scope, { ...filter, hasComment: comment }, places)),
    period,
  };
  const answers = input.measure
    ? { slice: sliceOfMeasure(input.measure, slice), view: viewOf(input.measure), scores: input.score }
    : null;
  return { slice, answers };
}

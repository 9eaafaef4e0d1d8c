import type { Scope } from "@/lib/auth/scope";
import { type FeedbackPage, listAnswers, listRecords } from "@/lib/feedback/queries/list-answers";
import type { View } from "@/lib/feedback/queries/meant-answers";
import type { Slice } from "@/lib/feedback/queries/slice";
import { localDay } from "@/lib/period/local-day";
import { type Period, periodOf } from "@/lib/period/period";
import { listCatalogue, listTouchpointChoices } from "@/lib/touchpoints/queries";
import type { FeedbackListInput } from "../schema";
import { sliceOfMeasure, viewOf } from "./load-overview";
import { openPeriod, resolveFilter } from "./resolve-filter";

export const pageSize = 50;

export type FeedbackListData = FeedbackPage & {
  period: Period | null;
  touchpoints: { key: string; name: string; group?: string }[];
  channels: { key: string; name: string }[];
};

/** With a measure, exactly the answers that its number counts; without one, all records. */
export async function loadFeedbackList(scope: Scope, input: FeedbackListInput): Promise<FeedbackListData> {
  const { slice, answers } = await feedbackAsked(scope, input);
  const place = { cursor: input.after, limit: pageSize };
  const page = answers
    ? await listAnswers(scope, { ...answers, ...place })
    : await listRecords(scope, { slice, ...place });
  return {
    ...page,
    period: slice.period,
    touchpoints: await listTouchpointChoices(scope),
    channels: await listCatalogue(scope, "channel"),
  };
}

type FeedbackAsked = {
  slice: Slice;
  answers: { slice: Slice; view: View; scores?: number[] | undefined } | null;
};

/** What an address means: a slice, and with a measure the answers that it counts. */
export async function feedbackAsked(scope: Scope, input: FeedbackListInput): Promise<FeedbackAsked> {
  const today = localDay(new Date(), scope.timeZone);
  const period =
    input.from || input.to ? openPeriod(input.from, input.to) : periodOf(input.period ?? "all", today);
  const slice: Slice = {
    ...(await resolveFilter(scope, { touchpoint: input.touchpoint, channel: input.channel })),
    period,
  };
  const answers = input.measure
    ? { slice: sliceOfMeasure(input.measure, slice), view: viewOf(input.measure), scores: input.score }
    : null;
  return { slice, answers };
}

import type { Scope } from "@/lib/auth/scope";
import { type FeedbackPage, listAnswers, listRecords } from "@/lib/feedback/queries/list-answers";
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
  const today = localDay(new Date(), scope.timeZone);
  const period =
    input.from || input.to ? openPeriod(input.from, input.to) : periodOf(input.period ?? "all", today);
  const base = {
    ...(await resolveFilter(scope, { touchpoint: input.touchpoint, channel: input.channel })),
    period,
  };
  const place = { cursor: input.after, limit: pageSize };
  const page = input.measure
    ? await listAnswers(scope, {
        slice: sliceOfMeasure(input.measure, base),
        view: viewOf(input.measure),
        scores: input.score,
        ...place,
      })
    : await listRecords(scope, { slice: base, ...place });
  return {
    ...page,
    period,
    touchpoints: await listTouchpointChoices(scope),
    channels: await listCatalogue(scope, "channel"),
  };
}

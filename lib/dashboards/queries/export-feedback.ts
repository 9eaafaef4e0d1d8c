import { recordedExport } from "@/lib/audit/queries/recorded-export";
import { type FeedbackRow, streamAnswers, streamRecords } from "@/lib/feedback/queries/list-answers";
import type { FeedbackListInput } from "../schema";
import { feedbackAsked } from "./load-feedback-list";

/** The feedback list as a file; with a measure one row for each answer that its number counts. */
export const feedbackExport = recordedExport<FeedbackListInput, FeedbackRow>({
  name: "feedback",
  columns: [
    { key: "answeredAt", kind: "instant", value: ({ answeredAt }) => answeredAt },
    { key: "customer", value: ({ customer }, { t }) => customer ?? t("feedback.anonymous") },
    { key: "touchpoint", value: ({ touchpoint }) => touchpoint },
    { key: "channel", value: ({ channel }) => channel },
    { key: "technique", value: ({ technique }, { t }) => t(`feedback.techniques.${technique}`) },
    {
      key: "metric",
      value: ({ scores }, { t }) => scores.map(({ metric }) => t(`feedback.metrics.${metric}`)).join("; "),
    },
    { key: "scale", value: ({ scores }) => scores.map(({ scale }) => scale).join("; ") },
    {
      key: "score",
      kind: "number",
      value: ({ scores: [first, ...more] }) =>
        first && more.length > 0
          ? [first, ...more].map(({ score }) => score).join("; ")
          : (first?.score ?? null),
    },
    { key: "comment", value: ({ comment }) => comment },
    { key: "id", value: ({ id }) => id },
  ],
  rows: async function* (scope, input) {
    const { slice, answers } = await feedbackAsked(scope, input);
    yield* answers ? streamAnswers(scope, answers) : streamRecords(scope, { slice });
  },
});

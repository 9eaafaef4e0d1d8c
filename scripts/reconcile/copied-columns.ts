import { rowCheck } from "./check";

const copied = ["day", "customerId", "productGroupId", "occasion", "technique"];
const ofAnswer = copied.map((column) => `a."${column}"`).join(", ");
const ofFeedback = copied.map((column) => `f."${column}"`).join(", ");
/** When a person is erased their comments go, but that there was one stays, so that totals do. */
const hadComment = `f."comment" IS NOT NULL OR (f."submissionKey" LIKE 'erased:%' AND a."hasComment")`;
const differs = `f."workspaceId" = a."workspaceId" AND f."id" = a."feedbackId"
  AND ((${ofAnswer}, a."hasComment") IS DISTINCT FROM (${ofFeedback}, ${hadComment}))`;

/**
 * What filters need of a feedback record is copied into its answers. Touchpoint and channel are not among it: an answer
 * may have its own.
 */
export const copiedColumns = rowCheck(
  "answers that disagree with their feedback record",
  `a."workspaceId"`,
  `answer a JOIN feedback f ON ${differs}`,
  `UPDATE answer a SET ${copied.map((column) => `"${column}" = f."${column}"`).join(", ")},
     "hasComment" = ${hadComment}
   FROM feedback f WHERE ${differs}`,
);

/** Every line of a file is counted once. */
export const importCounts = rowCheck(
  "imports whose lines are not the sum of what became of them",
  `"workspaceId"`,
  `import WHERE "lines" <> "created" + "updated" + "unchanged" + "duplicate" + "rejected" + "skipped"`,
  `UPDATE import SET "lines" = "created" + "updated" + "unchanged" + "duplicate" + "rejected" + "skipped"
   WHERE "lines" <> "created" + "updated" + "unchanged" + "duplicate" + "rejected" + "skipped"`,
);

import { rowCheck } from "./check";

const copied = ["day", "customerId", "productGroupId", "occasion", "technique"];
const ofAnswer = [...copied, "hasComment"].map((column) => `a."${column}"`).join(", ");
const ofFeedback = [...copied.map((column) => `f."${column}"`), 'f."comment" IS NOT NULL'].join(", ");
const differs = `f."workspaceId" = a."workspaceId" AND f."id" = a."feedbackId" AND (${ofAnswer}) IS DISTINCT FROM (${ofFeedback})`;

/**
 * What filters need of a feedback record is copied into its answers. Touchpoint and channel are not among it: an answer
 * may have its own.
 */
export const copiedColumns = rowCheck(
  "answers that disagree with their feedback record",
  `a."workspaceId"`,
  `answer a JOIN feedback f ON ${differs}`,
  `UPDATE answer a SET ${copied.map((column) => `"${column}" = f."${column}"`).join(", ")},
     "hasComment" = f."comment" IS NOT NULL
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

/** The scores that there are, and null for a question that was not answered, with the column that counts each of them. */
export const scoreCounters: readonly { score: number | null; column: string }[] = [
  ...Array.from({ length: 13 }, (_, index) => index - 2).map((score) => ({
    score,
    column: score < 0 ? `minus${-score}` : `n${score}`,
  })),
  { score: null, column: "unanswered" },
];

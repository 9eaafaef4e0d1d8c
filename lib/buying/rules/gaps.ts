/** A step of our own sales process, or content that the customer finds and reads without us. */
export const offerKinds = ["step", "content"] as const;
export type OfferKind = (typeof offerKinds)[number];

/** How a need is answered: by nothing, only in talking to us, or by content as well. */
export const answerStates = ["nothing", "stepOnly", "answered"] as const;
export type AnswerState = (typeof answerStates)[number];

/**
 * People who consider buying look by themselves long before they talk to anybody. So content answers a need, and a
 * step of ours alone leaves it open for all who are not with us yet.
 */
export function answerOf(offers: readonly { kind: OfferKind }[]): AnswerState {
  if (offers.length === 0) return "nothing";
  return offers.some(({ kind }) => kind === "content") ? "answered" : "stepOnly";
}

export type GapCounts = Record<AnswerState, number> & { total: number };

export function countGaps(needs: readonly { answer: AnswerState }[]): GapCounts {
  const count = (state: AnswerState) => needs.filter(({ answer }) => answer === state).length;
  return {
    nothing: count("nothing"),
    stepOnly: count("stepOnly"),
    answered: count("answered"),
    total: needs.length,
  };
}

/** Where an expectation can be recorded, from the particular to the general. */
export type ExpectationLevel = "segmentTouchpoint" | "touchpoint" | "workspace";

const LEVELS: readonly ExpectationLevel[] = ["segmentTouchpoint", "touchpoint", "workspace"];

/**
 * The expectation that holds: that of segment × touchpoint, else of the touchpoint, else of the workspace;
 * null where none is recorded. Says where it comes from, so that the interface can.
 */
export function inheritedExpectation<E>(
  recorded: Readonly<Record<ExpectationLevel, E | null>>,
): { level: ExpectationLevel; expectation: E } | null {
  for (const level of LEVELS) {
    const expectation = recorded[level];
    if (expectation !== null) return { level, expectation };
  }
  return null;
}

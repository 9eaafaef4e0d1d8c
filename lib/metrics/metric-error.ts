/** Why a number was refused; the interface has a sentence for each. */
export type MetricErrorCode =
  | "unknownScale"
  | "scaleNotAllowed"
  | "scoreOutsideScale"
  | "badCount"
  | "badInput";

/** Thrown when a metric is asked for something that has no meaning. An empty answer is not an error but null. */
export class MetricError extends Error {
  override readonly name = "MetricError";

  constructor(
    readonly code: MetricErrorCode,
    message: string,
  ) {
    super(message);
  }
}

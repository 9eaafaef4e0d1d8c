import { hash } from "node:crypto";
import type { RecordFeedbackInput } from "../schema";

/**
 * SHA-256 over what was said, in one normal form: the same submission sent again (with its fields in another order, or
 * with defaults spelled out) is a duplicate; other content under a used key is a conflict. In hexadecimal: a text costs an
 * import of a million lines far less than a buffer.
 */
export function contentHash(record: RecordFeedbackInput, answeredAt: Date): string {
  const normal = [
    record.customer ?? null,
    record.touchpoint ?? null,
    record.channel ?? null,
    record.productGroup ?? null,
    record.occasion,
    record.technique,
    answeredAt.toISOString(),
    record.answers.map((a) => [
      a.metric,
      a.scale,
      a.dimension,
      a.touchpoint ?? null,
      a.value,
      a.reason ?? null,
    ]),
    record.comment || null,
    record.language ?? null,
    record.anonymous,
  ];
  return hash("sha256", JSON.stringify(normal), "hex");
}

import { hash } from "node:crypto";
import type { RecordFeedbackInput } from "../schema";

type Answer = RecordFeedbackInput["answers"][number];

/**
 * SHA-256 over what was said, in one normal form: the same submission sent again (with its fields in another order, or
 * with defaults spelled out) is a duplicate; other content under a used key is a conflict. In hexadecimal: a text costs an
 * import of a million lines far less than a buffer.
 * @param answeredAt as `toISOString` writes it
 */
export function contentHash(record: RecordFeedbackInput, answeredAt: string): string {
  // JSON of [customer, touchpoint, …], put together by hand: that is half of what a line of an import costs.
  const who = `${quoted(record.customer)},${quoted(record.touchpoint)},${quoted(record.channel)}`;
  const what = `${quoted(record.productGroup)},"${record.occasion}","${record.technique}","${answeredAt}"`;
  const said = `[${record.answers.map(answerText).join()}],${quoted(record.comment || null)}`;
  return hash("sha256", `[${who},${what},${said},${quoted(record.language)},${record.anonymous}]`, "hex");
}

/** Printable ASCII that JSON writes as it is. */
const plain = /^[ !#-[\]-~]*$/;

function quoted(text: string | null | undefined): string {
  if (text === null || text === undefined) return "null";
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Imports say the same few answers again and again. */
const known = new WeakMap<Answer, string>();

function answerText(answer: Answer): string {
  let text = known.get(answer);
  if (text === undefined) {
    const { metric, scale, dimension, touchpoint = null, value, reason = null } = answer;
    text = JSON.stringify([metric, scale, dimension, touchpoint, value, reason]);
    known.set(answer, text);
  }
  return text;
}

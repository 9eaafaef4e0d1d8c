import {
  type Dimension,
  dimensions,
  metrics,
  occasions,
  reasons,
  scales,
  techniques,
} from "@/lib/feedback/rules/codes";
import { contentHash } from "@/lib/feedback/rules/content-hash";
import type { RecordFeedbackInput } from "@/lib/feedback/schema";
import { SCALES } from "@/lib/metrics/scales";
import { fieldsOf } from "../schema/fields";
import { copyField, copyRow } from "./copy-text";
import { contentDigest, identityKey, identityPrefix, OccurrenceCounter } from "./identity";
import type { LineProblems } from "./line-problems";
import type { Moment } from "./moments";
import type { Plan, PlannedQuestion } from "./plan";
import { textOf } from "./plan";
import { customerName, Refusal, readField } from "./read-field";

/**
 * A line of a feedback file that is in order; its names are not looked up yet. Whatever does not depend on them is
 * ready to be copied into the database.
 */
export type FeedbackLine = {
  line: number;
  key: string;
  contentHash: string;
  customer: string | null;
  touchpoint: string | null;
  channel: string | null;
  productGroup: string | null;
  /** Columns of the record: key, content hash, occasion and all that follows. */
  text: string;
  /** What the answers repeat of it: day, occasion, technique, whether there is a comment. */
  shared: string;
  answers: AnswerOfLine[];
};

/** `text`: metric, scale, dimension, score, reason as the small numbers of the hot table. */
export type AnswerOfLine = { touchpoint: string | null; text: string };

type Answer = RecordFeedbackInput["answers"][number];

const limits = fieldsOf.feedback;

/**
 * Reads lines as recordFeedbackInput would, without building a schema's intermediate objects for every line. The two
 * are held against each other in the tests.
 */
export function feedbackReader(plan: Plan, occurrences = new OccurrenceCounter()) {
  const fields = Object.keys(limits).map((name) => {
    const limit = limits[name];
    if (!limit) throw new Error(`No field ${name}.`);
    return { name, limit, source: plan.sources.get(name) };
  });
  const answeredAt = plan.sources.get("answeredAt");
  const answerReaders = plan.questions.map(answerReader);

  /** Fields as text, checked one by one. */
  function read(cells: readonly string[], problems: LineProblems): Record<string, string> {
    const values: Record<string, string> = {};
    for (const { name, limit, source } of fields) {
      if (source === undefined || source === answeredAt) continue;
      const text = textOf(plan, source, cells);
      if (text === "") continue;
      const value = text === null ? null : readField(limit, text, ".", plan.workspace.currency);
      if (value === null) problems.add(source.name, cells[source.column?.index ?? -1] ?? "", "importPattern");
      else if (value instanceof Refusal) problems.add(source.name, text ?? "", value.reason);
      else values[name] = value;
    }
    return values;
  }

  return (cells: readonly string[], line: number, problems: LineProblems): FeedbackLine | null => {
    const values = read(cells, problems);
    const momentText = textOf(plan, answeredAt, cells) ?? "";
    const moment = answeredAt && momentText !== "" ? answeredAt.moments(momentText) : null;
    if (!moment)
      problems.add(
        answeredAt?.name ?? "answeredAt",
        momentText,
        momentText === "" ? "importRequired" : "importNotAMoment",
      );
    if (values.technique === undefined && !problems.hasFailed()) {
      problems.add(plan.sources.get("technique")?.name ?? "technique", "", "importRequired");
    }
    const answers: Answer[] = [];
    for (const readAnswer of answerReaders) {
      const answer = readAnswer(plan, cells, problems);
      if (answer) answers.push(answer);
    }
    const { customer, comment } = values;
    const anonymous = values.anonymous === "t";
    if (answerReaders.length === 0 && !comment) problems.add("", "", "nothingSaid");
    if (anonymous && customer)
      problems.add(plan.sources.get("customer")?.name ?? "", customer, "anonymousCustomer");
    if (values.submissionKey?.startsWith(identityPrefix)) {
      problems.add(plan.sources.get("submissionKey")?.name ?? "", values.submissionKey, "importReservedKey");
    }
    if (problems.hasFailed() || !moment) return null;
    const record: RecordFeedbackInput = {
      customer: customer === undefined ? null : customerName(customer),
      touchpoint: values.touchpoint ?? null,
      channel: values.channel ?? null,
      productGroup: values.productGroup ?? null,
      occasion: (values.occasion ?? "contact") as RecordFeedbackInput["occasion"],
      technique: values.technique as RecordFeedbackInput["technique"],
      answeredAt: moment.at,
      answers,
      comment: comment ?? null,
      language: values.language ?? null,
      anonymous,
    };
    const isMoved = answeredAt && answeredAt.firstMoments !== answeredAt.moments;
    const said = isMoved ? (answeredAt.firstMoments(momentText) ?? moment) : moment;
    const hash = contentHash(record, said.at);
    const key = values.submissionKey ?? keyOf(plan, hash, occurrences);
    return { line, key, contentHash: hash, ...copyTexts(record, key, hash, moment) };
  };
}

/** The parts of a record's row, and of its answers' rows, that are known now. */
function copyTexts(record: RecordFeedbackInput, key: string, hash: string, { day, dayOnly }: Moment) {
  const codes = codesOf(record.occasion, record.technique);
  const {
    customer = null,
    touchpoint = null,
    channel = null,
    productGroup = null,
    comment,
    language,
    anonymous,
    answeredAt,
  } = record;
  // Joined and not added up: rows wait for their turn by the thousand, and a text of many pieces is dear to keep.
  const text = [
    copyField(key),
    `\\\\x${hash}`,
    codes,
    anonymous ? "t" : "f",
    answeredAt,
    day,
    dayOnly ? "t" : "f",
    copyField(comment),
    copyField(language),
  ];
  return {
    customer,
    touchpoint,
    channel,
    productGroup,
    text: `${text.join("\t")}\n`,
    shared: sharedOf(day, codes, comment !== null),
    answers: record.answers.map(answerOf),
  };
}

/** Few different ones in a file of many lines. */
const knownShared = new Map<string, Map<string, string>>();

function sharedOf(day: string, codes: string, hasComment: boolean): string {
  const name = hasComment ? `${codes}\tt` : `${codes}\tf`;
  let ofDays = knownShared.get(name);
  if (ofDays === undefined) {
    ofDays = new Map();
    knownShared.set(name, ofDays);
  }
  let text = ofDays.get(day);
  if (text === undefined) {
    text = `${day}\t${name}`;
    ofDays.set(day, text);
  }
  return text;
}

const knownCodes = new Map<string, string>();

/** Occasion and technique as the small numbers of the hot tables. */
function codesOf(
  occasion: RecordFeedbackInput["occasion"],
  technique: RecordFeedbackInput["technique"],
): string {
  const name = occasion + technique;
  let text = knownCodes.get(name);
  if (text === undefined) {
    text = `${occasions.codeOf(occasion)}\t${techniques.codeOf(technique)}`;
    knownCodes.set(name, text);
  }
  return text;
}

function keyOf(plan: Plan, hash: string, occurrences: OccurrenceCounter): string {
  const digest = contentDigest("feedback", plan.form.source, hash);
  return identityKey(digest, occurrences.count(digest));
}

const wholeNumber = /^[+-]?\d{1,3}(?:[.,]0{1,6})?$/;

function answerReader({ metric, scale, dimension, touchpoint, source, notApplicableTexts }: PlannedQuestion) {
  const { min, max } = SCALES[scale];
  const asked = { metric, scale, dimension: dimension as Dimension, touchpoint };
  const unanswered = (reason: Answer["reason"]): Answer => ({ ...asked, value: null, reason });
  const skipped = unanswered("skipped");
  const notApplicable = unanswered("not_applicable");
  // One object per question and score: files repeat them a million times.
  const scores = Array.from(
    { length: max - min + 1 },
    (_, i): Answer => ({ ...asked, value: min + i, reason: undefined }),
  );
  return (plan: Plan, cells: readonly string[], problems: LineProblems): Answer | null => {
    const raw = cells[source.index] ?? "";
    if (notApplicableTexts.size > 0 && notApplicableTexts.has(raw.trim())) return notApplicable;
    const text = plan.read(source, cells);
    if (text === "") return skipped;
    const value = text !== null && wholeNumber.test(text) ? Number.parseInt(text, 10) : Number.NaN;
    const answer = scores[value - min];
    if (answer) return answer;
    problems.add(
      source.name,
      raw,
      text === null ? "importPattern" : Number.isNaN(value) ? "importNotAScore" : "valueOffScale",
    );
    return null;
  };
}

/** Answers are few different objects, used again and again; so is what becomes of them. */
const knownAnswers = new WeakMap<Answer, AnswerOfLine>();

function answerOf(answer: Answer): AnswerOfLine {
  let known = knownAnswers.get(answer);
  if (known === undefined) {
    const { metric, scale, dimension, value, reason, touchpoint = null } = answer;
    const codes = [metrics.codeOf(metric), scales.codeOf(scale), dimensions.codeOf(dimension), value];
    known = { touchpoint, text: copyRow([...codes, reason ? reasons.codeOf(reason) : null]) };
    knownAnswers.set(answer, known);
  }
  return known;
}

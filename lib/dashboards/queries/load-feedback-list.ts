import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type FeedbackPage, listAnswers, listRecords } from "@/lib/feedback/queries/list-answers";
import { listTagNames, tagIdsOf } from "@/lib/feedback/queries/list-tags";
import { meantAnswers, type View } from "@/lib/feedback/queries/meant-answers";
import { recordsMeant } from "@/lib/feedback/queries/records-meant";
import type { RecordFilter, Slice } from "@/lib/feedback/queries/slice";
import { sliceOfMeasure, viewOf } from "@/lib/feedback/rules/score-measures";
import { searchWords } from "@/lib/feedback/rules/search-words";
import type { ChosenRecords } from "@/lib/feedback/schema/change-many";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { periodAsked } from "@/lib/filters/rules/spans";
import { localDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { type FeedbackListInput, feedbackListInput } from "../schema";

export const pageSize = 50;

export type FeedbackListData = FeedbackPage & { period: Period | null; places: Places; tags: string[] };

/** With a measure, exactly the answers that its number counts; without one, all records. */
export async function loadFeedbackList(scope: Scope, input: FeedbackListInput): Promise<FeedbackListData> {
  const places = await readPlaces(scope);
  const { slice, answers } = await feedbackAsked(scope, input, places);
  const place = { cursor: input.after, limit: pageSize };
  const page = answers
    ? await listAnswers(scope, { ...answers, ...place })
    : await listRecords(scope, { slice, ...place });
  const tags = (await listTagNames(scope)).map(({ name }) => name);
  return { ...page, period: slice.period, places, tags };
}

type FeedbackAsked = {
  slice: Slice;
  answers: { slice: Slice; view: View; scores?: number[] | undefined } | null;
};

/** What an address means: a slice, and with a measure the answers that it counts. */
export async function feedbackAsked(
  scope: Scope,
  input: FeedbackListInput,
  places?: Places,
): Promise<FeedbackAsked> {
  const period = periodAsked(input, localDay(new Date(), scope.timeZone), "all");
  const { from: _, to: __, comment, noted, ...filter } = input;
  // What staff noted is left out of scores unless it is asked for by its technique.
  const technique = noted ? ["agent" as const] : filter.technique;
  const slice: Slice = {
    ...(await resolveFilter(scope, { ...filter, technique, hasComment: comment }, places)),
    period,
  };
  const records = await recordsAsked(scope, input);
  if (records) slice.records = records;
  const answers = input.measure
    ? { slice: sliceOfMeasure(input.measure, slice), view: viewOf(input.measure), scores: input.score }
    : null;
  return { slice, answers };
}

/** @throws AppError `invalid` for a tag that does not exist */
async function recordsAsked(
  scope: Scope,
  { q, tag, language, noted, anonymous }: FeedbackListInput,
): Promise<RecordFilter | null> {
  const records: RecordFilter = {
    ...(q ? { words: searchWords(q) } : {}),
    ...(tag ? { tagIds: await tagIdsOf(scope, tag) } : {}),
    ...(language ? { language } : {}),
    ...(noted === "me" ? { notedByUserId: scope.actor.id } : {}),
    ...(anonymous === undefined ? {} : { anonymous }),
  };
  return Object.keys(records).length > 0 ? records : null;
}

/**
 * Which records somebody means with a choice in the list: those they marked, or all of the filter that they see. As a
 * condition on the table `feedback` under the alias `f`.
 */
export async function recordsChosen(scope: Scope, chosen: ChosenRecords): Promise<Prisma.Sql> {
  if ("ids" in chosen) return Prisma.sql`f."publicId" = any(${chosen.ids}::uuid[])`;
  return chosenByFilter(scope, feedbackListInput.parse(chosen.filter));
}

/** All records of a filter; with a measure those that its answers belong to. */
export async function chosenByFilter(scope: Scope, input: FeedbackListInput): Promise<Prisma.Sql> {
  const { slice, answers } = await feedbackAsked(scope, input);
  if (!answers) return recordsMeant(scope.workspaceId, slice);
  const byScore = answers.scores ? Prisma.sql`where "score" = any(${answers.scores}::int[])` : Prisma.empty;
  return Prisma.sql`f."id" in (
    select "feedbackId" from (${meantAnswers(scope.workspaceId, answers.slice, answers.view)}) m ${byScore})`;
}

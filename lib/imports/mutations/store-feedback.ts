import { copyField, copyRow } from "../rules/copy-text";
import type { LineProblems } from "../rules/line-problems";
import { answerCodes, type FeedbackLine, occasionCode, techniqueCode } from "../rules/read-feedback";
import { uuid7 } from "../rules/uuid7";
import { resolveCustomers, resolveKeys } from "./resolve-names";
import {
  type Counts,
  type FieldColumns,
  noCounts,
  refreshStatistics,
  reserveIds,
  type Store,
  stage,
} from "./stage";

const feedbackColumns = `"id" int, "publicId" uuid, "submissionKey" text, "contentHash" bytea, "customerId" int,
  "touchpointId" int, "channelId" int, "productGroupId" int, "occasion" smallint, "technique" smallint,
  "anonymous" boolean, "answeredAt" timestamptz, "day" date, "comment" text, "language" text`;
const answerColumns = `"feedbackId" int, "position" smallint, "day" date, "customerId" int, "productGroupId" int,
  "occasion" smallint, "technique" smallint, "hasComment" boolean, "touchpointId" int, "channelId" int,
  "metric" smallint, "scale" smallint, "dimension" smallint, "score" smallint, "reason" smallint`;

/**
 * Writes the lines of one step, each record once: set-based, in a handful of statements for any number of lines.
 * Whatever cannot be stored is added to `problems`.
 */
export async function storeFeedback(
  store: Store,
  lines: readonly FeedbackLine[],
  problems: LineProblems,
  columnOf: FieldColumns,
): Promise<Counts> {
  const resolved = await resolve(store, lines);
  const hashes = await hashesByKey(
    store,
    lines.map(({ key }) => key),
  );
  const fresh: { line: FeedbackLine; links: Links }[] = [];
  let duplicate = 0;
  for (const line of lines) {
    problems.begin(line.line);
    const known = hashes.get(line.key);
    if (known) {
      if (known.equals(line.contentHash)) duplicate++;
      else problems.add(columnOf("submissionKey"), line.key, "submissionConflict");
      continue;
    }
    const links = resolved(line, problems, columnOf);
    if (!links) continue;
    hashes.set(line.key, line.contentHash);
    fresh.push({ line, links });
  }
  if (fresh.length > 0) await insert(store, fresh);
  return { ...noCounts(), created: fresh.length, duplicate };
}

/** What is recorded under these keys already. */
async function hashesByKey(
  { client, workspaceId }: Store,
  keys: readonly string[],
): Promise<Map<string, Buffer>> {
  const { rows } = await client.query<[string, Buffer]>({
    text: `select "submissionKey", "contentHash" from feedback
      where "workspaceId" = $1 and "submissionKey" = any($2::text[])`,
    values: [workspaceId, keys],
    rowMode: "array",
  });
  return new Map(rows);
}

type Links = {
  customerId: number | null;
  touchpointId: number | null;
  channelId: number | null;
  productGroupId: number | null;
  /** The end of each answer's row. */
  answers: string[];
};

async function resolve(store: Store, lines: readonly FeedbackLine[]) {
  const names = {
    customers: new Set<string>(),
    touchpoints: new Set<string>(),
    channels: new Set<string>(),
    groups: new Set<string>(),
  };
  for (const { record } of lines) {
    if (record.customer) names.customers.add(record.customer);
    if (record.touchpoint) names.touchpoints.add(record.touchpoint);
    if (record.channel) names.channels.add(record.channel);
    if (record.productGroup) names.groups.add(record.productGroup);
    for (const { touchpoint } of record.answers) if (touchpoint) names.touchpoints.add(touchpoint);
  }
  const customers = await resolveCustomers(store, names.customers);
  const touchpoints = await resolveKeys(store, "touchpoint", names.touchpoints);
  const channels = await resolveKeys(store, "channel", names.channels);
  const groups = await resolveKeys(store, "product_group", names.groups);

  return ({ record }: FeedbackLine, problems: LineProblems, columnOf: FieldColumns): Links | null => {
    const look = <T>(
      map: ReadonlyMap<string, T>,
      name: string | null | undefined,
      field: string,
      reason: string,
    ): T | null => {
      if (!name) return null;
      const found = map.get(name);
      if (found === undefined) problems.add(columnOf(field), name.replace(/^ext:/, ""), reason);
      return found ?? null;
    };
    const customerId = look(customers, record.customer, "customer", "unknownCustomer");
    const touchpoint = look(touchpoints, record.touchpoint, "touchpoint", "unknownTouchpoint");
    const channel = look(channels, record.channel, "channel", "unknownChannel")?.id ?? null;
    const productGroupId =
      look(groups, record.productGroup, "productGroup", "unknownProductGroup")?.id ?? null;
    const answers = record.answers.map((answer) => {
      const own = look(touchpoints, answer.touchpoint, "answers", "unknownTouchpoint") ?? touchpoint;
      return copyRow([own?.id ?? null, channel ?? own?.channelId ?? null, ...answerCodes(answer)]);
    });
    if (problems.hasFailed()) return null;
    return {
      customerId,
      touchpointId: touchpoint?.id ?? null,
      channelId: channel ?? touchpoint?.channelId ?? null,
      productGroupId,
      answers,
    };
  };
}

async function insert(store: Store, fresh: readonly { line: FeedbackLine; links: Links }[]): Promise<void> {
  const { client, workspaceId, importId } = store;
  const ids = await reserveIds(client, "feedback", fresh.length);
  const now = Date.now();
  const rows: string[] = [];
  const answers: string[] = [];
  for (const [i, { line, links }] of fresh.entries()) {
    const id = ids[i] ?? 0;
    rows.push(feedbackRow(id, line, links, uuid7(now)));
    for (const answer of answerRows(id, line, links)) answers.push(answer);
  }
  await stage(client, "import_feedback", feedbackColumns, rows);
  await stage(client, "import_answer", answerColumns, answers);
  const names = `"id", "publicId", "submissionKey", "contentHash", "customerId", "touchpointId", "channelId", "productGroupId",
    "occasion", "technique", "anonymous", "answeredAt", "day", "comment", "language"`;
  const { rowCount } = await client.query(
    `insert into feedback ("workspaceId", ${names}, "importId")
     select $1, ${names}, $2 from import_feedback order by "submissionKey"
     on conflict ("workspaceId", "submissionKey") do nothing`,
    [workspaceId, importId],
  );
  // Somebody else sent one of them just now: the step is taken again and finds it.
  if (rowCount !== fresh.length) throw new Error("Feedback was recorded by somebody else at the same time.");
  if (store.isFirstStep) await refreshStatistics(client, ["feedback"]);
  await client.query(
    `insert into answer ("workspaceId", "feedbackId", "position", "day", "customerId", "productGroupId", "occasion",
       "technique", "hasComment", "touchpointId", "channelId", "metric", "scale", "dimension", "score", "reason")
     select $1, * from import_answer`,
    [workspaceId],
  );
}

function feedbackRow(
  id: number,
  { key, contentHash, day, record }: FeedbackLine,
  links: Links,
  publicId: string,
): string {
  return `${id}\t${publicId}\t${copyField(key)}\t\\\\x${contentHash.toString("hex")}\t${copyRow([
    links.customerId,
    links.touchpointId,
    links.channelId,
    links.productGroupId,
    occasionCode(record),
    techniqueCode(record),
    record.anonymous,
    record.answeredAt,
    day,
    record.comment,
    record.language,
  ])}`;
}

function answerRows(id: number, { day, record }: FeedbackLine, links: Links): string[] {
  const shared = [
    links.customerId,
    links.productGroupId,
    occasionCode(record),
    techniqueCode(record),
    record.comment !== null,
  ];
  const middle = `${day}\t${shared.map(copyField).join("\t")}`;
  return links.answers.map((answer, position) => `${id}\t${position}\t${middle}\t${answer}`);
}

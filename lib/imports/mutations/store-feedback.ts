import { copyField } from "../rules/copy-text";
import type { LineProblems } from "../rules/line-problems";
import type { FeedbackLine } from "../rules/read-feedback";
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

const feedbackColumns = `"id" int, "customerId" int, "touchpointId" int, "channelId" int, "productGroupId" int,
  "importId" int, "publicId" uuid, "submissionKey" text, "contentHash" bytea, "occasion" smallint, "technique" smallint,
  "anonymous" boolean, "answeredAt" timestamptz, "day" date, "dayOnly" boolean, "comment" text, "language" text`;
const answerColumns = `"feedbackId" int, "position" smallint, "customerId" int, "productGroupId" int, "day" date,
  "occasion" smallint, "technique" smallint, "hasComment" boolean, "touchpointId" int, "channelId" int,
  "metric" smallint, "scale" smallint, "dimension" smallint, "score" smallint, "reason" smallint`;
const names = (columns: string): string[] => [...columns.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);

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
  const { before } = store;
  // A key of the step before is found, or conflicts, once that step can be seen.
  if (before && lines.some(({ key }) => before.keys.has(key))) await before.committed;
  const resolved = await resolve(store, lines);
  const hashes = await hashesByKey(
    store,
    lines.map(({ key }) => key),
  );
  const fresh: Fresh[] = [];
  let duplicate = 0;
  for (const line of lines) {
    problems.begin(line.line);
    const known = hashes.get(line.key);
    if (known) {
      if (known === line.contentHash) {
        duplicate++;
        store.tell?.(line.line, "duplicate", line.key);
      } else problems.add(columnOf("submissionKey"), line.key, "submissionConflict");
      continue;
    }
    const links = resolved(line, problems, columnOf);
    if (!links) continue;
    hashes.set(line.key, line.contentHash);
    fresh.push({ line, links });
    store.tell?.(line.line, "created", line.key);
  }
  if (fresh.length > 0) await insert(store, fresh);
  return { ...noCounts(), created: fresh.length, duplicate };
}

/** What is recorded under these keys already. */
async function hashesByKey(
  { client, workspaceId }: Store,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<[string, string]>({
    text: `select "submissionKey", encode("contentHash", 'hex') from feedback
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
  /** Touchpoint and channel of each answer, and what it says. */
  answers: string[];
};

type Fresh = { line: FeedbackLine; links: Links };

async function resolve(store: Store, lines: readonly FeedbackLine[]) {
  const wanted = {
    customers: new Set<string>(),
    touchpoints: new Set<string>(),
    channels: new Set<string>(),
    groups: new Set<string>(),
  };
  for (const { customer, touchpoint, channel, productGroup, answers } of lines) {
    if (customer) wanted.customers.add(customer);
    if (touchpoint) wanted.touchpoints.add(touchpoint);
    if (channel) wanted.channels.add(channel);
    if (productGroup) wanted.groups.add(productGroup);
    for (const answer of answers) if (answer.touchpoint) wanted.touchpoints.add(answer.touchpoint);
  }
  const customers = await resolveCustomers(store, wanted.customers);
  const touchpoints = await resolveKeys(store, "touchpoint", wanted.touchpoints);
  const channels = await resolveKeys(store, "channel", wanted.channels);
  const groups = await resolveKeys(store, "product_group", wanted.groups);

  return (line: FeedbackLine, problems: LineProblems, columnOf: FieldColumns): Links | null => {
    const look = <T>(
      map: ReadonlyMap<string, T>,
      name: string | null,
      field: string,
      reason: string,
    ): T | null => {
      if (name === null) return null;
      const found = map.get(name);
      if (found === undefined) problems.add(columnOf(field), name.replace(/^ext:/, ""), reason);
      return found ?? null;
    };
    const customerId = look(customers, line.customer, "customer", "unknownCustomer");
    const touchpoint = look(touchpoints, line.touchpoint, "touchpoint", "unknownTouchpoint");
    const channel = look(channels, line.channel, "channel", "unknownChannel")?.id ?? null;
    const productGroupId = look(groups, line.productGroup, "productGroup", "unknownProductGroup")?.id ?? null;
    const answers = line.answers.map((answer) => {
      const own = look(touchpoints, answer.touchpoint, "answers", "unknownTouchpoint") ?? touchpoint;
      return `${copyField(own?.id)}\t${copyField(channel ?? own?.channelId)}\t${answer.text}`;
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

/**
 * What one customer said stands together, in the order of the file: an index is written in half the time in its own
 * order, and two of them are by customer; the ids, given in this order too, are in theirs.
 */
const byCustomer = (a: Fresh, b: Fresh): number => (a.links.customerId ?? 0) - (b.links.customerId ?? 0);

async function insert(store: Store, fresh: readonly Fresh[]): Promise<void> {
  const { client, importId } = store;
  const sorted = fresh.toSorted(byCustomer);
  const ids = await reserveIds(client, "feedback", fresh.length);
  await stage(client, "import_feedback", feedbackColumns, recordRows(sorted, ids, importId));
  await stage(client, "import_answer", answerColumns, answerRows(sorted, ids));
  const parts = [
    { target: "feedback", source: "import_feedback", columns: names(feedbackColumns) },
    { target: "answer", source: "import_answer", columns: names(answerColumns) },
  ];
  // If somebody sends one of these at the same time it fails; the step is taken again, and finds it.
  await client.query("select lotse_insert($1::jsonb)", [JSON.stringify(parts)]);
  await refreshStatistics(store, ["feedback"]);
}

// Made when they are written: ten thousands of rows that wait are dear to keep.

function* recordRows(fresh: readonly Fresh[], ids: readonly number[], importId: number): Generator<string> {
  const now = Date.now();
  for (const [i, { line, links }] of fresh.entries()) {
    const { customerId, touchpointId, channelId, productGroupId } = links;
    const ours = `${ids[i]}\t${copyField(customerId)}\t${copyField(touchpointId)}\t${copyField(channelId)}`;
    yield `${ours}\t${copyField(productGroupId)}\t${importId}\t${uuid7(now)}\t${line.text}`;
  }
}

function* answerRows(fresh: readonly Fresh[], ids: readonly number[]): Generator<string> {
  for (const [i, { line, links }] of fresh.entries()) {
    const ofRecord = `${copyField(links.customerId)}\t${copyField(links.productGroupId)}\t${line.shared}`;
    for (const [position, answer] of links.answers.entries())
      yield `${ids[i]}\t${position}\t${ofRecord}\t${answer}`;
  }
}

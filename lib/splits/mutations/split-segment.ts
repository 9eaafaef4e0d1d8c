import { isDeepStrictEqual } from "node:util";
import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors/app-error";
import { attributeName } from "@/lib/format/attributes";
import { type Locale, localName } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { LEAST_SIDE, type SplitRule, splitByRule } from "@/lib/metrics/splitting-attribute";
import { ruleJudge } from "@/lib/segments/mutations";
import { recordSoon } from "@/lib/segments/mutations/record-memberships";
import { leadingOverlap } from "@/lib/segments/queries/leading-overlap";
import { readSegments, type SegmentRow } from "@/lib/segments/queries/read-names";
import { freeKey } from "@/lib/segments/rules/free-key";
import type { Rule } from "@/lib/segments/schema/rule";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { readMembersExpecting, readSpreads } from "../queries/read-spreads";
import { rulesOfHalves } from "../rules/split-rules";
import type { SplitSegmentInput, UndoSplitInput } from "../schema";

type Changed = { id: string; version: number };

/**
 * Makes two segments of one and lets them take its place in the leading set. Halves that are there already are taken
 * instead of made anew. The old segment stays: what speaks of it keeps working.
 * @throws AppError `conflict` when it was changed meanwhile, `invalid` where a side would be too small to say anything
 */
export async function splitSegment(scope: Scope, input: SplitSegmentInput): Promise<{ before: string }> {
  const known = await readSegments(scope);
  const old = known.find(({ publicId }) => publicId === input.id);
  if (!old || old.retired) throw notFound();
  await checkSides(scope, old, input);
  const split = await setLeading(scope, { id: input.id, version: input.version }, false);
  const made: Changed[] = [];
  const taken: Changed[] = [];
  for (const [index, rule] of rulesOfHalves(old.key, input.rule).entries()) {
    const there = known.find((one) => !one.retired && isDeepStrictEqual(one.rule, rule));
    if (there) taken.push(await takeIn(scope, there, old.leading));
    else made.push(await makeHalf(scope, old, rule, sideName(scope, old, input.rule, index === 0)));
  }
  await writeAudit(scope, "segment.split", old.key, { attribute: input.rule.attribute });
  await recordSoon(scope);
  return { before: JSON.stringify({ split, made, taken, wasLeading: old.leading }) };
}

/** @throws AppError `conflict` when one of them was changed since, `invalid` where others have its customers meanwhile */
export async function undoSplit(scope: Scope, { before }: UndoSplitInput): Promise<void> {
  const { split, made, taken, wasLeading } = before;
  const halves = [...made, ...taken].map(({ id }) => id);
  const refusal = await leadingOverlap(
    scope,
    (await readSegments(scope)).flatMap((one) => {
      if (one.publicId === split.id) return [{ ...one, leading: wasLeading }];
      return halves.includes(one.publicId) ? [{ ...one, leading: false }] : [];
    }),
  );
  if (refusal) throw refusal;
  await setLeading(scope, split, wasLeading);
  for (const one of taken) await setLeading(scope, one, false);
  for (const one of made) await store(scope, one, { leading: false, retiredAt: new Date() });
  await writeAudit(scope, "segment.undo", split.id);
}

/** The answers decide, not the form: both sides need enough people who said what they expect. */
async function checkSides(
  scope: Scope,
  old: SegmentRow,
  { touchpoint, rule }: SplitSegmentInput,
): Promise<void> {
  const place = (await resolveTouchpoints(scope, [touchpoint])).get(touchpoint);
  const spread = (await readSpreads(scope, old.key)).find((one) => one.touchpoint.key === touchpoint);
  if (!place || !spread) throw new AppError("invalid", "nothingToSplit");
  const asked = { segment: old.key, touchpointId: place.id, scale: spread.scale };
  const customers = await readMembersExpecting(scope, asked);
  const sides = splitByRule(customers, rule, 0);
  const smaller = Math.min(sides?.matching.n ?? 0, sides?.others.n ?? 0);
  if (smaller < LEAST_SIDE)
    throw new AppError("invalid", "splitTooSmall", { values: { n: smaller, least: LEAST_SIDE } });
}

async function makeHalf(scope: Scope, old: SegmentRow, rule: Rule, name: string): Promise<Changed> {
  const { workspaceId } = scope;
  const judge = await ruleJudge(scope, [rule]);
  const taken = await scope.db.segment.findMany({
    where: { workspaceId },
    select: { key: true },
    take: 10_000,
  });
  const key = freeKey(name, new Set(taken.map((one) => one.key)));
  const refusal = judge(key, rule, true);
  if (refusal) throw refusal;
  const { publicId, version } = await scope.db.segment.create({
    data: { workspaceId, key, name, rule: rule as object, leading: old.leading, position: taken.length },
    select: { publicId: true, version: true },
  });
  await writeAudit(scope, "segment.create", key);
  return { id: publicId, version };
}

/** "Price-conscious · Preisgarantie: no" */
function sideName(scope: Scope, old: SegmentRow, rule: SplitRule, isMatching: boolean): string {
  const locale = scope.workspaceLocale as Locale;
  const t = translator(locale, "splits");
  const name = localName(old, locale);
  return `${name} · ${t(`sides.${sideWord(rule, isMatching)}`, valuesOf(rule))}`.slice(0, 120);
}

const sideWord = (rule: SplitRule, isMatching: boolean): string => {
  if ("atMost" in rule) return isMatching ? "atMost" : "moreThan";
  if (typeof rule.is === "boolean") return rule.is === isMatching ? "yes" : "no";
  return isMatching ? "is" : "isNot";
};

const valuesOf = (rule: SplitRule) => ({
  attribute: attributeName(rule.attribute),
  value: "atMost" in rule ? String(rule.atMost) : String(rule.is),
});

const takeIn = (scope: Scope, { publicId, leading: was }: SegmentRow, leading: boolean): Promise<Changed> =>
  versionOf(scope, publicId).then((version) => setLeading(scope, { id: publicId, version }, leading || was));

async function versionOf({ db, workspaceId }: Scope, publicId: string): Promise<number> {
  const row = await db.segment.findFirst({ where: { workspaceId, publicId }, select: { version: true } });
  if (!row) throw notFound();
  return row.version;
}

const setLeading = (scope: Scope, segment: Changed, leading: boolean): Promise<Changed> =>
  store(scope, segment, { leading });

async function store(
  { db, workspaceId }: Scope,
  { id, version }: Changed,
  data: { leading: boolean; retiredAt?: Date },
): Promise<Changed> {
  const { count } = await db.segment.updateMany({
    where: { workspaceId, publicId: id, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) {
    const isThere = (await db.segment.count({ where: { workspaceId, publicId: id } })) > 0;
    throw isThere ? new AppError("conflict", "changedMeanwhile") : notFound();
  }
  return { id, version: version + 1 };
}

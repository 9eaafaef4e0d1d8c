import { isDeepStrictEqual } from "node:util";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { localName } from "@/lib/language/locale";
import { reachedFrom } from "../rules/check-references";
import { compileSegments, marksOf, todayIn } from "./compile-segments";
import { canBeTold, isLeading } from "./counted-leading";
import { readVocabulary, rulesByKey, type SegmentRow } from "./read-names";

/** A segment as it is about to be. */
export type SegmentMeant = Pick<SegmentRow, "key" | "name" | "translations" | "leading" | "rule"> &
  Partial<Pick<SegmentRow, "retired">>;

/**
 * Each customer is measured by one leading segment, so those have nobody in common. Whether a change would put somebody
 * into two of them; what customers become afterwards cannot be refused, the list of segments tells it then. A segment
 * whose rule asks about a changed one has changed with it.
 * @returns why not, in words: the two segments, how many are in both, and one of them
 */
export async function leadingOverlap(
  scope: Scope,
  changes: readonly SegmentMeant[],
): Promise<AppError | null> {
  const vocabulary = await readVocabulary(
    scope,
    changes.flatMap(({ rule }) => rule ?? []),
  );
  const { segments, changed } = afterwards(vocabulary.segments, changes);
  const rules = rulesByKey(segments);
  const today = todayIn(scope);
  const known = { ...vocabulary, segments };
  const leading = segments.filter((one) => isLeading(one) && canBeTold(scope, known, one.key, today));
  const isAffected = ({ key, rule }: SegmentRow) =>
    changed.has(key) || [...reachedFrom(rule ? [rule] : [], rules).keys()].some((one) => changed.has(one));
  const affected = leading.map(isAffected);
  if (leading.length < 2 || !affected.includes(true)) return null;
  const keys = leading.map(({ key }) => key);
  const { from, tests } = compileSegments(scope, known, keys, today);
  const groups = await scope.db.$queryRaw<Group[]>(Prisma.sql`
    with told as materialized (select c."id", ${marksOf(tests)} as marks from ${from})
    select marks, count(*)::int as n, min("id") as example from told where marks like '%1%1%' group by marks`);
  const worst = worstPair(groups, affected);
  const [one, other] = [leading[worst?.one ?? -1], leading[worst?.other ?? -1]];
  if (!worst || !one || !other) return null;
  return new AppError("invalid", "leadingOverlap", {
    values: {
      count: worst.n,
      one: localName(one, scope.locale),
      other: localName(other, scope.locale),
      example: (await nameOf(scope, worst.example)) ?? "none",
    },
  });
}

type Group = { marks: string; n: number; example: number };

/** All segments as they would be, and whose members may be others then. */
function afterwards(now: readonly SegmentRow[], changes: readonly SegmentMeant[]) {
  const said = new Map(changes.map((one) => [one.key, one]));
  const blank = { id: 0, publicId: "", leading: false, rule: null, retired: false };
  const added = changes.filter(({ key }) => !now.some((one) => one.key === key));
  const segments = [
    ...now.map((one) => ({ ...one, ...said.get(one.key) })),
    ...added.map((one) => ({ ...blank, ...one })),
  ];
  const isOther = ({ key, leading, rule, retired }: SegmentMeant) => {
    const before = now.find((one) => one.key === key) ?? blank;
    return !isDeepStrictEqual(
      [leading, rule, retired ?? before.retired],
      [before.leading, before.rule, before.retired],
    );
  };
  return { segments, changed: new Set(changes.filter(isOther).map(({ key }) => key)) };
}

/** The two with the most customers in common, one of them affected. */
function worstPair(groups: readonly Group[], affected: readonly boolean[]) {
  const pairs = new Map<string, { one: number; other: number; n: number; example: number }>();
  for (const { marks, n, example } of groups) {
    const held = [...marks].flatMap((mark, place) => (mark === "1" ? [place] : []));
    for (const one of held) {
      for (const other of held.filter((place) => place > one && (affected[one] || affected[place]))) {
        const pair = pairs.get(`${one} ${other}`) ?? { one, other, n: 0, example };
        pairs.set(`${one} ${other}`, { ...pair, n: pair.n + n });
      }
    }
  }
  const [worst] = [...pairs.values()].sort((a, b) => b.n - a.n);
  if (!worst) return null;
  // The changed one first: its rule is the one to be told apart.
  return affected[worst.one] ? worst : { ...worst, one: worst.other, other: worst.one };
}

async function nameOf({ db, workspaceId }: Scope, id: number): Promise<string | null> {
  const found = await db.customer.findFirst({
    where: { workspaceId, id },
    select: { name: true, externalId: true, email: true },
  });
  return found && (found.name ?? found.externalId ?? found.email);
}

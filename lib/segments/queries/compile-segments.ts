import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { checkReferences, type KnownRules } from "../rules/check-references";
import type { Rule } from "../schema/rule";
import { type CompiledGroup, compileRule, customersWith, testOf } from "./compile-rule";
import { FactTables, type OwnColumn } from "./fact-tables";
import { namesOf, readVocabulary, rulesByKey, type Vocabulary } from "./read-names";

/** Rules as SQL over the same facts. `from` is what their tests are asked of. */
export type CompiledRules = {
  from: Prisma.Sql;
  rules: CompiledGroup[];
  tests: Prisma.Sql[];
  /** Columns of `own` that the tests hang on, and on nothing else; null where they also look at other facts. */
  own: OwnColumn[] | null;
};

/**
 * Compiles rules so that one statement can ask about all of them. What they say about other segments is what those say
 * now.
 * @throws AppError `invalid` for names that do not exist and for segments that lead back to themselves
 */
export async function compileRules(
  scope: Scope,
  rules: readonly Rule[],
  { known, today, vocabulary }: { known: KnownRules; today: LocalDay; vocabulary?: Vocabulary },
): Promise<CompiledRules> {
  return compileKnown(scope, rules, {
    known,
    today,
    vocabulary: vocabulary ?? (await readVocabulary(scope, rules)),
  });
}

/** Rules of segments by their names, in this order. */
export function compileSegments(
  scope: Pick<Scope, "workspaceId">,
  vocabulary: Vocabulary,
  keys: readonly string[],
  today: LocalDay,
): CompiledRules {
  const rules = keys.map((key) => {
    const segment = vocabulary.segments.find((one) => one.key === key);
    if (!segment) throw refusal("unknownSegment", key);
    if (!segment.rule) throw refusal("segmentWithoutRule", key);
    return segment.rule;
  });
  return compileKnown(scope, rules, { known: rulesByKey(vocabulary.segments), today, vocabulary });
}

function compileKnown(
  { workspaceId }: Pick<Scope, "workspaceId">,
  rules: readonly Rule[],
  { known, today, vocabulary }: { known: KnownRules; today: LocalDay; vocabulary: Vocabulary },
): CompiledRules {
  for (const rule of rules) checkReferences(rule, known);
  const facts = new FactTables();
  const meaning = { workspaceId, names: namesOf(vocabulary, known), today };
  const compiled = rules.map((rule) => compileRule(facts, meaning, rule));
  return {
    from: customersWith(workspaceId, facts),
    rules: compiled,
    tests: compiled.map(testOf),
    own: facts.ownOnly(),
  };
}

export const todayIn = (scope: Scope): LocalDay => localDay(new Date(), scope.timeZone);

/** "01" of two tests. Up to thirty are the bits of one number: putting together texts takes twice as long. */
export function marksOf(tests: readonly Prisma.Sql[]): Prisma.Sql {
  const some = tests.slice(0, bitsOfNumber);
  const bits = some.map(
    (test, n) => Prisma.sql`case when ${test} then ${2 ** (some.length - 1 - n)}::int else 0 end`,
  );
  const marks = Prisma.sql`(${Prisma.join(bits, " + ")})::${Prisma.raw(`bit(${some.length})`)}::text`;
  const rest = tests.slice(bitsOfNumber);
  return rest.length > 0 ? Prisma.sql`(${marks} || ${marksOf(rest)})` : marks;
}

const bitsOfNumber = 30;

const refusal = (reason: string, name: string): AppError =>
  new AppError("invalid", reason, { fields: { segment: reason }, values: { name } });

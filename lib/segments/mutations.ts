import type { Scope } from "@/lib/auth/scope";
import { renamed } from "@/lib/catalogue/rules";
import { Prisma } from "@/lib/db/generated/client";
import { type RowTable, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import { AppError } from "@/lib/errors/app-error";
import { missing } from "@/lib/fields/refusals";
import { localName } from "@/lib/language/locale";
import { recordSoon } from "./mutations/record-memberships";
import { getSegment } from "./queries";
import { compileRule } from "./queries/compile-rule";
import { todayIn } from "./queries/compile-segments";
import { FactTables } from "./queries/fact-tables";
import { leadingOverlap, type SegmentMeant } from "./queries/leading-overlap";
import { type Names, namesOf, readSegments, readVocabulary, rulesByKey } from "./queries/read-names";
import { checkReferences, type KnownRules, reachedFrom } from "./rules/check-references";
import { described } from "./rules/described";
import { limits } from "./rules/vocabulary";
import { type SegmentInput, segmentInput } from "./schema";
import type { Rule } from "./schema/rule";

type SegmentState = {
  key: string;
  name: string;
  translations: Record<string, string> | null;
  description: string | null;
  descriptions: Record<string, string> | null;
  rule: Rule | Record<string, never>;
  leading: boolean;
};

const segments: RowTable<SegmentState> = {
  table: "segment",
  key: ["key"],
  columns: {
    key: "text",
    name: "text",
    translations: "jsonb",
    description: "text",
    descriptions: "jsonb",
    rule: "jsonb",
    leading: "boolean",
  },
  versioned: true,
};

/**
 * Segments one after the other; each may ask about those before it. The leading ones are one set: where they would share
 * customers afterwards, nothing of it is changed.
 */
export async function saveSegments(scope: Scope, inputs: readonly SegmentInput[]): Promise<Saved[]> {
  if (inputs.some(({ rule }) => rule)) await recordSoon(scope);
  const judge = await ruleJudge(
    scope,
    inputs.flatMap(({ rule }) => rule ?? []),
  );
  const overlap = await overlapAfter(scope, inputs);
  return saveRows(
    scope,
    segments,
    inputs.map((said) => ({
      key: [said.key],
      change: (before) =>
        (before ? null : missing({ name: said.name })) ??
        judge(said.key, said.rule, before === null) ??
        (said.rule || said.leading !== undefined ? overlap : null) ?? {
          key: said.key,
          ...renamed(before ?? { name: "", translations: null }, said.name, scope.workspaceLocale),
          ...described(
            before ?? { description: null, descriptions: null },
            said.description === undefined ? undefined : { [scope.workspaceLocale]: said.description },
            scope.workspaceLocale,
          ),
          rule: said.rule ?? before?.rule ?? {},
          leading: said.leading ?? before?.leading ?? false,
        },
    })),
  );
}

/** What the inputs would make of the leading segments: the last word counts. */
async function overlapAfter(scope: Scope, inputs: readonly SegmentInput[]): Promise<AppError | null> {
  const now = new Map<string, SegmentMeant>((await readSegments(scope)).map((one) => [one.key, one]));
  const changed = new Set<string>();
  for (const { key, name, rule, leading } of inputs) {
    const before = now.get(key) ?? { key, name: key, translations: null, leading: false, rule: null };
    now.set(key, {
      ...before,
      ...(name ? { name, translations: null } : {}),
      rule: rule ?? before.rule,
      leading: leading ?? before.leading,
    });
    changed.add(key);
  }
  return leadingOverlap(
    scope,
    [...changed].flatMap((key) => now.get(key) ?? []),
  );
}

export const postSegments = postOneOrMany({ item: segmentInput, save: saveSegments, get: getSegment });

type Judge = (key: string, rule: Rule | undefined, isNew: boolean) => AppError | null;

/**
 * Judges rules before they are saved: everything that they name is there, and neither they nor the segments that ask
 * about them lead back to themselves. Rules of a workspace are changed by one at a time, or two changes that are right
 * each for itself could make a circle together. Programs are told of segments by their keys, people by their names.
 */
export async function ruleJudge(
  scope: Scope,
  rules: readonly Rule[],
  reader: "program" | "person" = "program",
): Promise<Judge> {
  await scope.db.$executeRaw(
    Prisma.sql`select pg_advisory_xact_lock(hashtext('segment rules'), ${scope.workspaceId}::int)`,
  );
  const vocabulary = await readVocabulary(scope, rules);
  const found = vocabulary.segments;
  const known = rulesByKey(found);
  let count = found.filter(({ retired }) => !retired).length;
  const names = namesOf(vocabulary, known);
  const spoken = new Map(
    reader === "person" ? found.map((one) => [one.key, localName(one, scope.locale)]) : [],
  );
  const say = (key: string) => spoken.get(key) ?? key;
  const meaning = { workspaceId: scope.workspaceId, today: todayIn(scope) };
  return (key, rule, isNew) => {
    if (isNew && ++count > limits.segments)
      return new AppError("conflict", "tooManySegments", { values: { count: limits.segments } });
    if (!rule) {
      if (!known.has(key)) known.set(key, null);
      return null;
    }
    const after = new Map([...known, [key, rule] as const]);
    const refusal = refusalOf(() => {
      checkAll(key, after, say);
      compileRule(new FactTables(), { ...meaning, names: withRules(names, after) }, rule);
    });
    if (!refusal) known.set(key, rule);
    return refusal;
  };
}

/** The changed rule, and every other that asks about it and was right until now. */
function checkAll(changed: string, known: KnownRules, say: (key: string) => string): void {
  const rule = known.get(changed);
  if (rule) checkReferences(rule, known, [changed], say);
  for (const [key, other] of known) {
    if (other && key !== changed && asksAbout(other, changed, known))
      checkReferences(other, known, [key], say);
  }
}

function asksAbout(rule: Rule, key: string, known: KnownRules): boolean {
  return reachedFrom([rule], known).has(key);
}

const withRules = (names: Names, known: KnownRules): Names => ({
  ...names,
  segment: (key) => known.get(key) ?? names.segment(key),
});

function refusalOf(run: () => void): AppError | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

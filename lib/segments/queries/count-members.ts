import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { checkReferences } from "../rules/check-references";
import { compileRule, customersWith, testOf } from "./compile-rule";
import { todayIn } from "./compile-segments";
import { FactTables } from "./fact-tables";
import { namesOf, readVocabulary, rulesByKey, type SegmentRow } from "./read-names";

export type MemberCounts = {
  /** All customers. */
  customers: number;
  /** Members now by the id of the segment. */
  members: Map<number, number>;
  /** Segments that cannot be told, and why. */
  problems: Map<number, AppError>;
  /** Customers in two or more of the leading segments, and in none; null where no segment leads. */
  overlap: { inSeveral: number; inNone: number } | null;
};

/** Everything about who is in which segment now, in one statement. A segment that cannot be told leaves the others alone. */
export async function countMembers(scope: Scope, segments: readonly SegmentRow[]): Promise<MemberCounts> {
  const known = rulesByKey(segments);
  const facts = new FactTables();
  const problems = new Map<number, AppError>();
  const told: { segment: SegmentRow; test: Prisma.Sql }[] = [];
  const names = namesOf(await readVocabulary(scope), known);
  const meaning = { workspaceId: scope.workspaceId, names, today: todayIn(scope) };
  for (const segment of segments.filter(({ retired }) => !retired)) {
    if (!segment.rule) continue;
    try {
      checkReferences(segment.rule, known, [segment.key]);
      told.push({ segment, test: testOf(compileRule(facts, meaning, segment.rule)) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.set(segment.id, error);
    }
  }
  const leading = told.filter(({ segment }) => segment.leading).map(({ test }) => test);
  const inLeading =
    leading.length > 0
      ? Prisma.join(
          leading.map((test) => Prisma.sql`(${test})::int`),
          " + ",
        )
      : Prisma.sql`null::int`;
  // Customers of whom nothing but their own row is asked and who are equal in it are asked once, with their number.
  const own = facts.ownOnly()?.map(({ name }) => name);
  const equal = own && Prisma.join([...own, Prisma.sql`count(*) as n`], ", ");
  const from = equal
    ? Prisma.sql`(select ${equal} from ${customersWith(scope.workspaceId, facts)}
        ${own.length > 0 ? Prisma.sql`group by ${Prisma.join(own, ", ")}` : Prisma.empty} offset 0) own`
    : Prisma.sql`(select 1 as n) one, ${customersWith(scope.workspaceId, facts)}`;
  const number = (condition: Prisma.Sql) => Prisma.sql`coalesce(sum(n) filter (where ${condition}), 0)::int`;
  const counts = told.map(({ test }) => number(test));
  const [row] = await scope.db.$queryRaw<
    { customers: number; members: number[]; inSeveral: number; inNone: number }[]
  >(Prisma.sql`
    select ${number(Prisma.sql`true`)} as customers,
      ${counts.length > 0 ? Prisma.sql`array[${Prisma.join(counts, ", ")}]` : Prisma.sql`'{}'::int[]`} as members,
      ${number(Prisma.sql`${inLeading} > 1`)} as "inSeveral", ${number(Prisma.sql`${inLeading} = 0`)} as "inNone"
    from ${from}`);
  const { customers = 0, members = [], inSeveral = 0, inNone = 0 } = row ?? {};
  return {
    customers,
    members: new Map(told.map(({ segment }, n) => [segment.id, members[n] ?? 0])),
    problems,
    overlap: leading.length > 0 ? { inSeveral, inNone } : null,
  };
}

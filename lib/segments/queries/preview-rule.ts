import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { Rule } from "../schema/rule";
import { compileRules, todayIn } from "./compile-segments";
import { readSegments, rulesByKey } from "./read-names";

export type MemberName = { id: string; name: string | null; externalId: string | null; email: string | null };
export type Preview = { members: number; customers: number; sample: MemberName[] };

const sampleSize = 10;

/** How many customers a rule means, and ten of them: while somebody writes it. */
export async function previewRule(scope: Scope, { rule }: { rule: Rule }): Promise<Preview> {
  const known = rulesByKey(await readSegments(scope));
  const { from, tests } = await compileRules(scope, [rule], { known, today: todayIn(scope) });
  const [test] = tests;
  const [row] = await scope.db.$queryRaw<
    { members: number; customers: number; ids: number[] | null }[]
  >(Prisma.sql`
    with told as (select c."id", ${test} as is_in from ${from}),
    first_ones as (select "id" from told where is_in limit ${sampleSize})
    select (count(*) filter (where is_in))::int as members, count(*)::int as customers,
      (select array_agg("id") from first_ones) as ids
    from told`);
  const { members = 0, customers = 0, ids } = row ?? {};
  const sample = await scope.db.customer.findMany({
    where: { workspaceId: scope.workspaceId, id: { in: ids ?? [] } },
    select: { publicId: true, name: true, externalId: true, email: true },
    orderBy: { id: "asc" },
  });
  return {
    members,
    customers,
    sample: sample.map(({ publicId, ...rest }) => ({ id: publicId, ...rest })),
  };
}

import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { dimensions, metrics, occasions, techniques } from "@/lib/feedback/rules/codes";
import type { LocalDay } from "@/lib/period/local-day";
import { type Pairs, type Tie, tiesOf } from "../rules";

/** The overall judgement that touchpoints are held against: the image where it was asked, else the recommendation. */
export type Judgement = "image" | "recommendation";

/**
 * Which touchpoints are tied to how customers see the company: over customers who said both since a day, each with the
 * mean of what they said. One statement; the database counts the pairs. The recommendation is only looked at where the
 * image gives no pair.
 */
export async function tiedTouchpoints(
  scope: Scope,
  since: LocalDay,
): Promise<{ judgement: Judgement; ties: Tie[] }> {
  const image = Prisma.sql`a."dimension" = ${dimensions.codeOf("image")}`;
  const recommendation = Prisma.sql`a."dimension" = ${dimensions.codeOf("experience")}
    and a."metric" = ${metrics.codeOf("nps")} and a."occasion" = ${occasions.codeOf("relationship")}`;
  // Without a judgement nobody has to be read who experienced something.
  const isImageAsked = Prisma.sql`(select exists (select from answer a where ${said(scope, since)} and ${image}))`;
  const isImageEmpty = Prisma.sql`(select not exists (select from of_image))`;
  const pairs = await scope.db.$queryRaw<(Pairs & { judgement: Judgement })[]>(Prisma.sql`
    with of_image as materialized (${pairsWith(scope, since, image, isImageAsked)}),
    of_recommendation as materialized (${pairsWith(scope, since, recommendation, isImageEmpty)})
    select 'image' as judgement, * from of_image
    union all select 'recommendation', * from of_recommendation
    order by "touchpointId"`);
  const [first] = pairs;
  return {
    judgement: first?.judgement ?? "recommendation",
    ties: tiesOf(pairs.map(({ judgement: _, ...one }) => one)),
  };
}

/** Answers with a score by somebody who is known, as a condition on `answer a`; what staff noted is not what they said. */
const said = (
  { workspaceId }: Scope,
  since: LocalDay,
): Prisma.Sql => Prisma.sql`a."workspaceId" = ${workspaceId}
  and a."day" >= ${since}::date and a."customerId" is not null and a."score" is not null
  and a."technique" <> ${techniques.codeOf("agent")}`;

/** Both kinds of answers, an index for each; nothing where it is not `wanted`. */
function pairsWith(scope: Scope, since: LocalDay, judgement: Prisma.Sql, wanted: Prisma.Sql): Prisma.Sql {
  const experienced = Prisma.sql`a."dimension" = ${dimensions.codeOf("experience")}
    and a."metric" = ${metrics.codeOf("csat")} and a."touchpointId" is not null`;
  // One pass and no join: a planner that knows little of the rows would compare every customer with every other.
  return Prisma.sql`
    select t as "touchpointId", count(*)::int as n, corr(x, y) as r
    from (
      select t, sum("score")::float8 / count(*) as x, min(judged)::float8 / min(judgements) as y
      from (
        select c, t, "score", sum("score") filter (where t is null) over same_customer as judged,
          count(*) filter (where t is null) over same_customer as judgements
        from (
          select a."customerId" as c, null::int as t, a."score" from answer a
          where ${said(scope, since)} and ${judgement} and ${wanted}
          union all
          select a."customerId", a."touchpointId", a."score" from answer a
          where ${said(scope, since)} and ${experienced} and ${wanted}) answered
        window same_customer as (partition by c)) said
      where t is not null and judgements > 0 group by c, t) together
    group by t`;
}

import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { dimensions, metrics, occasions, techniques } from "@/lib/feedback/rules/codes";
import type { LocalDay } from "@/lib/period/local-day";
import { type Pairs, type Tie, tiesOf } from "../rules";

/** The overall judgement that touchpoints are held against: the image where it was asked, else the recommendation. */
export type Judgement = "image" | "recommendation";

/**
 * Which touchpoints are tied to how customers see the company: over customers who said both since a day, each with the
 * mean of what they said. One statement; the database counts the pairs.
 */
export async function tiedTouchpoints(
  scope: Scope,
  since: LocalDay,
): Promise<{ judgement: Judgement; ties: Tie[] }> {
  const image = await pairsWith(scope, since, Prisma.sql`a."dimension" = ${dimensions.codeOf("image")}`);
  if (image.length > 0) return { judgement: "image", ties: tiesOf(image) };
  const recommendation = Prisma.sql`a."dimension" = ${dimensions.codeOf("experience")}
    and a."metric" = ${metrics.codeOf("nps")} and a."occasion" = ${occasions.codeOf("relationship")}`;
  return { judgement: "recommendation", ties: tiesOf(await pairsWith(scope, since, recommendation)) };
}

function pairsWith({ db, workspaceId }: Scope, since: LocalDay, judgement: Prisma.Sql): Promise<Pairs[]> {
  const experienced = Prisma.sql`a."dimension" = ${dimensions.codeOf("experience")}
    and a."metric" = ${metrics.codeOf("csat")} and a."touchpointId" is not null`;
  // One pass and no join: a planner that knows little of the rows would compare every customer with every other.
  return db.$queryRaw<Pairs[]>(Prisma.sql`
    with said as (
      select a."customerId" as c, (${judgement}) as "isJudged", case when ${judgement} then null else a."touchpointId" end as t,
        avg(a."score") as mean
      from answer a
      where a."workspaceId" = ${workspaceId} and a."day" >= ${since}::date and a."customerId" is not null
        and a."score" is not null and a."technique" <> ${techniques.codeOf("agent")}
        and ((${judgement}) or (${experienced}))
      group by 1, 2, 3),
    together as (
      select t, mean as x, max(mean) filter (where "isJudged") over (partition by c) as y from said)
    select t as "touchpointId", count(*)::int as n, corr(x::float8, y::float8) as r
    from together where t is not null and y is not null group by t`);
}

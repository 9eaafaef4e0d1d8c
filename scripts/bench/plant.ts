import type { Stage } from "./stage";

export const touchpoints = 400;
export const days = 730;

/** A leading set of so many segments, told apart by an attribute. */
export const segments = 20;

/** Some hundred touchpoints and three customers for ten records, with their outside names `t1` and `c1`. */
export async function plantPlaces({ owner }: Stage, workspaceId: number, customers: number): Promise<void> {
  await owner.query(
    `insert into touchpoint ("workspaceId", "key", "name", "channelId", "phaseId")
     select $1, 't' || i, 'Touchpoint ' || i, c.ids[1 + i % cardinality(c.ids)], p.ids[1 + i % cardinality(p.ids)]
     from generate_series(1, $2::int) i,
       (select array_agg("id" order by "id") as ids from channel where "workspaceId" = $1) c,
       (select array_agg("id" order by "id") as ids from phase where "workspaceId" = $1 and "parentId" is not null) p`,
    [workspaceId, touchpoints],
  );
  await owner.query(
    `insert into customer ("workspaceId", "externalId", "name", "email", "attributes")
     select $1, 'c' || i, 'Customer ' || i, 'c' || i || '@customers.example',
       jsonb_build_object('group', 'g' || i % ${segments}) from generate_series(1, $2::int) i`,
    [workspaceId, customers],
  );
  await owner.query(
    `insert into segment ("workspaceId", "key", "name", "leading", "position", "rule")
     select $1, 's' || i, 'Segment ' || i, true, i, jsonb_build_object('all', jsonb_build_array(jsonb_build_object(
       'about', 'attribute', 'key', 'group', 'op', 'is', 'value', 'g' || i)))
     from generate_series(0, ${segments} - 1) i`,
    [workspaceId],
  );
  // Every segment expects something of its own of every touchpoint.
  await owner.query(
    `insert into expectation ("workspaceId", "segmentId", "touchpointId", "metric", "scale", "expected", "importance", "validFrom")
     select $1, s."id", t."id", 2, 3, 2.5 + (s."position" % 5) * 0.2, 1 + t."id" % 5, '2020-01-01'
     from segment s, touchpoint t where s."workspaceId" = $1 and t."workspaceId" = $1`,
    [workspaceId],
  );
  await owner.query("analyze touchpoint, customer, segment, expectation");
}

/**
 * So many feedback records with one answer each over two years: a fifth about the relationship, half of the others NPS
 * after a contact, half CSAT. Set by set, from a fixed seed.
 */
export async function plantFeedback({ owner }: Stage, workspaceId: number, records: number): Promise<void> {
  await owner.query("select setseed(0.42)");
  await owner.query(
    `insert into feedback ("workspaceId", "submissionKey", "contentHash", "customerId", "touchpointId", "channelId",
       "occasion", "technique", "answeredAt", "day", "comment")
     select $1, 'k' || i, '\\x00', c.low + floor(r1 * c.n)::int, case when kind > 0.2 then t."id" end,
       case when kind > 0.2 then t."channelId" end, case when kind > 0.2 then 2 else 1 end, 1 + (i % 3)::int, at, at::date,
       case when i % 4 = 0 then 'Comment number ' || i end
     from (select i, random() as r1, random() as r2, random() as kind,
         date_trunc('day', now()) - random() * interval '${days} days' as at from generate_series(1, $2::int) i) r
     cross join (select min("id") as low, count(*) as n from customer where "workspaceId" = $1) c
     cross join (select min("id") as low from touchpoint where "workspaceId" = $1) l
     join touchpoint t on t."workspaceId" = $1 and t."id" = l.low + floor(r2 * ${touchpoints})::int`,
    [workspaceId, records],
  );
  await owner.query(
    `insert into answer ("workspaceId", "feedbackId", "position", "day", "customerId", "touchpointId", "channelId",
       "metric", "scale", "dimension", "occasion", "technique", "score", "hasComment")
     select f."workspaceId", f."id", 0, f."day", f."customerId", f."touchpointId", f."channelId",
       m.metric, case m.metric when 1 then 9 else 3 end, 1, f."occasion", f."technique",
       case m.metric when 1 then floor(random() * 11)::int else 1 + floor(random() * 5)::int end, f."comment" is not null
     from feedback f, lateral (select case when f."occasion" = 1 or f."id" % 2 = 0 then 1 else 2 end as metric) m
     where f."workspaceId" = $1`,
    [workspaceId],
  );
}

/** Orders over two years; some customers buy often, most of them seldom. */
export async function plantOrders(
  { owner }: Stage,
  workspaceId: number,
  { orders, customers }: { orders: number; customers: number },
): Promise<void> {
  await owner.query("select setseed(0.42)");
  await owner.query(
    `insert into "order" ("workspaceId", "customerId", "orderedAt", "day", "totalMinor", "status")
     select $1, c.low + floor(power(r1, 2) * $3::int)::int, at, at::date, 100 + floor(r2 * 20000)::int,
       (case when r2 < 0.03 then 'cancelled' else 'completed' end)::"OrderStatus"
     from (select random() as r1, random() as r2, date_trunc('day', now()) - random() * interval '${days} days' as at
       from generate_series(1, $2::int)) r
     cross join (select coalesce(min("id"), 1) as low from customer where "workspaceId" = $1) c`,
    [workspaceId, orders, customers],
  );
}

/** Without checks of links: what is planted here is whole by construction. */
export async function planting<T>({ owner }: Stage, run: () => Promise<T>): Promise<T> {
  await owner.query("set session_replication_role = replica");
  try {
    return await run();
  } finally {
    await owner.query("set session_replication_role = default");
    await owner.query("vacuum (analyze)");
  }
}

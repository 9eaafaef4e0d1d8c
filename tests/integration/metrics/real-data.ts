import pg from "pg";
import { dimensions, metrics, occasions, reasons, scales, techniques } from "@/lib/feedback/rules/codes";
import type { Scale } from "@/lib/metrics/scales";
import type { SharedOrder } from "../../support/shared-orders";

type Said = {
  metric: "nps" | "csat" | "rating";
  scale: Scale;
  dimension?: "experience" | "expectation";
  touchpoint?: string;
  value: number | null;
};

/**
 * Puts real data straight into the tables of a workspace, set by set. Their links come from joins and need not be
 * checked again one by one, which takes most of the time.
 */
export async function withOwner<T>(ownerUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica");
    return await run(client);
  } finally {
    await client.end();
  }
}

export async function loadOrders(client: pg.Client, workspaceId: number, orders: readonly SharedOrder[]) {
  await loadCustomers(client, workspaceId, [...new Set(orders.map(({ customer }) => customer))]);
  await client.query(
    `insert into "order" ("workspaceId", "customerId", "orderedAt", "day", "totalMinor")
     select $1, c."id", f.day, f.day, f.cents
     from unnest($2::text[], $3::date[], $4::bigint[]) f(customer, day, cents)
     join customer c on c."workspaceId" = $1 and c."externalId" = f.customer`,
    [
      workspaceId,
      orders.map(({ customer }) => customer),
      orders.map(({ day }) => day),
      orders.map(({ cents }) => Math.round(cents)),
    ],
  );
}

/** Telco as contracts: as of 2020-02-01, begun so many months before; who left did so the day before. */
export async function loadTelco(
  client: pg.Client,
  workspaceId: number,
  rows: readonly Readonly<Record<string, string>>[],
) {
  const column = (name: string) => rows.map((row) => row[name] ?? "");
  await loadCustomers(client, workspaceId, column("customerID"));
  await client.query(
    `insert into contract ("workspaceId", "customerId", "plan", "startedOn", "endsOn", "monthlyRevenueMinor")
     select $1, c."id", f.plan,
       case when f.months = 0 then date '2020-01-31' else (date '2020-02-01' - make_interval(months => f.months))::date end,
       case when f.churned then date '2020-01-31' end, round(100 * f.monthly)
     from unnest($2::text[], $3::text[], $4::int[], $5::boolean[], $6::numeric[]) f(customer, plan, months, churned, monthly)
     join customer c on c."workspaceId" = $1 and c."externalId" = f.customer`,
    [
      workspaceId,
      column("customerID"),
      column("Contract"),
      column("tenure"),
      column("Churn").map((said) => said === "Yes"),
      column("MonthlyCharges"),
    ],
  );
}

/** One feedback record per line, with its answers; nobody's name is on it. */
export async function loadAnswers(
  client: pg.Client,
  workspaceId: number,
  lines: readonly { answers: readonly Said[]; hasComment?: boolean }[],
) {
  const touchpoints = [
    ...new Set(lines.flatMap(({ answers }) => answers.map((one) => one.touchpoint))),
  ].filter((key) => key !== undefined);
  await client.query(
    `insert into touchpoint ("workspaceId", "key", "name") select $1, key, key from unnest($2::text[]) key`,
    [workspaceId, touchpoints],
  );
  await client.query(
    `insert into feedback ("workspaceId", "submissionKey", "contentHash", "occasion", "technique", "answeredAt", "day", "comment")
     select $1, 'line-' || n, '', $3, $4, '2020-01-15', '2020-01-15', case when f."hasComment" then 'said' end
     from unnest($2::boolean[]) with ordinality f("hasComment", n)`,
    [
      workspaceId,
      lines.map(({ hasComment = false }) => hasComment),
      occasions.codeOf("contact"),
      techniques.codeOf("survey"),
    ],
  );
  const flat = lines.flatMap(({ answers, hasComment = false }, line) =>
    answers.map((one, position) => ({ ...one, line: line + 1, position, hasComment })),
  );
  await client.query(
    `insert into answer ("workspaceId", "feedbackId", "day", "touchpointId", "position", "metric", "scale", "dimension",
       "occasion", "technique", "score", "reason", "hasComment")
     select $1, f."id", f."day", t."id", a.position, a.metric, a.scale, a.dimension, f."occasion", f."technique",
       a.score, case when a.score is null then $2::int end, a."hasComment"
     from unnest($3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::text[], $10::boolean[])
       a(line, position, metric, scale, dimension, score, touchpoint, "hasComment")
     join feedback f on f."workspaceId" = $1 and f."submissionKey" = 'line-' || a.line
     left join touchpoint t on t."workspaceId" = $1 and t."key" = a.touchpoint`,
    [
      workspaceId,
      reasons.codeOf("not_applicable"),
      flat.map(({ line }) => line),
      flat.map(({ position }) => position),
      flat.map(({ metric }) => metrics.codeOf(metric)),
      flat.map(({ scale }) => scales.codeOf(scale)),
      flat.map(({ dimension = "experience" }) => dimensions.codeOf(dimension)),
      flat.map(({ value }) => value),
      flat.map(({ touchpoint }) => touchpoint ?? null),
      flat.map(({ hasComment }) => hasComment),
    ],
  );
}

async function loadCustomers(
  client: pg.Client,
  workspaceId: number,
  names: readonly string[],
): Promise<void> {
  await client.query(
    `insert into customer ("workspaceId", "externalId", "name") select $1, name, 'C' from unnest($2::text[]) name`,
    [workspaceId, names],
  );
}

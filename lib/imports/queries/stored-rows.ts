import type { PoolClient } from "pg";
import { metrics, scales } from "@/lib/feedback/rules/codes";
import type { ImportKind } from "../schema/fields";

/** A line and the row that it becomes: our fields as PostgreSQL has them. */
export type StoredRow = { line: number; outcome: string; values: Record<string, unknown> };

const externalId = (alias: string) => `${alias}."externalId"`;
const customer = `left join customer c on c."workspaceId" = t."workspaceId" and c."id" = t."customerId"`;
const touchpoint = `left join touchpoint p on p."workspaceId" = t."workspaceId" and p."id" = t."touchpointId"`;
const channel = `left join channel h on h."workspaceId" = t."workspaceId" and h."id" = t."channelId"`;

const segment = `left join segment s on s."workspaceId" = t."workspaceId" and s."id" = t."segmentId"`;

/** The name of a small code. */
const nameOf = (column: string, names: readonly string[]): string =>
  `(array[${names.map((name) => `'${name}'`).join(", ")}])[t."${column}"]`;

type Shown = { from: string; key: string; joins?: string; values: Record<string, string> };

const own = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `t."${name}"`]));

/** A moment; only its day, where nothing more was said. */
const moment = (name: string): Record<string, string> => ({
  [name]: `case when t."dayOnly" then to_json(t."day") else to_json(t."${name}") end`,
});

const shown: Record<ImportKind, Shown> = {
  customers: {
    from: "customer",
    key: "externalId",
    joins: `left join customer c on c."workspaceId" = t."workspaceId" and c."id" = t."companyId"`,
    values: {
      ...own("externalId", "kind", "name", "email", "phone", "language", "country", "joinedOn"),
      company: externalId("c"),
      attributes: `t."attributes"`,
    },
  },
  orders: {
    from: `"order"`,
    key: "externalId",
    joins: customer,
    values: {
      externalId: externalId("t"),
      customer: externalId("c"),
      ...moment("orderedAt"),
      ...own("status"),
      "total.amount": `t."totalMinor"`,
      "margin.amount": `t."marginMinor"`,
      lines: `(select count(*) from order_line l where l."workspaceId" = t."workspaceId" and l."orderId" = t."id")`,
    },
  },
  contracts: {
    from: "contract",
    key: "externalId",
    joins: customer,
    values: {
      externalId: externalId("t"),
      customer: externalId("c"),
      ...own(
        "plan",
        "startedOn",
        "endsOn",
        "cancelledOn",
        "withdrawnOn",
        "cancellationReason",
        "involuntary",
      ),
      "monthlyRevenue.amount": `t."monthlyRevenueMinor"`,
      "monthlyMargin.amount": `t."monthlyMarginMinor"`,
    },
  },
  contacts: {
    from: "contact",
    key: "externalId",
    joins: `${customer} ${touchpoint} ${channel}`,
    values: {
      externalId: externalId("t"),
      customer: externalId("c"),
      touchpoint: `p."key"`,
      channel: `h."key"`,
      ...moment("at"),
      ...own("direction", "planned", "by", "outcome", "durationSeconds", "subject"),
    },
  },
  feedback: {
    from: "feedback",
    key: "submissionKey",
    joins: `${customer} ${touchpoint} ${channel}`,
    values: {
      submissionKey: `t."submissionKey"`,
      customer: externalId("c"),
      touchpoint: `p."key"`,
      channel: `h."key"`,
      ...moment("answeredAt"),
      ...own("comment", "language"),
      answers: `(select jsonb_agg(jsonb_build_object('metric', a."metric", 'score', a."score", 'reason', a."reason",
          'touchpoint', (select q."key" from touchpoint q where q."workspaceId" = a."workspaceId" and q."id" = a."touchpointId"))
          order by a."position") from answer a where a."workspaceId" = t."workspaceId" and a."feedbackId" = t."id")`,
    },
  },
  touchpoints: {
    from: "touchpoint",
    key: "key",
    joins: `${channel} left join phase f on f."workspaceId" = t."workspaceId" and f."id" = t."phaseId"
      left join department d on d."workspaceId" = t."workspaceId" and d."id" = t."departmentId"`,
    values: {
      ...own("key", "name", "planned", "state", "contactsPerMonth"),
      phase: `f."key"`,
      channel: `h."key"`,
      department: `d."key"`,
    },
  },
  expectations: {
    from: "expectation",
    key: "publicId",
    joins: `${segment} ${touchpoint}`,
    values: {
      segment: `s."key"`,
      touchpoint: `p."key"`,
      metric: nameOf("metric", metrics.names),
      scale: nameOf("scale", scales.names),
      ...own("expected", "importance", "validFrom", "source"),
    },
  },
};

/** The rows that lines have become, within the transaction of the connection. */
export async function storedRows(
  client: PoolClient,
  workspaceId: number,
  kind: ImportKind,
  lines: readonly { line: number; outcome: string; key: string }[],
): Promise<StoredRow[]> {
  const { from, key, joins = "", values } = shown[kind];
  const pairs = Object.entries(values).map(([name, sql]) => `'${name}', ${sql}`);
  const { rows } = await client.query<{ key: string; values: Record<string, unknown> }>(
    `select t."${key}"::text as key, json_build_object(${pairs.join(", ")}) as values
     from ${from} t ${joins} where t."workspaceId" = $1 and t."${key}"::text = any($2::text[])`,
    [workspaceId, lines.map((one) => one.key)],
  );
  const byKey = new Map(rows.map((row) => [row.key, row.values]));
  return lines.map(({ line, outcome, key: name }) => ({ line, outcome, values: byKey.get(name) ?? {} }));
}

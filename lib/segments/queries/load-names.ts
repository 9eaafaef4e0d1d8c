import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";
import { listCatalogue, listTouchpointChoices } from "@/lib/touchpoints/queries";
import { readSegments, type SegmentRow } from "./read-names";

export type NameChoice = { value: string; label: string; group?: string };

/** What rules can name, by what it is called in the reader's language. */
export type RuleNames = Record<
  "touchpoint" | "channel" | "phase" | "productGroup" | "segment" | "plan",
  NameChoice[]
>;

/** An attribute that customers have, with the kind of its values and some of them. */
export type AttributeChoice = { key: string; kind: "text" | "number" | "flag"; values: string[] };

export async function loadRuleNames(scope: Scope, segments?: readonly SegmentRow[]): Promise<RuleNames> {
  const choices = async (kind: "channel" | "phase" | "productGroup") =>
    (await listCatalogue(scope, kind)).map(({ key, name }) => ({ value: key, label: name }));
  const touchpoints = await listTouchpointChoices(scope);
  // Told apart by the database: there are as many contracts as customers, and a few plans.
  const plans = await scope.db.$queryRaw<{ plan: string }[]>(Prisma.sql`
    select distinct "plan" from contract where "workspaceId" = ${scope.workspaceId} order by "plan" limit 300`);
  return {
    touchpoint: touchpoints.map(({ key, name, group }) => ({
      value: key,
      label: name,
      ...(group ? { group } : {}),
    })),
    channel: await choices("channel"),
    phase: await choices("phase"),
    productGroup: await choices("productGroup"),
    segment: (segments ?? (await readSegments(scope)))
      .filter(({ rule }) => rule !== null)
      .map((row) => ({ value: row.key, label: localName(row, scope.locale) })),
    plan: plans.map(({ plan }) => ({ value: plan, label: plan })),
  };
}

/** So many customers are looked at for what attributes there are; any other can be typed. */
const looked = 5_000;
const mostAttributes = 200;
const mostValues = 20;

export async function loadAttributes(scope: Scope): Promise<AttributeChoice[]> {
  const rows = await scope.db.$queryRaw<{ key: string; kind: string; values: string[] }[]>(Prisma.sql`
    with entry as (
      select e.key, jsonb_typeof(e.value) as kind, e.value #>> '{}' as value
      from (select "attributes" from customer
        where "workspaceId" = ${scope.workspaceId} and "erasedAt" is null limit ${looked}) c
      cross join lateral jsonb_each(c."attributes") e),
    counted as (select key, kind, value, count(*) as n from entry group by key, kind, value)
    select key, (array_agg(kind order by n desc))[1] as kind,
      (array_agg(value order by n desc, value))[1:${mostValues}::int] as values
    from counted group by key order by key limit ${mostAttributes}`);
  const kinds = { number: "number", boolean: "flag" } as const;
  return rows.map(({ key, kind, values }) => ({
    key,
    kind: kind === "number" || kind === "boolean" ? kinds[kind] : "text",
    values: kind === "string" ? values.filter((value) => value.length <= 60) : [],
  }));
}

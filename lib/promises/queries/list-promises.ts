import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type FieldTranslations, localText, type Texts, textsOf } from "@/lib/fields/texts";
import { listSegmentChoices } from "@/lib/filters/queries/customer-choices";
import { type Locale, localName } from "@/lib/language/locale";
import { listTouchpointChoices } from "@/lib/touchpoints/queries";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import { type Judged, judgePromises, type PromiseCount } from "../rules/judge-promises";
import type { PromisesInput, promiseTexts } from "../schema";

/** As many as anybody keeps in mind; beyond that the filter helps. */
const mostPromises = 500;
/** Times that are shown of each, the latest first. */
export const mostCounts = 24;

export type PromiseRow = {
  id: string;
  text: string;
  texts: Record<(typeof promiseTexts)[number], Texts>;
  saidWhere: string | null;
  howMuch: string | null;
  touchpoint: { key: string; name: string };
  segment: { key: string; name: string } | null;
  counts: PromiseCount[];
  version: number;
  isRetired: boolean;
} & Judged;

export type PromiseChoice = { key: string; name: string; group?: string };
export type PromiseRows = {
  rows: PromiseRow[];
  opened: PromiseRow | null;
  choices: { touchpoint: PromiseChoice[]; segment: PromiseChoice[] };
  languages: Locale[];
};

type Named = { key: string; name: string; translations: Record<string, string> | null };
type Found = {
  id: string;
  text: string;
  translations: FieldTranslations | null;
  saidWhere: string | null;
  howMuch: string | null;
  touchpoint: Named;
  segment: Named | null;
  counts: PromiseCount[];
  version: number;
  isRetired: boolean;
};

/** What was promised, and how often it was kept: the ones kept least come first, those nobody has counted last. */
export async function listPromises(scope: Scope, input: PromisesInput): Promise<PromiseRows> {
  const rows = await readPromises(scope, input);
  const opened = rows.find(({ id }) => id === input.open) ?? null;
  return {
    rows: rows.filter(({ isRetired }) => isRetired === (input.retired === "yes")),
    opened,
    choices: {
      touchpoint: (await listTouchpointChoices(scope)).map(({ key, name, group }) => ({
        key,
        name,
        ...(group ? { group } : {}),
      })),
      segment: await listSegmentChoices(scope),
    },
    languages: (await readSettings(scope)).languages,
  };
}

/** Retired ones too. */
export async function readPromises(
  scope: Scope,
  { touchpoint, segment }: Pick<PromisesInput, "touchpoint" | "segment">,
): Promise<PromiseRow[]> {
  const { db, workspaceId, locale, workspaceLocale } = scope;
  const named = (table: string) =>
    Prisma.raw(
      `json_build_object('key', ${table}."key", 'name', ${table}."name", 'translations', ${table}."translations")`,
    );
  const found = await db.$queryRaw<Found[]>(Prisma.sql`
    select t."publicId"::text as id, t."text", t."translations", t."saidWhere", t."howMuch", t."version",
      t."retiredAt" is not null as "isRetired", ${named("p")} as touchpoint,
      case when s."id" is not null then ${named("s")} end as segment,
      coalesce((select json_agg(json_build_object('from', c."fromOn", 'to', c."toOn", 'kept', c."kept", 'cases', c."cases")
          order by c."fromOn" desc)
        from (select * from promise_count c where c."workspaceId" = t."workspaceId" and c."promiseId" = t."id"
          order by c."fromOn" desc limit ${mostCounts}) c), '[]') as counts
    from promise t
    join touchpoint p on p."workspaceId" = t."workspaceId" and p."id" = t."touchpointId"
    left join segment s on s."workspaceId" = t."workspaceId" and s."id" = t."segmentId"
    where t."workspaceId" = ${workspaceId}
      and ${touchpoint ? Prisma.sql`p."key" = ${touchpoint}` : Prisma.sql`true`}
      and ${segment ? Prisma.sql`s."key" = ${segment}` : Prisma.sql`true`}
    order by t."id" limit ${mostPromises}`);
  const name = ({ key, ...one }: Named) => ({ key, name: localName(one, locale) });
  const shown = judgePromises(found).map(({ promise: { translations, ...row }, ...judged }): PromiseRow => {
    const said = { translations };
    const texts = (field: keyof PromiseRow["texts"]) => textsOf(said, field, row[field], workspaceLocale);
    return {
      ...row,
      text: localText(said, "text", row.text, locale) ?? row.text,
      saidWhere: localText(said, "saidWhere", row.saidWhere, locale),
      howMuch: localText(said, "howMuch", row.howMuch, locale),
      texts: { text: texts("text"), saidWhere: texts("saidWhere"), howMuch: texts("howMuch") },
      touchpoint: name(row.touchpoint),
      segment: row.segment && name(row.segment),
      ...judged,
    };
  });
  return shown.sort((a, b) => (a.now.value ?? 2) - (b.now.value ?? 2));
}

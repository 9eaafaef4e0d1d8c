import type { Scope } from "@/lib/auth/scope";
import { type FoundCustomer, searchCustomers } from "@/lib/customers/queries/search-customers";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";
import type { FindInput, Found } from "./schema";

/** So many of each kind; who wants more types more. */
const each = 6;

type Row = {
  kind: Found["kind"];
  key: string;
  name: string;
  translations: Record<string, string> | null;
  hint: string | null;
  hintTranslations: Record<string, string> | null;
  path: string;
};

/** Customers as `searchCustomers` finds them; touchpoints, segments and views whose name, in any language, or key has the words that were typed. */
export async function findAnything(scope: Scope, { q }: FindInput): Promise<{ found: Found[] }> {
  const { db, workspaceId } = scope;
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: Prisma.Sql) =>
    Prisma.join(
      words.map((word) => Prisma.sql`position(${word} in lower(${text})) > 0`),
      " and ",
    );
  const names = Prisma.sql`concat_ws(' ', t."name", t."translations"::text, t."key")`;
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    (select 'touchpoint' as kind, t."key"::text, t."name"::text, t."translations", p."name"::text as hint,
      p."translations" as "hintTranslations", t."key"::text as path
    from touchpoint t left join phase p on p."workspaceId" = t."workspaceId" and p."id" = t."phaseId"
    where t."workspaceId" = ${workspaceId} and t."retiredAt" is null and ${has(names)}
    order by t."position", t."id" limit ${each})
    union all
    (select 'segment', t."key", t."name", t."translations", null, null, t."key"
    from segment t where t."workspaceId" = ${workspaceId} and t."retiredAt" is null and ${has(names)}
    order by t."position", t."id" limit ${each})
    union all
    (select 'savedView', t."publicId"::text, t."name", null, null, null, concat(t."page", '?', t."query")
    from saved_view t
    where t."workspaceId" = ${workspaceId} and (t."userId" = ${ownId(scope)} or t."shared")
      and ${has(Prisma.sql`t."name"`)}
    order by t."name", t."id" limit ${each})`);
  const customers = await searchCustomers(scope, { q, limit: each });
  return { found: [...customers.map(customerOf), ...rows.map((row) => foundOf(row, scope.locale))] };
}

function customerOf({ id, name, company, email, phone, externalId }: FoundCustomer): Found {
  const [title = id, hint = null] = [name, company, email, phone, externalId].filter((one) => one !== null);
  return { kind: "customer", key: id, title, hint, path: `/customers/${id}` };
}

const ownId = ({ actor }: Scope): number => (actor.kind === "user" ? actor.id : 0);

function foundOf(
  { kind, key, name, translations, hint, hintTranslations, path }: Row,
  locale: string,
): Found {
  return {
    kind,
    key,
    title: localName({ name, translations }, locale),
    hint: hint === null ? null : localName({ name: hint, translations: hintTranslations }, locale),
    path: pathOf(kind, path),
  };
}

function pathOf(kind: Found["kind"], path: string): string {
  const name = encodeURIComponent(path);
  if (kind === "touchpoint") return `/feedback?period=all&touchpoint=${name}`;
  if (kind === "segment") return `/segments/${name}`;
  return `/${path.replace(/\?$/, "")}`;
}

import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { localText, type Texts, textsOf } from "@/lib/fields/texts";
import { isLocale, type Locale, localName } from "@/lib/language/locale";
import { sentenceOf } from "@/lib/language/translator";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import type { Rule } from "../schema/rule";
import { compileRules, todayIn } from "./compile-segments";
import { type Explanation, explainCustomer } from "./explain-customer";
import { type Changes, listChanges } from "./list-changes";
import { type AttributeChoice, loadAttributes, loadRuleNames, type RuleNames } from "./load-names";
import { readSegments, rulesByKey } from "./read-names";

export const membersPerPage = 50;

export type MemberRow = {
  id: string;
  kind: "person" | "company";
  name: string | null;
  externalId: string | null;
  email: string | null;
  joinedOn: string | null;
};
export type Members = { members: number; customers: number; rows: MemberRow[]; nextAfter: number | null };

export type SegmentDetail = {
  id: string;
  key: string;
  name: string;
  names: Texts;
  description: string | null;
  descriptions: Texts;
  rule: Rule | null;
  leading: boolean;
  retired: boolean;
  version: number;
};

export type SegmentData = {
  segment: SegmentDetail;
  /** Null, with the reason, where nobody can be told. */
  members: Members | null;
  problem: string | null;
  changes: Changes;
  explanation: Explanation | null;
  names: RuleNames;
};

type Row = MemberRow & { inner: number; members: number; customers: number };

/** A segment with a page of its members, who came and went, and why somebody is in it or not. */
export async function loadSegment(
  scope: Scope,
  { id, after, who }: { id: string; after?: number | undefined; who?: string | undefined },
): Promise<SegmentData> {
  const { segment, inner } = await readSegment(scope, id);
  const { rule } = segment;
  const [members, problem] = await told(scope, async () =>
    rule && !segment.retired ? readMembers(scope, rule, after ?? 0) : null,
  );
  const [explanation] = await told(scope, async () =>
    rule && who ? explainCustomer(scope, { rule, who }) : null,
  );
  return {
    segment,
    members,
    problem,
    changes: await listChanges(scope, inner),
    explanation,
    names: await loadRuleNames(scope),
  };
}

export type SegmentEditorData = {
  segment: SegmentDetail | null;
  names: RuleNames;
  attributes: AttributeChoice[];
  /** What names and descriptions are written in. */
  languages: Locale[];
};

/** What the editor needs; without an id for a new segment. */
export async function loadEditor(
  scope: Scope,
  { id }: { id?: string | undefined },
): Promise<SegmentEditorData> {
  const segment = id ? (await readSegment(scope, id)).segment : null;
  const names = await loadRuleNames(scope);
  return {
    segment,
    names: { ...names, segment: names.segment.filter(({ value }) => value !== segment?.key) },
    attributes: await loadAttributes(scope),
    languages: (await readSettings(scope)).languages,
  };
}

async function readSegment(scope: Scope, id: string): Promise<{ segment: SegmentDetail; inner: number }> {
  const found = (await readSegments(scope)).find(({ publicId }) => publicId === id);
  if (!found) throw notFound();
  const row = await scope.db.segment.findFirst({
    where: { workspaceId: scope.workspaceId, id: found.id },
    select: { description: true, descriptions: true, version: true },
  });
  if (!row) throw notFound();
  const { publicId, key, rule, leading, retired } = found;
  const { description, version } = row;
  const said = { translations: { name: found.translations, description: row.descriptions } };
  return {
    segment: {
      ...{ id: publicId, key, rule, leading, retired, version },
      name: localName(found, scope.locale),
      names: textsOf(said, "name", found.name, scope.workspaceLocale),
      description: localText(said, "description", description, scope.locale),
      descriptions: textsOf(said, "description", description, scope.workspaceLocale),
    },
    inner: found.id,
  };
}

/** A segment that cannot be told is shown with the reason; everything else of its page is there all the same. */
async function told<T>(scope: Scope, run: () => Promise<T | null>): Promise<[T | null, string | null]> {
  try {
    return [await run(), null];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [null, sentenceOf(error, isLocale(scope.locale) ? scope.locale : "en").message];
  }
}

async function readMembers(scope: Scope, rule: Rule, after: number): Promise<Members> {
  const known = rulesByKey(await readSegments(scope));
  const { from, tests } = await compileRules(scope, [rule], { known, today: todayIn(scope) });
  const rows = await scope.db.$queryRaw<(Partial<Row> & Pick<Row, "members" | "customers">)[]>(Prisma.sql`
    with told as materialized (select c."id", ${tests[0]} as is_in from ${from}),
    sum as (select (count(*) filter (where is_in))::int as members, count(*)::int as customers from told),
    page as (select "id" from told where is_in and "id" > ${after} order by "id" limit ${membersPerPage + 1})
    select m."publicId"::text as id, m."id" as inner, m."kind"::text as kind, m."name", m."externalId", m."email",
      m."joinedOn"::text as "joinedOn", sum.members, sum.customers
    from sum left join (page join customer m on m."workspaceId" = ${scope.workspaceId} and m."id" = page."id") on true
    order by m."id"`);
  const present = rows.filter((row): row is Row => typeof row.id === "string");
  const shown = present.slice(0, membersPerPage);
  return {
    members: rows[0]?.members ?? 0,
    customers: rows[0]?.customers ?? 0,
    rows: shown.map(({ id, kind, name, externalId, email, joinedOn }) => ({
      id,
      kind,
      name,
      externalId,
      email,
      joinedOn,
    })),
    nextAfter: present.length > membersPerPage ? (shown.at(-1)?.inner ?? null) : null,
  };
}

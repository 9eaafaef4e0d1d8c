import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";
import { listTouchpointChoices, type TouchpointChoice } from "@/lib/touchpoints/queries";
import { personaText } from "../rules/persona-texts";
import type { PersonaState } from "../schema/persona";

/** A persona in the reader's language. */
export type Persona = {
  id: string;
  key: string;
  name: string;
  who: string | null;
  needs: string | null;
  quote: string | null;
  /** The feedback in which the quote was really said. */
  quoteFeedback: string | null;
  segment: { id: string; key: string; name: string } | null;
  touchpoints: { key: string; name: string }[];
  isRetired: boolean;
  version: number;
};

type Named = { key: string; name: string; translations: unknown };
type Row = Omit<Persona, "segment" | "touchpoints"> & {
  translations: PersonaState["translations"];
  segment: (Named & { id: string }) | null;
  touchpoints: Named[];
};

const most = 200;

/** All personas in their order, with what matters to them, in one statement. */
export async function listPersonas(
  scope: Scope,
  { key }: { key?: string | undefined } = {},
): Promise<Persona[]> {
  const { db, workspaceId, locale } = scope;
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    select t."publicId"::text as id, t."key", t."name", t."who", t."needs", t."quote", t."translations", t."version",
      t."retiredAt" is not null as "isRetired",
      (select f."publicId"::text from feedback f
        where f."workspaceId" = t."workspaceId" and f."id" = t."quoteFeedbackId") as "quoteFeedback",
      (select json_build_object('id', s."publicId", 'key', s."key", 'name', s."name", 'translations', s."translations")
        from segment s where s."workspaceId" = t."workspaceId" and s."id" = t."segmentId") as segment,
      coalesce((select json_agg(json_build_object('key', p."key", 'name', p."name", 'translations', p."translations")
          order by p."position", p."id")
        from persona_touchpoint m
        join touchpoint p on p."workspaceId" = m."workspaceId" and p."id" = m."touchpointId"
        where m."workspaceId" = t."workspaceId" and m."personaId" = t."id"), '[]'::json) as touchpoints
    from persona t
    where t."workspaceId" = ${workspaceId} and ${key === undefined ? Prisma.sql`true` : Prisma.sql`t."key" = ${key}`}
    order by t."retiredAt" is not null, t."position", t."id" limit ${most}`);
  return rows.map(({ translations, segment, touchpoints, ...row }) => {
    const said = (field: "who" | "needs" | "quote") => personaText(row[field], translations, field, locale);
    return {
      ...row,
      name: personaText(row.name, translations, "name", locale) ?? row.name,
      who: said("who"),
      needs: said("needs"),
      quote: said("quote"),
      segment: segment && { id: segment.id, key: segment.key, name: localName(segment, locale) },
      touchpoints: touchpoints.map((one) => ({ key: one.key, name: localName(one, locale) })),
    };
  });
}

/** What the form of a persona offers. */
export type PersonaChoices = {
  segments: { key: string; name: string }[];
  touchpoints: TouchpointChoice[];
};

export async function personaChoices(scope: Scope): Promise<PersonaChoices> {
  const segments = await scope.db.segment.findMany({
    where: { workspaceId: scope.workspaceId, retiredAt: null },
    select: { key: true, name: true, translations: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 500,
  });
  return {
    segments: segments.map((row) => ({ key: row.key, name: localName(row, scope.locale) })),
    touchpoints: (await listTouchpointChoices(scope)).filter(({ retired }) => !retired),
  };
}

export type PersonaList = { personas: Persona[]; choices: PersonaChoices };

export const loadPersonas = async (scope: Scope): Promise<PersonaList> => ({
  personas: await listPersonas(scope),
  choices: await personaChoices(scope),
});

import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { reordered } from "@/lib/catalogue/rules";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import { resolveSegments } from "@/lib/segments/queries";
import { freeKey } from "@/lib/segments/rules/free-key";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { rewordedPersona } from "../rules/persona-texts";
import type {
  PersonaNamed,
  PersonaState,
  SavePersonaInput,
  SortPersonasInput,
  TakeQuoteInput,
  UndoPersonaInput,
} from "../schema/persona";
import { personaLimits } from "../schema/persona";

/** What taking the change back needs, as a form carries it. */
export type Undo = { before: string };

type Held = { id: string; inner: number; version: number; state: PersonaState };

const undoOf = (id: string, version: number, state: PersonaState | null): Undo => ({
  before: JSON.stringify({ id, version, state }),
});

/** @throws AppError `conflict` when somebody else changed it since `version` */
export async function savePersona(scope: Scope, input: SavePersonaInput): Promise<Undo & { key: string }> {
  const { id, version, anyway, name, segment = null, touchpoints } = input;
  const found = id ? await hold(scope, id) : null;
  if (found && !anyway && found.version !== version) throw await stale(scope, found.id, version ?? 0);
  const said = { name, who: orNull(input.who), needs: orNull(input.needs), quote: orNull(input.quote) };
  const texts = found
    ? rewordedPersona(found.state, said, scope.locale, scope.workspaceLocale)
    : { ...said, translations: null };
  // A quote in other words is nobody's any more.
  const isSaid = found !== null && texts.quote === found.state.quote && texts.quote !== null;
  const state: PersonaState = {
    ...texts,
    segment: segment || null,
    touchpoints,
    quoteFeedback: isSaid ? found.state.quoteFeedback : null,
    isRetired: found?.state.isRetired ?? false,
  };
  if (!found) return createPersona(scope, state);
  const saved = await put(scope, found, state, "change");
  return { ...undoOf(found.id, saved.version, found.state), key: saved.key };
}

async function createPersona(scope: Scope, state: PersonaState): Promise<Undo & { key: string }> {
  const { db, workspaceId } = scope;
  const taken = await db.persona.findMany({ where: { workspaceId }, select: { key: true } });
  const key = freeKey(state.name, new Set(taken.map((one) => one.key)));
  const made = await db.persona.create({
    data: { workspaceId, key, name: state.name, position: taken.length },
    select: { publicId: true, id: true, version: true },
  });
  const held = { id: made.publicId, inner: made.id, version: made.version, state };
  const { version } = await put(scope, held, state, "create");
  return { ...undoOf(made.publicId, version, null), key };
}

export async function retirePersona(scope: Scope, { id }: PersonaNamed): Promise<Undo> {
  const found = await hold(scope, id);
  const { version } = await put(scope, found, { ...found.state, isRetired: true }, "retire");
  return undoOf(id, version, found.state);
}

export async function restorePersona(scope: Scope, { id }: PersonaNamed): Promise<Undo> {
  const found = await hold(scope, id);
  const { version } = await put(scope, found, { ...found.state, isRetired: false }, "restore");
  return undoOf(id, version, found.state);
}

/** Takes what somebody really said as the persona's quote. @throws AppError `notFound` without a comment */
export async function takeQuote(scope: Scope, { id, feedback }: TakeQuoteInput): Promise<Undo> {
  const { db, workspaceId } = scope;
  const found = await hold(scope, id);
  // Held: whoever said it is not erased between our look and our write.
  const [said] = await db.$queryRaw<{ comment: string | null }[]>(Prisma.sql`
    select f."comment" from feedback f
    where f."workspaceId" = ${workspaceId} and f."publicId" = ${feedback}::uuid for share of f`);
  if (!said?.comment) throw notFound();
  const { quote: _, ...translations } = found.state.translations ?? {};
  const { version } = await put(
    scope,
    found,
    {
      ...found.state,
      quote: said.comment.slice(0, personaLimits.quote),
      quoteFeedback: feedback,
      translations: found.state.translations && translations,
    },
    "change",
  );
  return undoOf(id, version, found.state);
}

/** @throws AppError `conflict` when somebody has changed it since */
export async function undoPersona(scope: Scope, { before }: UndoPersonaInput): Promise<void> {
  const { id, version, state } = before;
  const found = await hold(scope, id);
  if (found.version !== version) throw new AppError("conflict", "changedMeanwhile");
  await put(scope, found, state ?? { ...found.state, isRetired: true }, "undo");
}

/** @returns the order before, for the way back */
export async function sortPersonas(scope: Scope, { order }: SortPersonasInput): Promise<{ order: string }> {
  const { db, workspaceId } = scope;
  const rows = await db.$queryRaw<{ key: string }[]>(Prisma.sql`
    select "key" from persona where "workspaceId" = ${workspaceId} order by "position", "id" for no key update`);
  const all = rows.map(({ key }) => key);
  await db.$executeRaw(Prisma.sql`
    update persona t set "position" = o.place::int
    from unnest(${reordered(all, order)}::text[]) with ordinality as o(key, place)
    where t."workspaceId" = ${workspaceId} and t."key" = o.key and t."position" <> o.place`);
  await writeAudit(scope, "persona.sort");
  return { order: JSON.stringify(all) };
}

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held> {
  const [row] = await db.$queryRaw<Held[]>(Prisma.sql`
    select t."publicId"::text as id, t."id" as inner, t."version", json_build_object('name', t."name", 'who', t."who",
      'needs', t."needs", 'quote', t."quote", 'translations', t."translations",
      'isRetired', t."retiredAt" is not null,
      'segment', (select s."key" from segment s where s."workspaceId" = t."workspaceId" and s."id" = t."segmentId"),
      'quoteFeedback', (select f."publicId" from feedback f
        where f."workspaceId" = t."workspaceId" and f."id" = t."quoteFeedbackId"),
      'touchpoints', coalesce((select json_agg(p."key" order by p."position", p."id") from persona_touchpoint m
        join touchpoint p on p."workspaceId" = m."workspaceId" and p."id" = m."touchpointId"
        where m."workspaceId" = t."workspaceId" and m."personaId" = t."id"), '[]'::json)) as state
    from persona t
    where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid for no key update of t`);
  if (!row) throw notFound();
  return row;
}

async function put(
  scope: Scope,
  held: Held,
  state: PersonaState,
  deed: string,
): Promise<{ key: string; version: number }> {
  const { db, workspaceId } = scope;
  const { segment, touchpoints, quoteFeedback, translations, isRetired, ...texts } = state;
  const segmentId = segment ? (await resolveSegments(scope, [segment])).get(segment) : null;
  if (segmentId === undefined) throw refuse({ segment: "unknownSegment" });
  const known = await resolveTouchpoints(scope, touchpoints);
  if (known.size < new Set(touchpoints).size) throw refuse({ touchpoints: "unknownTouchpoint" });
  const said = quoteFeedback
    ? await db.feedback.findFirst({ where: { workspaceId, publicId: quoteFeedback }, select: { id: true } })
    : null;
  const [row] = await db.persona.updateManyAndReturn({
    where: { workspaceId, id: held.inner },
    data: {
      ...texts,
      translations: translations ?? Prisma.DbNull,
      segmentId,
      quoteFeedbackId: said?.id ?? null,
      retiredAt: isRetired ? new Date() : null,
      version: { increment: 1 },
    },
  });
  if (!row) throw notFound();
  await db.personaTouchpoint.deleteMany({ where: { workspaceId, personaId: held.inner } });
  const named = [...known.values()].map(({ id }) => ({
    workspaceId,
    personaId: held.inner,
    touchpointId: id,
  }));
  if (named.length > 0) await db.personaTouchpoint.createMany({ data: named });
  await writeAudit(scope, `persona.${deed}`, held.id, {
    version: row.version,
    changed: withoutQuotes(changedFields(deed === "create" ? null : held.state, state)),
  });
  return { key: row.key, version: row.version };
}

/** What a customer said can be erased; the log cannot. */
const withoutQuotes = ({ quote: _, translations: __, ...changed }: ReturnType<typeof changedFields>) =>
  changed;

async function stale(scope: Scope, subject: string, since: number): Promise<AppError> {
  const who = await whoChanged(scope, { noun: "persona", subject, since });
  return who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}

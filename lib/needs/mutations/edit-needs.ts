import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import type { Scope } from "@/lib/auth/scope";
import { holdCustomers } from "@/lib/customers/queries";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import { reworded } from "@/lib/language/spoken-text";
import { localDay } from "@/lib/period/local-day";
import type {
  NeedAbout,
  NeedNamed,
  NeedState,
  NoteNeedInput,
  RewordNeedInput,
  UndoNeedInput,
} from "../schema";

/** What taking the change back needs, as a form carries it. */
export type Undo = { about: NeedAbout; before: string };

type Held = { id: string; version: number; state: NeedState };

const undoOf = (about: NeedAbout, id: string, version: number, state: NeedState | null): Undo => ({
  about,
  before: JSON.stringify({ id, version, state }),
});

/** @throws AppError `notFound` where there is nobody whom it could be about */
export async function noteNeed(scope: Scope, input: NoteNeedInput): Promise<Undo> {
  const { about, kind, text, source } = input;
  const on = dayOf(scope, input.on);
  const owner = await ownerId(scope, about, input.of);
  const made = await storeNeed(scope, {
    [`${about}Id`]: owner,
    kind,
    text,
    source: orNull(source),
    on: new Date(on),
  });
  return undoOf(about, made.publicId, made.version, null);
}

/** One statement, written down by the person whose scope this is. */
export async function storeNeed(
  scope: Scope,
  data: Omit<Prisma.NeedStatementUncheckedCreateInput, "workspaceId">,
): Promise<{ publicId: string; version: number }> {
  const { db, workspaceId, actor } = scope;
  const made = await db.needStatement.create({
    data: { workspaceId, notedByUserId: actor.kind === "user" ? actor.id : null, ...data },
    select: { publicId: true, version: true },
  });
  await audit(scope, "create", made.publicId, made.version);
  return made;
}

/** @throws AppError `conflict` when somebody else reworded it since `version` */
export async function rewordNeed(scope: Scope, input: RewordNeedInput): Promise<Undo> {
  const { about, id, version, anyway } = input;
  const found = await hold(scope, about, id);
  if (!anyway && found.version !== version) throw await stale(scope, id, version);
  const said = reworded(found.state, input.text, scope.locale, scope.workspaceLocale);
  const now = await put(scope, about, id, {
    ...found.state,
    ...said,
    kind: input.kind,
    source: orNull(input.source),
    on: input.on ? dayOf(scope, input.on) : found.state.on,
  });
  await audit(scope, "change", id, now);
  return undoOf(about, id, now, found.state);
}

export async function retireNeed(scope: Scope, { about, id }: NeedNamed): Promise<Undo> {
  const found = await hold(scope, about, id);
  const now = await put(scope, about, id, { ...found.state, isRetired: true });
  await audit(scope, "retire", id, now);
  return undoOf(about, id, now, found.state);
}

/** @throws AppError `conflict` when somebody has changed it since */
export async function undoNeed(scope: Scope, { about, before }: UndoNeedInput): Promise<void> {
  const { id, version, state } = before;
  const found = await hold(scope, about, id);
  if (found.version !== version) throw new AppError("conflict", "changedMeanwhile");
  if (state) await put(scope, about, id, state);
  else await scope.db.needStatement.deleteMany({ where: { workspaceId: scope.workspaceId, publicId: id } });
  await audit(scope, "undo", id);
}

/** Words about people never get into the log, which nobody can erase. */
const audit = (scope: Scope, deed: string, id: string, version?: number): Promise<void> =>
  writeAudit(scope, `need.${deed}`, id, version === undefined ? undefined : { version, changed: {} });

function dayOf(scope: Scope, said: string | null | undefined): string {
  const today = localDay(new Date(), scope.timeZone);
  if (said && said > today) throw refuse({ on: "saidInFuture" });
  return said ?? today;
}

async function ownerId(scope: Scope, about: NeedAbout, of: string): Promise<number> {
  const { db, workspaceId } = scope;
  // Held: nobody is erased between our look and our write.
  if (about === "customer") return (await holdCustomers(scope, [of])).get(of)?.id ?? missing();
  const where = { workspaceId, publicId: of, retiredAt: null };
  const row =
    about === "segment" ? await db.segment.findFirst({ where }) : await db.persona.findFirst({ where });
  return row?.id ?? missing();
}

function missing(): never {
  throw notFound();
}

async function hold({ db, workspaceId }: Scope, about: NeedAbout, id: string): Promise<Held> {
  const [row] = await db.$queryRaw<Held[]>(Prisma.sql`
    select t."publicId"::text as id, t."version", json_build_object('kind', t."kind", 'text', t."text",
      'translations', t."translations", 'source', t."source", 'on', t."on",
      'isRetired', t."retiredAt" is not null) as state
    from need_statement t
    where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid
      and t.${Prisma.raw(`"${about}Id"`)} is not null for no key update of t`);
  return row ?? missing();
}

/** @returns the version from now on */
async function put(scope: Scope, about: NeedAbout, id: string, state: NeedState): Promise<number> {
  const { isRetired, on, translations, ...rest } = state;
  const [row] = await scope.db.needStatement.updateManyAndReturn({
    where: { workspaceId: scope.workspaceId, publicId: id, [`${about}Id`]: { not: null } },
    data: {
      ...rest,
      on: new Date(on),
      translations: translations ?? Prisma.DbNull,
      retiredAt: isRetired ? new Date() : null,
      version: { increment: 1 },
    },
  });
  return row?.version ?? missing();
}

async function stale(scope: Scope, subject: string, since: number): Promise<AppError> {
  const who = await whoChanged(scope, { noun: "need", subject, since });
  return who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}

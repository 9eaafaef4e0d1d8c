import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { changeKeyed, type KeyedChange, removeKeyed, type Snapshot, takeBack } from "@/lib/db/keyed-rows";
import type { RowTable } from "@/lib/db/save-rows";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { refuseWhileInUse } from "../queries/phase-in-use";
import { whatUses } from "../queries/what-uses";
import { canDeleteEntry, canRetireEntry, isReservedKey, renamedIn, reordered } from "../rules";
import type {
  CatalogueList,
  ChangeEntryInput,
  CreateEntryInput,
  EntryNamed,
  EntryState,
  SortEntriesInput,
  UndoEntryInput,
} from "../schema/admin";

const columns = {
  key: "text",
  name: "text",
  translations: "jsonb",
  position: "int",
  retiredAt: "timestamptz",
} as const;

const tableOf = (
  table: string,
  own: Partial<Record<keyof EntryState, string>> = {},
): RowTable<EntryState> => ({
  table,
  key: ["key"],
  columns: { ...columns, ...own },
  versioned: true,
});

export const entryTables: Record<CatalogueList, RowTable<EntryState>> = {
  departments: tableOf("department", { headName: "text" }),
  channels: tableOf("channel"),
  phases: tableOf("phase", { parentId: "int", entrySegmentId: "int" }),
  "moments-of-truth": tableOf("moment_of_truth"),
  "product-groups": tableOf("product_group"),
  "brand-values": tableOf("brand_value"),
};

/** What taking the change back needs, as a form carries it. */
export type Undo = { before: string };

const undoOf = (snapshots: readonly Snapshot<EntryState>[]): Undo => ({ before: JSON.stringify(snapshots) });

async function change(
  scope: Scope,
  list: CatalogueList,
  deed: string,
  one: KeyedChange<EntryState>,
): Promise<Snapshot<EntryState>> {
  let after: EntryState | null = null;
  const recorded: KeyedChange<EntryState> = {
    ...one,
    change: (before) => {
      const state = one.change(before);
      if (!(state instanceof AppError)) after = state;
      return state;
    },
  };
  const [snapshot] = await changeKeyed(scope, entryTables[list], [recorded], (key) =>
    staleEntry(scope, list, key, one.expected ?? 0),
  );
  if (!snapshot) throw new Error("A change without an outcome.");
  const changed = changedFields(snapshot.state, after ?? {});
  if (Object.keys(changed).length > 0) {
    await writeAudit(scope, `${nounOf(list)}.${deed}`, one.key, { version: snapshot.version, changed });
  }
  return snapshot;
}

const nouns: Record<CatalogueList, string> = {
  departments: "department",
  channels: "channel",
  phases: "phase",
  "moments-of-truth": "momentOfTruth",
  "product-groups": "productGroup",
  "brand-values": "brandValue",
};
const nounOf = (list: CatalogueList): string => nouns[list];

/** The second of two editors is told who was first. */
async function staleEntry(
  scope: Scope,
  list: CatalogueList,
  subject: string,
  since: number,
): Promise<AppError> {
  const who = await whoChanged(scope, { noun: nounOf(list), subject, since });
  return who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}

/** @throws AppError `invalid` for a key that is taken or a part of something that cannot have parts */
export async function createEntry(scope: Scope, input: CreateEntryInput): Promise<Undo> {
  const { list, key, names } = input;
  if (!names[scope.workspaceLocale as keyof typeof names])
    throw refuse({ [`names.${scope.workspaceLocale}`]: "fillIn" });
  if (isReservedKey(list, key)) throw refuse({ key: "phaseKeyReserved" });
  const parent = await parentOf(scope, list, input.parent);
  const blank: EntryState = { key, name: "", translations: null, position: 1_000_000, retiredAt: null };
  const snapshot = await change(scope, list, "create", {
    key,
    expected: null,
    change: () => ({
      ...blank,
      ...renamedIn(blank, names, scope.workspaceLocale),
      ...ownFields(list, input.headName ?? null, parent),
    }),
  });
  await putAfterSiblings(scope, list, key, parent);
  return undoOf([snapshot]);
}

export async function changeEntry(scope: Scope, input: ChangeEntryInput): Promise<Undo> {
  const { list, key, names, headName } = input;
  if (names[scope.workspaceLocale as keyof typeof names] === null)
    throw refuse({ [`names.${scope.workspaceLocale}`]: "fillIn" });
  const snapshot = await change(scope, list, "change", {
    key,
    expected: input.anyway ? undefined : input.version,
    change: (before) =>
      before === null
        ? notFound()
        : {
            ...before,
            ...renamedIn(before, names, scope.workspaceLocale),
            ...(list === "departments" && headName !== undefined ? { headName } : {}),
          },
  });
  return undoOf([snapshot]);
}

/** It disappears from choices; history and filters keep it. @throws AppError `conflict` for what stays in use */
export async function retireEntry(scope: Scope, { list, key }: EntryNamed): Promise<Undo> {
  if (!canRetireEntry(list, key)) throw new AppError("conflict", "staysInUse");
  if (list === "phases") await refuseWhileInUse(scope, key);
  const at = new Date().toISOString();
  const snapshot = await change(scope, list, "retire", {
    key,
    change: (before) => (before === null ? notFound() : { ...before, retiredAt: before.retiredAt ?? at }),
  });
  return undoOf([snapshot]);
}

export async function restoreEntry(scope: Scope, { list, key }: EntryNamed): Promise<Undo> {
  const snapshot = await change(scope, list, "restore", {
    key,
    change: (before) => (before === null ? notFound() : { ...before, retiredAt: null }),
  });
  return undoOf([snapshot]);
}

/** Only what nothing speaks of. @throws AppError `conflict` with the sentence why not */
export async function deleteEntry(scope: Scope, { list, key }: EntryNamed): Promise<Undo> {
  const usage = await whatUses(scope, { list, key });
  if (!usage.canDelete)
    throw new AppError("conflict", canDeleteEntry(list, key) ? "onlyRetire" : "staysInUse");
  const snapshot = await removeKeyed(scope, entryTables[list], key);
  await writeAudit(scope, `${nounOf(list)}.delete`, key);
  return undoOf([snapshot]);
}

/** @throws AppError `conflict` when somebody has changed it since, or uses what would disappear */
export async function undoEntry(scope: Scope, { list, before }: UndoEntryInput): Promise<void> {
  for (const { key, state } of before) {
    if (state === null && !(await whatUses(scope, { list, key })).canDelete)
      throw new AppError("conflict", "usedMeanwhile");
    if (state?.parentId) await parentOf(scope, list, { id: state.parentId });
    if (state?.retiredAt && list === "phases") await refuseWhileInUse(scope, key);
  }
  await takeBack(scope, entryTables[list], before);
  for (const { key } of before) await writeAudit(scope, `${nounOf(list)}.undo`, key);
}

/** Puts entries into an order. @returns the order before, for the way back */
export async function sortEntries(
  scope: Scope,
  { list, order }: SortEntriesInput,
): Promise<{ order: string }> {
  const all = await keysInOrder(scope, list);
  await number(scope, list, reordered(all, order));
  await writeAudit(scope, `${nounOf(list)}.sort`);
  return { order: JSON.stringify(all) };
}

async function keysInOrder({ db, workspaceId }: Scope, list: CatalogueList): Promise<string[]> {
  const rows = await db.$queryRaw<{ key: string }[]>(Prisma.sql`
    select "key" from ${Prisma.raw(entryTables[list].table)}
    where "workspaceId" = ${workspaceId} order by "position", "id" for no key update`);
  return rows.map(({ key }) => key);
}

/** An order is nobody's content: it does not count as a change of the entries. */
async function number(
  { db, workspaceId }: Scope,
  list: CatalogueList,
  keys: readonly string[],
): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    update ${Prisma.raw(entryTables[list].table)} t set "position" = o.place::int
    from unnest(${[...keys]}::text[]) with ordinality as o(key, place)
    where t."workspaceId" = ${workspaceId} and t."key" = o.key and t."position" <> o.place`);
}

type Parent = { id: number; key: string };

/** Two levels: only a phase that is not itself a part can have parts. */
async function parentOf(
  { db, workspaceId }: Scope,
  list: CatalogueList,
  wanted: string | { id: number } | null | undefined,
): Promise<Parent | null> {
  if (list !== "phases") return null;
  const which = typeof wanted === "string" ? { key: wanted } : { id: wanted?.id ?? 0 };
  const parent = await db.phase.findFirst({
    where: { workspaceId, parentId: null, ...which },
    select: { id: true, key: true },
  });
  if (!parent) throw refuse({ parent: wanted ? "unknownPhase" : "fillIn" });
  return parent;
}

function ownFields(list: CatalogueList, headName: string | null, parent: Parent | null) {
  if (list === "departments") return { headName };
  if (list === "phases") return { parentId: parent?.id ?? null };
  return {};
}

async function putAfterSiblings(
  scope: Scope,
  list: CatalogueList,
  key: string,
  parent: Parent | null,
): Promise<void> {
  const all = (await keysInOrder(scope, list)).filter((one) => one !== key);
  if (parent === null) return number(scope, list, [...all, key]);
  const siblings = await scope.db.phase.findMany({
    where: { workspaceId: scope.workspaceId, parentId: parent.id },
    select: { key: true },
  });
  const family = new Set([parent.key, ...siblings.map((one) => one.key)]);
  const last = all.findLastIndex((one) => family.has(one));
  return number(scope, list, [...all.slice(0, last + 1), key, ...all.slice(last + 1)]);
}

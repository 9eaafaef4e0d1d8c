import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import { type Changed, changedFields } from "@/lib/audit/rules";
import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { whatUses } from "@/lib/catalogue/queries/what-uses";
import { changeKeyed, type KeyedChange, removeKeyed, type Snapshot, takeBack } from "@/lib/db/keyed-rows";
import { AppError, notFound } from "@/lib/errors/app-error";
import { yesNoField } from "@/lib/fields/form";
import { refuse } from "@/lib/fields/refusals";
import { isLocale, type Locale } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { listCatalogue } from "../queries";
import type {
  CreateTouchpointInput,
  EditTouchpointInput,
  SetTouchpointsInput,
  TouchpointKeyed,
  UndoTouchpointsInput,
} from "../schema/admin";
import {
  changed,
  placesOf,
  retiredAmong,
  type Said,
  type TouchpointState,
  touchpoints,
  unplaced,
} from "./touchpoint-rows";

/** What taking the change back needs, as a form carries it. */
export type Undo = { before: string };

type Change = Omit<KeyedChange<TouchpointState>, "key">;

async function change(scope: Scope, deed: string, keys: readonly string[], one: Change): Promise<Undo> {
  const after = new Map<string, TouchpointState>();
  const snapshots = await changeKeyed(
    scope,
    touchpoints,
    keys.map((key) => ({
      key,
      expected: one.expected,
      change: (before) => {
        const state = one.change(before);
        if (!(state instanceof AppError)) after.set(key, { ...state, key });
        return state instanceof AppError ? state : { ...state, key };
      },
    })),
    (key) => stale(scope, key, one.expected ?? 0),
  );
  const nameOf = await placeNames(scope);
  for (const { key, version, state } of snapshots) {
    const fields = named(changedFields(state, after.get(key) ?? {}), nameOf);
    if (Object.keys(fields).length > 0)
      await writeAudit(scope, `touchpoint.${deed}`, key, { version, changed: fields });
  }
  return undoOf(snapshots);
}

const undoOf = (snapshots: readonly Snapshot<TouchpointState>[]): Undo => ({
  before: JSON.stringify(snapshots),
});

export async function createTouchpoint(scope: Scope, { key, ...said }: CreateTouchpointInput): Promise<Undo> {
  holdName(scope, said.names, true);
  const places = await placesOf(scope, [said]);
  return change(scope, "create", [key], {
    expected: null,
    change: () => changed(scope, { ...unplaced, key, retiredAt: null }, said, places),
  });
}

/** @throws AppError `conflict` when somebody else changed it since `version`: who, and what it says now, field by field */
export async function editTouchpoint(
  scope: Scope,
  { key, version, anyway, ...said }: EditTouchpointInput,
): Promise<Undo> {
  holdName(scope, said.names, false);
  const places = await placesOf(scope, [said]);
  return change(scope, "change", [key], {
    expected: anyway ? undefined : version,
    change: (before) => (before === null ? notFound() : changed(scope, before, said, places)),
  });
}

/** One field of one or many touchpoints, from the list. */
export async function setTouchpoints(
  scope: Scope,
  { keys, field, value }: SetTouchpointsInput,
): Promise<Undo> {
  const said = saidOf(field, value ?? null);
  const places = await placesOf(scope, [said]);
  return change(scope, "change", keys, {
    change: (before) => (before === null ? notFound() : changed(scope, before, said, places)),
  });
}

function saidOf(field: SetTouchpointsInput["field"], value: string | null): Said {
  if (field === "planned") {
    const planned = yesNoField.safeParse(value);
    if (!planned.success) throw refuse({ value: "fillIn" });
    return { planned: planned.data ?? null };
  }
  if (field !== "state") return { [field]: value };
  const state = (["listed", "analysed", "optimised", "controlled", "aligned"] as const).find(
    (one) => one === value,
  );
  if (state === undefined) throw refuse({ value: "fillIn" });
  return { state };
}

export const retireTouchpoint = (scope: Scope, { key }: TouchpointKeyed): Promise<Undo> => {
  const at = new Date().toISOString();
  return change(scope, "retire", [key], {
    change: (before) => (before === null ? notFound() : { ...before, retiredAt: before.retiredAt ?? at }),
  });
};

/** @throws AppError `conflict` where its phase was retired meanwhile */
export async function restoreTouchpoint(scope: Scope, { key }: TouchpointKeyed): Promise<Undo> {
  const now = await placedNow(scope, [key]);
  await refuseRetiredPhases(scope, [now.get(key)?.phaseId ?? null]);
  return change(scope, "restore", [key], {
    change: (before) => (before === null ? notFound() : { ...before, retiredAt: null }),
  });
}

const placedNow = async ({ db, workspaceId }: Scope, keys: readonly string[]) =>
  new Map(
    (
      await db.touchpoint.findMany({
        where: { workspaceId, key: { in: [...keys] } },
        select: { key: true, phaseId: true, retiredAt: true },
        take: keys.length,
      })
    ).map((one) => [one.key, one]),
  );

/** Who comes back into use would stand in a phase that nobody can choose. */
async function refuseRetiredPhases(scope: Scope, phaseIds: readonly (number | null)[]): Promise<void> {
  const retired = await retiredAmong(
    scope,
    phaseIds.filter((id) => id !== null),
  );
  if (retired.size > 0) throw new AppError("conflict", "phaseRetiredMeanwhile");
}

/** Only what nothing speaks of. @throws AppError `conflict` with the sentence why not */
export async function removeTouchpoint(scope: Scope, { key }: TouchpointKeyed): Promise<Undo> {
  const usage = await whatUses(scope, { list: "touchpoints", key });
  if (!usage.canDelete) throw new AppError("conflict", "onlyRetire");
  const snapshot = await removeKeyed(scope, touchpoints, key);
  await writeAudit(scope, "touchpoint.delete", key);
  return undoOf([snapshot]);
}

/**
 * @throws AppError `conflict` when somebody has changed one of them since, uses what would disappear, or has retired the
 * phase that it would go back to
 */
export async function undoTouchpoints(scope: Scope, { before }: UndoTouchpointsInput): Promise<void> {
  for (const { key, state } of before) {
    if (state === null && !(await whatUses(scope, { list: "touchpoints", key })).canDelete)
      throw new AppError("conflict", "usedMeanwhile");
  }
  const now = await placedNow(
    scope,
    before.map(({ key }) => key),
  );
  await refuseRetiredPhases(
    scope,
    before.flatMap(({ key, state }) => {
      const one = now.get(key);
      const comesBack = one?.retiredAt != null || one?.phaseId !== state?.phaseId;
      return state && state.retiredAt === null && comesBack ? [state.phaseId] : [];
    }),
  );
  await takeBack(scope, touchpoints, before);
  for (const { key } of before) await writeAudit(scope, "touchpoint.undo", key);
}

function holdName({ workspaceLocale }: Scope, names: EditTouchpointInput["names"], isNew: boolean): void {
  const name = names[workspaceLocale as Locale];
  if (name || (!isNew && name === undefined)) return;
  throw refuse({ [`names.${workspaceLocale}`]: "fillIn" });
}

const catalogues = {
  phaseId: "phase",
  channelId: "channel",
  departmentId: "department",
  productGroupId: "productGroup",
  momentOfTruthId: "momentOfTruth",
} as const;

type PlaceName = (column: string, id: unknown) => { field: string; name: string | null } | null;

/** The log says names, not inner numbers: it must be read when what it speaks of is gone. */
async function placeNames(scope: Scope): Promise<PlaceName> {
  const names = new Map<string, string>();
  for (const [column, catalogue] of Object.entries(catalogues)) {
    for (const { id, name } of await listCatalogue(scope, catalogue)) names.set(`${column} ${id}`, name);
  }
  const members = await scope.db.membership.findMany({
    where: { workspaceId: scope.workspaceId },
    select: { userId: true },
    take: 1_000,
  });
  for (const [id, { name }] of await peopleById(members.map(({ userId }) => userId)))
    names.set(`ownerUserId ${id}`, name);
  return (column, id) => {
    const field = column === "ownerUserId" ? "owner" : catalogues[column as keyof typeof catalogues];
    return field ? { field, name: names.get(`${column} ${id}`) ?? null } : null;
  };
}

function named(changes: Changed, nameOf: PlaceName): Changed {
  return Object.fromEntries(
    Object.entries(changes).map(([column, { from, to }]) => {
      const [before, after] = [nameOf(column, from), nameOf(column, to)];
      return before && after ? [before.field, { from: before.name, to: after.name }] : [column, { from, to }];
    }),
  );
}

/** The second of two editors is told who was first, and at each field what it says now. */
async function stale(scope: Scope, subject: string, since: number): Promise<AppError> {
  const who = await whoChanged(scope, { noun: "touchpoint", subject, since });
  if (!who?.name) return new AppError("conflict", "changedMeanwhile");
  const t = translator(isLocale(scope.locale) ? scope.locale : "en", "errors.reasons");
  const fields = Object.entries(who.changed)
    .filter(([field]) => shownInForm.has(field))
    .map(([field, { to }]) => [
      field === "name" ? `names.${scope.workspaceLocale}` : field,
      t("nowIs", { value: to === null ? "–" : String(to) }),
    ]);
  return new AppError("conflict", "changedMeanwhileBy", {
    values: { name: who.name },
    fields: Object.fromEntries(fields),
  });
}

const shownInForm = new Set(["name", "contactsPerMonth", "owner", ...Object.values(catalogues)]);

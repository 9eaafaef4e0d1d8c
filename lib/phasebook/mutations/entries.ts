import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors/app-error";

/** What taking a change back needs, as a form carries it. */
export type Undo = { before: string };

/** A row as it was before a change, with the version that the change left; `state` null: it was not there. */
export type Before<State> = { id: string; version: number; state: State | null };

export const undoOf = <State>(before: readonly Before<State>[]): Undo => ({ before: JSON.stringify(before) });

type Seen = { version?: number | null | undefined; anyway?: "yes" | null | undefined };

/** @throws AppError `conflict` naming who was first, unless the editor saves over it */
export async function refuseStale(
  scope: Scope,
  held: { id: string; version: number } | null,
  noun: string,
  { version, anyway }: Seen,
): Promise<void> {
  if (!held || anyway || held.version === (version ?? 0)) return;
  const who = await whoChanged(scope, { noun, subject: held.id, since: version ?? 0 });
  throw who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}

/** A row with its version, locked until the transaction ends. */
export type Held<State> = { id: string; version: number; state: State };
export type Saved = { id: string; version: number };

/** What an entry that people write needs to be held, saved and kept track of. */
export type EntryKind<State> = {
  /** Its name in the log. */
  noun: string;
  hold(scope: Scope, id: string): Promise<Held<State> | null>;
  /** Writes a new row at the end where there is no id, else that one. */
  put(scope: Scope, id: string | null, state: State): Promise<Saved>;
};

/** An entry that disappears from its page without being deleted, and of which an undo deletes what was only just made. */
export type LastingKind<State extends { retiredAt: string | null }> = EntryKind<State> & {
  /** Deletes it unless something hangs on it. */
  drop(scope: Scope, id: string): Promise<{ count: number }>;
};

/**
 * The entry that a form is about; null: a new one.
 * @throws AppError `notFound`; `conflict` when somebody else changed it since the form was opened
 */
export async function holdForEdit<State>(
  scope: Scope,
  kind: EntryKind<State>,
  input: Seen & { id?: string | null | undefined },
): Promise<Held<State> | null> {
  const held = input.id ? await kind.hold(scope, input.id) : null;
  if (input.id && !held) throw notFound();
  await refuseStale(scope, held, kind.noun, input);
  return held;
}

export async function saveEntry<State extends object>(
  scope: Scope,
  kind: EntryKind<State>,
  held: Held<State> | null,
  state: State,
): Promise<Undo> {
  const saved = await kind.put(scope, held?.id ?? null, state);
  const changed = changedFields(held?.state ?? null, state);
  await writeAudit(scope, `${kind.noun}.${held ? "change" : "create"}`, saved.id, {
    version: saved.version,
    changed,
  });
  return undoOf([{ ...saved, state: held?.state ?? null }]);
}

/** It disappears from its page; what hangs on it stays, and both come back together. */
export async function giveUpEntry<State extends { text: string | null; retiredAt: string | null }>(
  scope: Scope,
  kind: LastingKind<State>,
  id: string,
  deed: "remove" | "retire",
): Promise<Undo> {
  const held = await kind.hold(scope, id);
  if (!held) throw notFound();
  const saved = await kind.put(scope, id, { ...held.state, retiredAt: new Date().toISOString() });
  await writeAudit(scope, `${kind.noun}.${deed}`, id, { text: held.state.text });
  return undoOf([{ ...saved, state: held.state }]);
}

/** New entries as the catalogue has them, at the end of the page. */
export async function addEntries<State>(
  scope: Scope,
  kind: EntryKind<State>,
  states: readonly State[],
): Promise<Undo> {
  const made: Before<State>[] = [];
  for (const state of states) made.push({ ...(await kind.put(scope, null, state)), state: null });
  for (const { id, version } of made) await writeAudit(scope, `${kind.noun}.pick`, id, { version });
  return undoOf(made);
}

/** @throws AppError `conflict` when somebody has changed one of them since, or put something under it */
export async function undoEntries<State extends { retiredAt: string | null }>(
  scope: Scope,
  kind: LastingKind<State>,
  before: readonly Before<State>[],
): Promise<void> {
  for (const { id, version, state } of before) {
    const held = await kind.hold(scope, id);
    if (!held) throw notFound();
    if (held.version !== version) throw new AppError("conflict", "changedMeanwhile");
    if (state) await kind.put(scope, id, state);
    else if ((await kind.drop(scope, id)).count === 0) throw new AppError("conflict", "usedMeanwhile");
    await writeAudit(scope, `${kind.noun}.undo`, id);
  }
}

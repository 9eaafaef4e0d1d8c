import { whoChanged } from "@/lib/audit/queries/who-changed";
import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";

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

import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { settingsOf, whatIsFixed } from "../queries/read-settings";
import type { ChangeSettingsInput, UndoSettingsInput, WorkspaceSettings } from "../schema/settings";

type State = { name: string; timeZone: string; currency: string; settings: WorkspaceSettings };

/** @throws AppError `invalid` for a zone or currency that facts stand on, `conflict` when somebody was faster */
export async function changeSettings(
  scope: Scope,
  { version, anyway, name, timeZone, currency, ...settings }: ChangeSettingsInput,
): Promise<{ before: string }> {
  const before = await hold(scope);
  if (!anyway && before.settings.version !== version) throw await stale(scope, version);
  const next = settingsOf({ ...settings, version: before.settings.version + 1 }, scope.workspaceLocale);
  await put(scope, before, { name, timeZone, currency, settings: next }, "change");
  return { before: JSON.stringify({ ...before, version: next.version }) };
}

/** Puts the settings back. @throws AppError `conflict` when somebody has changed them since */
export async function undoSettings(
  scope: Scope,
  { before: { version, ...state } }: UndoSettingsInput,
): Promise<void> {
  const now = await hold(scope);
  if (now.settings.version !== version) throw new AppError("conflict", "changedMeanwhile");
  const settings = settingsOf({ ...state.settings, version: version + 1 }, scope.workspaceLocale);
  await put(scope, now, { ...state, settings }, "undo");
}

async function hold({ db, workspaceId, workspaceLocale }: Scope): Promise<State> {
  await db.$queryRaw`select 1 from workspace where "id" = ${workspaceId} for no key update`;
  const row = await db.workspace.findUnique({ where: { id: workspaceId } });
  if (!row) throw notFound();
  const { name, timeZone, currency } = row;
  return { name, timeZone, currency, settings: settingsOf(row.settings, workspaceLocale) };
}

async function put(scope: Scope, before: State, after: State, deed: string): Promise<void> {
  const fixed = await whatIsFixed(scope);
  const refused = {
    ...(fixed.timeZone && after.timeZone !== before.timeZone ? { timeZone: "timeZoneFixed" } : {}),
    ...(fixed.currency && after.currency !== before.currency ? { currency: "currencyFixed" } : {}),
  };
  if (Object.keys(refused).length > 0) throw refuse(refused);
  const { settings, ...facts } = after;
  await scope.db.workspace.update({ where: { id: scope.workspaceId }, data: { ...facts, settings } });
  const flat = ({ settings: { version: _, ...inner }, ...outer }: State) => ({ ...outer, ...inner });
  await writeAudit(scope, `workspace.${deed}`, scope.slug, {
    version: settings.version,
    changed: changedFields(flat(before), flat(after)),
  });
}

async function stale(scope: Scope, since: number): Promise<AppError> {
  const who = await whoChanged(scope, { noun: "workspace", subject: scope.slug, since });
  return who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}

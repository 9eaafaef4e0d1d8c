import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import { type Locale, locales } from "@/lib/language/locale";
import { storedSettings, type WorkspaceSettings } from "../schema/settings";

/** What the workspace has set, with the usual value for everything that it has not. Its own language comes first. */
export async function readSettings(scope: Scope): Promise<WorkspaceSettings> {
  const [row] = await scope.db.$queryRaw<{ settings: unknown }[]>(
    Prisma.sql`select "settings" from workspace where "id" = ${scope.workspaceId}`,
  );
  return settingsOf(row?.settings, scope.workspaceLocale);
}

export function settingsOf(stored: unknown, workspaceLocale: string): WorkspaceSettings {
  const settings = storedSettings.parse(stored ?? {});
  const own = locales.find((locale) => locale === workspaceLocale) ?? "en";
  const languages: Locale[] = [own, ...settings.languages.filter((locale) => locale !== own)];
  return { ...settings, languages };
}

export type SettingsPage = {
  name: string;
  slug: string;
  timeZone: string;
  /** The zone that all days are being moved to right now. */
  nextTimeZone: string | null;
  currency: string;
  locale: string;
  settings: WorkspaceSettings;
  /** What may no longer change, because facts stand on it. */
  fixed: Fixed;
};

export type Fixed = { timeZone: boolean; currency: boolean };

export async function loadSettings(scope: Scope): Promise<SettingsPage> {
  const workspace = await scope.db.workspace.findUnique({ where: { id: scope.workspaceId } });
  if (!workspace) throw notFound();
  const { name, slug, timeZone, nextTimeZone, currency, locale } = workspace;
  const settings = settingsOf(workspace.settings, scope.workspaceLocale);
  return { name, slug, timeZone, nextTimeZone, currency, locale, settings, fixed: await whatIsFixed(scope) };
}

/** Every fact keeps the local day on which it happened; every amount is in the currency of its time. */
export async function whatIsFixed({ db, workspaceId }: Scope): Promise<Fixed> {
  const any = (table: string, more = "") =>
    Prisma.raw(`exists (select 1 from "${table}" where "workspaceId" = ${workspaceId}${more})`);
  const [row] = await db.$queryRaw<Fixed[]>(Prisma.sql`
    select ${any("feedback")} or ${any("contact")} or ${any("order")} or ${any("phase_move")} as "timeZone",
      ${any("order")} or ${any("contract")} or ${any("product", ` and "priceMinor" is not null`)} as "currency"`);
  return row ?? { timeZone: false, currency: false };
}

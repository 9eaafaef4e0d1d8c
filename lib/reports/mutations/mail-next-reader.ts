import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { isLocale, type Locale } from "@/lib/language/locale";
import { log } from "@/lib/log/log";
import { canSendMail } from "@/lib/mail/send-mail";
import { addDays, type LocalDay, localDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { mailMonday } from "../mail";
import { loadFigures } from "../queries/load-report";

export const mondayMailJob = "monday-mail";

/**
 * Mails the next reader who has asked for the Monday mail and has none of today, in their language. Each mail is a step
 * of its own: whoever got one stays written down when a later one fails.
 */
export async function mailNextReader(scope: Scope): Promise<"done" | "again"> {
  if (!canSendMail()) return "done";
  const today = localDay(new Date(), scope.timeZone);
  const userId = await nextReader(scope, today);
  if (userId === null) return "done";
  const person = (await peopleById([userId])).get(userId);
  if (!person || person.deactivatedAt) return "again";
  const locale = localeOf(person.locale, scope.workspaceLocale);
  const period = fourWeeks(today);
  const figures = await loadFigures({ ...scope, locale }, period, today);
  try {
    await mailMonday({ ...person, locale }, { ...scope, period }, figures);
  } catch (error) {
    if (!isRefused(error)) throw error;
    log.warn({ err: error, workspace: scope.slug }, "the mail server refuses a reader of the Monday mail");
  }
  return "again";
}

/** The four weeks until Sunday. */
export function fourWeeks(today: LocalDay): Period {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const to = addDays(today, -weekday);
  return { from: addDays(to, -28), to };
}

async function nextReader({ db, workspaceId }: Scope, today: LocalDay): Promise<number | null> {
  const [next] = await db.$queryRaw<{ userId: number }[]>(Prisma.sql`
    update membership set "mondayMailedOn" = ${today}::date
    where "workspaceId" = ${workspaceId} and "userId" = (
      select "userId" from membership
      where "workspaceId" = ${workspaceId} and "mondayMail" and "deactivatedAt" is null
        and ("mondayMailedOn" is null or "mondayMailedOn" < ${today}::date)
      order by "userId" limit 1 for update skip locked)
    returning "userId"`);
  return next?.userId ?? null;
}

const localeOf = (own: string | null, workspaces: string): Locale =>
  [own, workspaces].find((one): one is Locale => one !== null && isLocale(one)) ?? "en";

/** This address will not be taken on the next try either; everything else (no connection, busy) is tried again. */
const isRefused = (error: unknown): boolean =>
  error instanceof Error && "responseCode" in error && Number(error.responseCode) >= 500;

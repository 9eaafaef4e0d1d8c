import type { AuditRow } from "@/lib/audit/queries/list-audit";
import { formatDay } from "@/lib/format/dates";
import type { Locale } from "@/lib/language/locale";

type Words = ((key: string, values?: Record<string, string>) => string) & { has: (key: string) => boolean };

export type ShownEntry = {
  id: string;
  at: Date;
  who: string;
  what: string;
  /** What it was done to, where a person can read its name: an id that only machines can read becomes a way there. */
  subject: { text: string; path?: string } | null;
  changes: string;
};

/** One line of the log in words; an action that nobody has named yet is shown as it was written. */
export function prepareEntry(row: AuditRow, t: Words, locale: Locale): ShownEntry {
  const [noun = "", deed = ""] = row.action.split(".");
  const what =
    t.has(`nouns.${noun}`) && t.has(`deeds.${deed}`)
      ? t("deed", { noun: t(`nouns.${noun}`), deed: t(`deeds.${deed}`) })
      : row.action;
  return {
    id: row.id,
    at: row.at,
    who: row.actor ?? (t.has(`actors.${row.actorKind}`) ? t(`actors.${row.actorKind}`) : row.actorKind),
    what,
    subject: subjectOf(noun, row.subject, t),
    changes: changesOf(row.detail, t, locale),
  };
}

function changesOf(detail: unknown, t: Words, locale: Locale): string {
  if (typeof detail !== "object" || detail === null) return "";
  const changed =
    "changed" in detail ? (detail.changed as Record<string, { from: unknown; to: unknown }>) : null;
  const parts = changed
    ? Object.entries(changed)
        .filter(([field]) => !hidden.has(field))
        .map(([field, { from, to }]) => `${nameOf(field, t)}: ${said(from, locale)} → ${said(to, locale)}`)
    : Object.entries(detail)
        .filter(([field]) => !hidden.has(field))
        .map(([field, value]) => `${nameOf(field, t)}: ${said(value, locale)}`);
  return parts.join("; ");
}

const pages: Record<string, (subject: string) => string> = {
  feedback: (id) => `/feedback/${id}`,
  measure: (id) => `/measures/${id}`,
  segment: (id) => `/segments/${id}`,
  plannedContact: (id) => `/contacts?open=${id}`,
  touchpoint: (key) => `/touchpoints/${encodeURIComponent(key)}`,
  persona: (key) => `/personas/${encodeURIComponent(key)}`,
};

function subjectOf(noun: string, subject: string | null, t: Words): ShownEntry["subject"] {
  if (!subject) return null;
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(subject);
  const path = pages[noun]?.(subject);
  if (path) return { text: isId ? t("open") : subject, path };
  // Its first half is the time: what tells two of them apart stands at the end.
  return { text: isId ? `…${subject.slice(-6)}` : subject };
}

/** Said by the deed itself, or of no use to a reader. */
const hidden = new Set(["key", "position", "retiredAt", "version"]);

const nameOf = (field: string, t: Words): string => (t.has(`fields.${field}`) ? t(`fields.${field}`) : field);

function said(value: unknown, locale: Locale): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "boolean") return value ? "✓" : "–";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return formatDay(value, locale);
  if (typeof value === "number") return new Intl.NumberFormat(locale).format(value);
  if (typeof value === "object")
    return Object.values(value)
      .map((one) => said(one, locale))
      .join(" / ");
  return String(value);
}

import type { AuditRow } from "@/lib/audit/queries/list-audit";
import type { ThingNames } from "@/lib/audit/queries/name-things";
import { formatDay } from "@/lib/format/dates";
import { formatNumber } from "@/lib/format/numbers";
import type { Locale } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";

export type ShownEntry = {
  id: string;
  at: Date;
  who: string;
  what: string;
  /** What it was done to, where a person can read its name: an id that only machines can read becomes a way there. */
  subject: { text: string; path?: string } | null;
  changes: string;
};

type Words = { t: ReturnType<typeof translator>; locale: Locale; names: ThingNames };

/** One line of the log in words; an action that nobody has named yet is shown as it was written. */
export function prepareEntry(row: AuditRow, locale: Locale, names: ThingNames = new Map()): ShownEntry {
  const t = translator(locale, "audit");
  const words = { t, locale, names };
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
    subject: subjectOf(noun, row.subject, words),
    changes: changesOf(noun, row.detail, words),
  };
}

function changesOf(noun: string, detail: unknown, words: Words): string {
  if (typeof detail !== "object" || detail === null) return "";
  const changed =
    "changed" in detail ? (detail.changed as Record<string, { from: unknown; to: unknown }>) : null;
  const parts = changed
    ? Object.entries(changed)
        .filter(([field]) => !hidden.has(field))
        .map(([field, { from, to }]) => {
          const [was, is] = [from, to].map((one) => saidOf(noun, field, one, words));
          return `${nameOf(field, words)}: ${was} → ${is}`;
        })
    : Object.entries(detail)
        .filter(([field]) => !hidden.has(field))
        .map(([field, value]) => `${nameOf(field, words)}: ${saidOf(noun, field, value, words)}`);
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

function subjectOf(noun: string, subject: string | null, { t, names }: Words): ShownEntry["subject"] {
  if (!subject) return null;
  const name = names.get(`${noun} ${subject}`);
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(subject);
  const path = pages[noun]?.(subject);
  if (path) return { text: name ?? (isId ? t("open") : subject), path };
  if (name) return { text: name };
  // Its first half is the time: what tells two of them apart stands at the end.
  return { text: isId ? `…${subject.slice(-6)}` : subject };
}

/** Said by the deed itself, or of no use to a reader. */
const hidden = new Set(["key", "position", "retiredAt", "version"]);

const nameOf = (field: string, { t }: Words): string =>
  t.has(`fields.${field}`) ? t(`fields.${field}`) : field;

/** Where the words for what a field says stand; one field may say other things of other nouns. */
const valueWords: Record<string, string> = {
  "touchpoint.state": "touchpoints.states",
  "measure.state": "measures.states",
  "weakPoint.state": "findings.states",
  "need.kind": "needs.kinds",
  "informationOffer.kind": "buying.kinds",
  "member.role": "roles",
  "member.from": "roles",
  "member.to": "roles",
  "workspace.churnRule": "settings.churnRules",
  "workspace.defaultPeriod": "overview.presets",
  "view.page": "sharing.pages",
  "shareLink.page": "sharing.pages",
  "plannedContact.repeats": "plannedContacts.repetitions",
  "expectation.metric": "feedback.metrics",
  "brandRating.by": "brand.raters",
};

function saidOf(noun: string, field: string, value: unknown, { locale, names }: Words): string {
  if (typeof value === "string") {
    const place = valueWords[`${noun}.${field}`];
    const key = place && `${place}.${value || "overview"}`;
    const all = translator(locale);
    if (key && all.has(key)) return all(key);
    const name = names.get(`${field} ${value}`);
    if (name) return name;
  }
  return said(value, locale);
}

function said(value: unknown, locale: Locale): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "boolean") return value ? "✓" : "–";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return formatDay(value, locale);
  if (typeof value === "number") return formatNumber(value, locale, 10);
  if (typeof value === "object")
    return Object.values(value)
      .map((one) => said(one, locale))
      .join(" / ");
  return String(value);
}

import { getTranslations } from "next-intl/server";
import { prepareEntry } from "@/components/audit/prepare-entry";
import { Section } from "@/components/ui/section";
import type { AuditRow } from "@/lib/audit/queries/list-audit";
import type { PageContext } from "@/lib/doors/define-page";
import { formatInstant } from "@/lib/format/dates";
import { translator } from "@/lib/language/translator";

/** Who changed what about it, and when: how far the work on it has come, and in whose hands it was. */
export async function TouchpointHistory({ history, page }: { history: AuditRow[]; page: PageContext }) {
  const t = await getTranslations("inventory.detail");
  const words = translator(page.locale, "audit");
  return (
    <Section title={t("history")}>
      {history.length === 0 ? (
        <p className="text-muted">{t("noHistory")}</p>
      ) : (
        <ul>
          {history
            .map((row) => prepareEntry(row, words, page.locale))
            .map(({ id, at, who, what, changes }) => (
              <li key={id} className="border-b border-separator py-2 last:border-0">
                <p className="break-words">{changes || what}</p>
                <p className="text-xs text-muted">
                  {who}, {formatInstant(at, page.locale, page.timeZone)}
                </p>
              </li>
            ))}
        </ul>
      )}
    </Section>
  );
}

import { getTranslations } from "next-intl/server";
import { prepareEntry } from "@/components/audit/prepare-entry";
import { Section } from "@/components/ui/section";
import type { SubjectHistory } from "@/lib/audit/queries/subject-history";
import type { PageContext } from "@/lib/doors/define-page";
import { formatInstant } from "@/lib/format/dates";

/** Who changed what about it, and when: how far the work on it has come, and in whose hands it was. */
export async function TouchpointHistory({ history, page }: { history: SubjectHistory; page: PageContext }) {
  const t = await getTranslations("inventory.detail");
  return (
    <Section title={t("history")}>
      {history.rows.length === 0 ? (
        <p className="text-muted">{t("noHistory")}</p>
      ) : (
        <ul>
          {history.rows
            .map((row) => prepareEntry(row, page.locale, history.names))
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

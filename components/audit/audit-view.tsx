import { FileClock } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { PaginationLinks } from "@/components/ui/pagination-links";
import type { AuditPage } from "@/lib/audit/queries/list-audit";
import type { AuditInput } from "@/lib/audit/schema";
import type { PageContext } from "@/lib/doors/define-page";
import { formatInstant } from "@/lib/format/dates";
import { translator } from "@/lib/language/translator";
import { prepareEntry } from "./prepare-entry";

type AuditViewProps = { data: AuditPage; input: AuditInput; page: PageContext };

/** Who did what, newest first. Nobody can change or delete a line. */
export async function AuditView({ data, input, page }: AuditViewProps) {
  const t = await getTranslations("audit");
  const words = translator(page.locale, "audit");
  const entries = data.rows.map((row) => prepareEntry(row, page.locale, data.names));
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <FilterBar
        filters={[
          {
            name: "noun",
            label: t("what"),
            kind: "multi",
            options: data.nouns.map((noun) => ({
              value: noun,
              label: words.has(`nouns.${noun}`) ? words(`nouns.${noun}`) : noun,
            })),
            value: input.noun ?? [],
          },
          {
            name: "person",
            label: t("who"),
            kind: "multi",
            options: data.people.map(({ key, name }) => ({ value: key, label: name })),
            value: input.person ?? [],
          },
        ]}
      >
        <ExportMenu href={`/w/${page.workspace}/admin/audit/export`} />
      </FilterBar>
      <DataTable
        caption={t("title")}
        empty={
          <EmptyState
            icon={FileClock}
            title={t("empty")}
            actions={<ButtonLink href="?">{t("all")}</ButtonLink>}
          />
        }
        columns={[
          { key: "when", label: t("when"), width: "11rem" },
          { key: "who", label: t("who"), phone: "line", width: "12rem" },
          { key: "what", label: t("what"), phone: "column", width: "14rem" },
          { key: "subject", label: t("subject"), phone: "line", width: "14rem" },
          { key: "changes", label: t("changes") },
        ]}
        rows={entries.map((entry) => ({
          key: entry.id,
          cells: {
            when: <span className="font-normal">{formatInstant(entry.at, page.locale, page.timeZone)}</span>,
            who: entry.who,
            what: entry.what,
            subject: entry.subject?.path ? (
              <Link href={`/w/${page.workspace}${entry.subject.path}`}>{entry.subject.text}</Link>
            ) : (
              entry.subject?.text
            ),
            changes: <span className="line-clamp-3 break-words text-muted">{entry.changes}</span>,
          },
        }))}
      />
      <PaginationLinks
        shown={t("shown", { count: entries.length })}
        {...(input.after ? { firstHref: address(input, undefined) } : {})}
        {...(data.nextCursor ? { nextHref: address(input, data.nextCursor) } : {})}
      />
    </>
  );
}

function address(input: AuditInput, after: string | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...input, after })) {
    for (const one of [value ?? []].flat()) search.append(name, one);
  }
  return search.size > 0 ? `?${search}` : "?";
}

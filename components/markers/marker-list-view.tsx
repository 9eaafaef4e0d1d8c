import { Flag } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { NewKey } from "@/components/ui/new-key";
import { PaginationLinks } from "@/components/ui/pagination-links";
import type { PageContext } from "@/lib/doors/define-page";
import { safePath } from "@/lib/doors/safe-path";
import { formatDay } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { type MarkerRow, type MarkerRows, markersPerPage } from "@/lib/markers/queries/list-rows";
import type { MarkerRowsInput } from "@/lib/markers/schema/admin";
import { MarkerDrawer } from "./marker-drawer";

type MarkerListViewProps = { data: MarkerRows; input: MarkerRowsInput; page: PageContext };

/** The flags that stand on trends: what happened on a day. */
export async function MarkerListView({ data, input, page }: MarkerListViewProps) {
  const t = await getTranslations("markers");
  const here = `/w/${page.workspace}/admin/markers`;
  const open = (id: string) => `${here}?open=${id}`;
  const first = (input.page - 1) * markersPerPage;
  const aboutOf = (row: MarkerRow) =>
    (["touchpoint", "phase", "segment"] as const)
      .flatMap((kind) => data.choices[kind].find(({ key }) => key === row[kind])?.name ?? [])
      .join(", ") || t("everything");
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <ExportMenu href={`${here}/export`} />
            <ButtonLink href={open("new")} variant="primary" scroll={false}>
              {t("new")}
            </ButtonLink>
          </>
        }
      />
      <NewKey href={open("new")} label={t("new")} />
      <DataTable
        caption={t("title")}
        empty={
          <EmptyState
            icon={Flag}
            title={t("empty.title")}
            text={t("empty.text")}
            actions={<ButtonLink href={open("new")}>{t("new")}</ButtonLink>}
          />
        }
        columns={[
          { key: "title", label: t("name") },
          { key: "on", label: t("on"), phone: "line", width: "10rem" },
          { key: "about", label: t("about"), phone: "line", width: "18rem" },
        ]}
        rows={data.rows.map((row) => ({
          key: row.id,
          href: open(row.id),
          cells: { title: row.title, on: formatDay(row.on, page.locale), about: aboutOf(row) },
        }))}
      />
      {data.total > 0 ? (
        <PaginationLinks
          shown={t("shown", {
            shown: formatCount(data.rows.length, page.locale),
            total: formatCount(data.total, page.locale),
          })}
          {...(input.page > 1 ? { firstHref: here } : {})}
          {...(first + data.rows.length < data.total ? { nextHref: `${here}?page=${input.page + 1}` } : {})}
        />
      ) : null}
      {data.opened || input.open === "new" ? (
        <MarkerDrawer
          key={data.opened ? `${data.opened.id} ${data.opened.version}` : "new"}
          marker={data.opened}
          choices={data.choices}
          languages={data.languages}
          workspace={page.workspace}
          closeHref={safePath(input.back, here)}
          begin={{ on: input.on, touchpoint: input.touchpoint }}
        />
      ) : null}
    </>
  );
}

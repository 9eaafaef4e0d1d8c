import { ListTree } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { NewKey } from "@/components/ui/new-key";
import { Section } from "@/components/ui/section";
import { TabsLinks } from "@/components/ui/tabs-links";
import type { EntryList, EntryRow } from "@/lib/catalogue/queries/list-entries";
import { canRetireEntry } from "@/lib/catalogue/rules";
import { catalogueLists, type ListInput } from "@/lib/catalogue/schema/admin";
import type { PageContext } from "@/lib/doors/define-page";
import { EntryDrawer } from "./entry-drawer";
import { EntrySorter } from "./entry-sorter";

type EntryListViewProps = { data: EntryList; input: ListInput; page: PageContext };
type Group = { key: string; title: string | null; parent: EntryRow | null; entries: EntryRow[] };

/** One list of what things are sorted into; the phases of the lifecycle stand under the three that they belong to. */
export async function EntryListView({ data, input, page }: EntryListViewProps) {
  const t = await getTranslations("catalogue");
  const { list } = data;
  const here = `/w/${page.workspace}/admin/lists/${list}`;
  const open = (key: string) => `${here}?open=${encodeURIComponent(key)}`;
  const shown = data.entries.filter(({ isRetired }) => !isRetired);
  const retired = data.entries.filter(
    ({ isRetired, key }) => isRetired && (input.retired || key === input.open),
  );
  const opened = data.entries.find(({ key }) => key === input.open) ?? null;
  const parents = shown.filter(({ parent }) => parent === null);
  return (
    <>
      <PageHeader
        title={t(`titles.${list}`)}
        lead={t(`leads.${list}`)}
        actions={
          <>
            <ExportMenu href={`${here}/export`} />
            <ButtonLink href={open("new")} variant="primary">
              {t(`new.${list}`)}
            </ButtonLink>
          </>
        }
      />
      <NewKey href={open("new")} label={t(`new.${list}`)} />
      {list === "phases" ? null : (
        <TabsLinks
          label={t("lists")}
          tabs={catalogueLists
            .filter((one) => one !== "phases")
            .map((one) => ({
              label: t(`titles.${one}`),
              href: `/w/${page.workspace}/admin/lists/${one}`,
              isCurrent: one === list,
            }))}
        />
      )}
      {shown.length === 0 ? (
        <EmptyState
          icon={ListTree}
          title={t(`empty.${list}`)}
          actions={<ButtonLink href={open("new")}>{t(`new.${list}`)}</ButtonLink>}
        />
      ) : null}
      {groupsOf(list, shown, parents).map((group) =>
        group.parent ? (
          <Section
            key={group.key}
            title={group.parent.name}
            actions={
              <ButtonLink href={open(group.parent.key)} size="sm" variant="ghost" scroll={false}>
                {t("rename")}
              </ButtonLink>
            }
          >
            {sorter(group)}
          </Section>
        ) : (
          sorter(group)
        ),
      )}
      {retired.length > 0 ? (
        <Section title={t("retiredTitle")} lead={t("retiredLead")}>
          <ul>
            {retired.map((entry) => (
              <li
                key={entry.key}
                className="flex min-h-11 items-center gap-3 border-b border-separator last:border-0"
              >
                <ButtonLink href={open(entry.key)} variant="ghost" size="sm" scroll={false}>
                  {entry.name}
                </ButtonLink>
                <Badge>{t("retired")}</Badge>
              </li>
            ))}
          </ul>
        </Section>
      ) : data.retired > 0 ? (
        <p className="mt-6">
          <ButtonLink href={`${here}?retired=true`} variant="ghost" size="sm" scroll={false}>
            {t("showRetired", { count: data.retired })}
          </ButtonLink>
        </p>
      ) : null}
      {opened || input.open === "new" ? (
        <EntryDrawer
          list={list}
          entry={opened}
          parents={parents.map(({ key, name }) => ({ value: key, label: name }))}
          languages={data.languages}
          workspace={page.workspace}
          closeHref={here}
          canRetire={opened !== null && canRetireEntry(list, opened.key)}
        />
      ) : null}
    </>
  );

  function sorter(group: Group) {
    return (
      <EntrySorter
        key={group.key}
        list={list}
        label={group.title ?? t(`titles.${list}`)}
        workspace={page.workspace}
        items={group.entries.map((entry) => ({
          key: entry.key,
          name: entry.name,
          href: open(entry.key),
          content: (
            <div className="flex items-center gap-x-4">
              <span className="min-w-0 flex-1">
                <span className="font-medium">{entry.name}</span>
                {entry.headName ? (
                  <span className="block text-muted sm:ms-2 sm:inline">{entry.headName}</span>
                ) : null}
              </span>
              <span className="figures shrink-0 text-xs text-muted">
                {t("touchpoints", { count: entry.touchpoints })}
              </span>
            </div>
          ),
        }))}
      />
    );
  }
}

function groupsOf(list: string, shown: EntryRow[], parents: EntryRow[]): Group[] {
  if (shown.length === 0) return [];
  if (list !== "phases") return [{ key: list, title: null, parent: null, entries: shown }];
  return parents.map((parent) => ({
    key: parent.key,
    title: parent.name,
    parent,
    entries: shown.filter((entry) => entry.parent === parent.key),
  }));
}

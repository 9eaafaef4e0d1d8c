import { Handshake } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { IntervalBar } from "@/components/charts/interval-bar";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { ChoiceLinks } from "@/components/ui/choice-links";
import { DataTable, type Row } from "@/components/ui/data-table";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import type { Filter } from "@/components/ui/filter-address";
import { FilterBar } from "@/components/ui/filter-bar";
import { NewKey } from "@/components/ui/new-key";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import type { PromiseRows } from "@/lib/promises/queries/list-promises";
import type { PromisesInput } from "@/lib/promises/schema";
import { searchOf } from "../dashboards/filter-search";
import { ExpectationTabs } from "../expectations/expectation-tabs";
import {
  type PromiseLine,
  type PromiseWords,
  prepareCounts,
  preparePromise,
  promisesSentence,
} from "./prepare-promises";
import { PromiseDrawer } from "./promise-drawer";

type PromisesViewProps = { data: PromiseRows; input: PromisesInput; page: PageContext };

/** What was promised where, and how often it was kept; never in one column with what customers expect. */
export async function PromisesView({ data, input, page }: PromisesViewProps) {
  const t = await getTranslations("promises");
  const { locale, workspace } = page;
  const overview = translator(locale, "overview");
  const words: PromiseWords = { t: translator(locale, "promises"), overview, locale };
  const mayEdit = page.can("expectations:write");
  const { open: _, ...filter } = input;
  const here = `/w/${workspace}/expectations/promises${searchOf(filter)}`;
  const open = (id: string) => searchOf({ ...filter, open: id });
  const isRetired = input.retired === "yes";
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={isRetired ? t("retiredLead") : promisesSentence(data.rows, words)}
        actions={
          <>
            <DefinitionPopover title={t("title")} paragraphs={[t("how.share"), t("how.change")]} />
            {mayEdit ? (
              <ButtonLink href={open("new")} variant="primary" scroll={false}>
                {t("new")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {mayEdit ? <NewKey href={open("new")} label={t("new")} /> : null}
      <ExpectationTabs
        current="promises"
        workspace={workspace}
        kept={{ touchpoint: input.touchpoint, segment: input.segment }}
      />
      <FilterBar filters={filtersOf(data, input, { touchpoint: t("touchpoint"), segment: t("segment") })}>
        <ChoiceLinks
          label={t("which")}
          choices={[false, true].map((retired) => ({
            label: t(retired ? "retiredOnes" : "valid"),
            href: searchOf({ ...filter, retired: retired ? "yes" : undefined }),
            isCurrent: retired === isRetired,
          }))}
        />
        <ExportMenu href={`/w/${workspace}/expectations/promises/export`} />
      </FilterBar>
      <DataTable
        caption={t("title")}
        empty={<EmptyState icon={Handshake} title={t("empty.title")} text={t("empty.text")} />}
        columns={[
          { key: "text", label: t("text") },
          { key: "touchpoint", label: t("touchpoint"), phone: "line", width: "15rem" },
          { key: "share", label: t("share"), isNumeric: true, phone: "column" },
          { key: "bar", label: t("bar"), isLabelHidden: true, width: "14%" },
          { key: "range", label: t("range"), isNumeric: true, phone: "line" },
          { key: "counted", label: t("cases"), isNumeric: true, phone: "block" },
          { key: "change", label: t("change"), phone: "block" },
        ]}
        rows={data.rows.map((row) => tableRow(preparePromise(row, words), open(row.id)))}
      />
      {data.opened || (input.open === "new" && mayEdit) ? (
        <PromiseDrawer
          key={data.opened ? `${data.opened.id} ${data.opened.version}` : "new"}
          promise={data.opened}
          counts={data.opened ? prepareCounts(data.opened, words) : []}
          choices={data.choices}
          languages={data.languages}
          workspace={workspace}
          closeHref={here}
          mayEdit={mayEdit}
        />
      ) : null}
    </>
  );
}

function tableRow(line: PromiseLine, href: string): Row {
  const second = (text: string) => <span className="block text-xs font-normal text-muted">{text}</span>;
  return {
    key: line.id,
    href,
    isPale: line.isUncounted,
    cells: {
      text: (
        <>
          {line.text}
          {second(line.detail)}
        </>
      ),
      touchpoint: line.touchpoint,
      share: <span className="font-semibold">{line.share}</span>,
      bar: line.mark ? <IntervalBar {...line.mark} /> : null,
      range: line.range,
      counted: (
        <>
          {line.counted}
          {second(line.period)}
        </>
      ),
      change: line.change ? (
        <span className="inline-flex flex-wrap items-center gap-2 sm:flex-nowrap">
          <VerdictChip {...line.change.verdict} />
          <span className="figures text-muted">{line.change.text}</span>
        </span>
      ) : null,
    },
  };
}

function filtersOf(
  { choices }: PromiseRows,
  input: PromisesInput,
  labels: Record<"touchpoint" | "segment", string>,
): Filter[] {
  return (["touchpoint", "segment"] as const).map((name) => ({
    name,
    label: labels[name],
    kind: "select" as const,
    options: choices[name].map(({ key, name: label, group }) => ({
      value: key,
      label,
      ...(group ? { group } : {}),
    })),
    value: input[name] ? [input[name]] : [],
  }));
}

import { Sparkles } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Dotted } from "@/components/ui/dotted";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { VerdictChip } from "@/components/ui/verdict-chip";
import { ViewsMenu } from "@/components/views/views-menu";
import type { PageContext } from "@/lib/doors/define-page";
import { formatPeriod } from "@/lib/format/dates";
import type { MomentsData } from "@/lib/inventory/queries/load-moments";
import type { MomentsInput } from "@/lib/inventory/schema";
import { translator } from "@/lib/language/translator";
import { touchpointAddress } from "./inventory-address";
import { InventoryTabs } from "./inventory-tabs";
import { prepareMomentFilters } from "./prepare-inventory";
import { type MomentLine, prepareMoment } from "./prepare-moments";

type MomentsViewProps = { data: MomentsData; input: MomentsInput; page: PageContext };

/** Moments of truth: what happened to those customers afterwards, held against those without them. */
export async function MomentsView({ data, input, page }: MomentsViewProps) {
  const t = await getTranslations("inventory.moments");
  const words = { t: translator(page.locale, "inventory"), locale: page.locale };
  const { workspace } = page;
  const isAskable = page.can("customers:read");
  const moments = data.moments.map((moment) => ({
    moment,
    prepared: prepareMoment(moment, data, input.segment, workspace, words),
  }));
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { period: formatPeriod(data.period, page.locale) })}
        actions={
          <>
            <DefinitionPopover
              title={t("how.title")}
              paragraphs={[t("how.event"), t("how.without"), t("how.handled"), t("how.range")]}
              parameters={[
                { label: t("how.period"), value: formatPeriod(data.period, page.locale) },
                {
                  label: t("how.rule"),
                  value:
                    data.rule.rule === "contract"
                      ? t("how.contract")
                      : t("how.inactivity", { days: data.rule.inactivityDays }),
                },
              ]}
            />
            {page.can("catalogue:manage") ? (
              <ButtonLink href={`/w/${workspace}/admin/lists/moments-of-truth`}>{t("setUp")}</ButtonLink>
            ) : null}
          </>
        }
      />
      <InventoryTabs current="moments" workspace={workspace} />
      <FilterBar filters={prepareMomentFilters(data, input, words, translator(page.locale, "overview"))}>
        <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
      </FilterBar>
      {moments.length === 0 ? (
        <EmptyState icon={Sparkles} title={t("empty.title")} text={t("empty.text")} />
      ) : null}
      {moments.map(({ moment, prepared }) => (
        <Section
          key={prepared.key}
          title={prepared.name}
          lead={
            <>
              <p>{prepared.sentence}</p>
              {moment.touchpoints.length > 0 ? (
                <p className="mt-1 text-xs">
                  <Dotted
                    parts={moment.touchpoints.map(({ key, name }) => ({
                      key,
                      content: (
                        <Link href={touchpointAddress(workspace, key)} className="text-link">
                          {name}
                        </Link>
                      ),
                    }))}
                  />
                </p>
              ) : null}
            </>
          }
        >
          {prepared.lines.length > 0 ? (
            <>
              <DataTable
                caption={prepared.name}
                columns={[
                  { key: "way", label: t("columns.way"), width: "24%" },
                  { key: "customers", label: t("columns.customers"), isNumeric: true, phone: "line" },
                  { key: "lost", label: t("columns.lost"), isNumeric: true, phone: "column" },
                  { key: "difference", label: t("columns.difference"), phone: "line" },
                  { key: "again", label: t("columns.again"), isNumeric: true },
                ]}
                rows={prepared.lines.map((line) => rowOf(line, isAskable))}
              />
              {prepared.mix ? <p className="mt-2 text-xs text-muted">{prepared.mix}</p> : null}
            </>
          ) : null}
        </Section>
      ))}
    </>
  );
}

function rowOf(line: MomentLine, isAskable: boolean) {
  const people = (href: string, text: string) =>
    isAskable ? (
      <Link href={href} className="text-link">
        {text}
      </Link>
    ) : (
      text
    );
  const share = ({ value, count, range, href }: MomentLine["lost"]) => (
    <span>
      <span className="font-semibold">{value}</span>
      <span className="block text-xs whitespace-nowrap text-muted">
        {people(href, count)}
        {range ? ` · ${range}` : ""}
      </span>
    </span>
  );
  return {
    key: line.key,
    cells: {
      way: line.name,
      customers: people(line.customers.href, line.customers.text),
      lost: share(line.lost),
      again: share(line.again),
      difference: line.difference ? (
        <span className="inline-flex flex-wrap items-center gap-2 sm:flex-nowrap">
          <VerdictChip {...line.difference.verdict} />
          <span className="figures text-muted">{line.difference.text}</span>
        </span>
      ) : null,
    },
  };
}

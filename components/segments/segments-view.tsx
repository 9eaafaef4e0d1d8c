import { Layers, Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import { formatCount, formatShare } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import type { SegmentLine, SegmentsData } from "@/lib/segments/queries/load-segments";
import { type RuleWords, ruleInOneLine } from "./rule-words";

export async function SegmentsView({ data, page }: { data: SegmentsData; page: PageContext }) {
  const t = await getTranslations("segments");
  const { locale, currency } = page;
  const words: RuleWords = { t: translator(locale, "segments"), locale, currency, names: data.names };
  const inUse = data.segments.filter(({ retired }) => !retired);
  const retired = data.segments.filter((one) => one.retired);
  const asFile =
    data.segments.length > 0 ? <ExportMenu href={`/w/${page.workspace}/segments/export`} /> : null;
  const add = page.can("segments:write") ? (
    <ButtonLink href={`/w/${page.workspace}/segments/new`} variant="primary">
      <Plus aria-hidden="true" />
      {t("new")}
    </ButtonLink>
  ) : null;
  const columns: Column[] = [
    { key: "name", label: t("name"), width: "16rem" },
    { key: "rule", label: t("rule"), phone: "line" },
    { key: "members", label: t("members"), isNumeric: true, phone: "column", width: "8rem" },
    { key: "share", label: t("share"), isNumeric: true, width: "7rem" },
  ];
  const rowOf = (one: SegmentLine) => ({
    key: one.id,
    href: `/w/${page.workspace}/segments/${one.id}`,
    cells: {
      name: (
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
          {one.name}
          {one.leading ? <Badge>{t("leading")}</Badge> : null}
        </span>
      ),
      rule: one.problem ? (
        <span className="text-bad-text">{one.problem}</span>
      ) : one.rule ? (
        <span className="line-clamp-2">{ruleInOneLine(one.rule, words)}</span>
      ) : (
        <span className="text-muted">{t("noRule")}</span>
      ),
      members: one.members === null ? "–" : formatCount(one.members, locale),
      share:
        one.members === null || data.customers === 0
          ? "–"
          : formatShare(one.members / data.customers, locale),
    },
  });
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { n: inUse.length, customers: formatCount(data.customers, locale) })}
        actions={
          <>
            {asFile}
            {add}
          </>
        }
      />
      {data.overlap ? (
        <p className="mb-4 text-muted">
          {data.overlap.inSeveral === 0
            ? t("overlap.disjoint", { none: formatCount(data.overlap.inNone, locale) })
            : t("overlap.several", {
                n: data.overlap.inSeveral,
                several: formatCount(data.overlap.inSeveral, locale),
                none: formatCount(data.overlap.inNone, locale),
              })}
        </p>
      ) : null}
      <DataTable
        caption={t("title")}
        columns={columns}
        rows={inUse.map(rowOf)}
        empty={<EmptyState icon={Layers} title={t("empty.title")} text={t("empty.text")} actions={add} />}
      />
      {retired.length > 0 ? (
        <Section title={t("retired")} lead={t("retiredLead")}>
          <DataTable caption={t("retired")} columns={columns} rows={retired.map(rowOf)} />
        </Section>
      ) : null}
    </>
  );
}

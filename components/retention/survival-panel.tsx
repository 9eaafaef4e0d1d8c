import { getTranslations } from "next-intl/server";
import { CopyPicture } from "@/components/charts/copy-picture";
import { SurvivalCurve } from "@/components/charts/survival-curve";
import { DataTable } from "@/components/ui/data-table";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Section } from "@/components/ui/section";
import type { SurvivalData } from "@/lib/dashboards/queries/survival-content";
import { formatDay } from "@/lib/format/dates";
import { formatBounds, formatCount, formatRange, formatShare } from "@/lib/format/numbers";
import type { PanelProps } from "./churn-panel";
import { customerPictureLines } from "./picture-lines";
import { gridShares, lineOf, SurvivalGroups } from "./survival-groups";

/** Two years of months are read at a glance; of more, one for each year is enough at first. */
const shownSteps = 24;

/** The last step of each year. */
const yearly = <Step extends { t: number }>(steps: readonly Step[]): Step[] =>
  steps.filter(({ t }, index) => {
    const next = steps[index + 1];
    return next === undefined || Math.ceil(next.t / 12) > Math.ceil(t / 12);
  });

export async function SurvivalPanel({ content, addressOf, data, words }: PanelProps<SurvivalData>) {
  const t = await getTranslations("retention.survival");
  const { all, plans, segments, asOf } = content;
  const { locale } = words;
  const months = Math.max(1, all.lastTime ?? 1);
  const whole = { to: asOf };
  const { segment: filtered } = data.filter;
  const nameOfSegment = (key: string | null) =>
    data.segments.find((one) => one.key === key)?.name ?? key ?? t("noSegment");
  // A list shows the members of segments, and not those who are in two of them at once.
  const isListed = (key: string | null) => key !== null && (filtered?.includes(key) ?? true);
  const isLong = all.steps.length > shownSteps;
  // Who left is said of a month; a row that stands for a year has nobody to lead to.
  const tableOf = (steps: typeof all.steps, caption: string, isEachMonth = true) => (
    <DataTable
      caption={`${t("title")} ${caption}`}
      columns={[
        { key: "months", label: t("table.months") },
        { key: "atRisk", label: t("table.atRisk"), isNumeric: true },
        ...(isEachMonth
          ? [{ key: "left", label: t("table.left"), isNumeric: true, phone: "column" as const }]
          : []),
        { key: "share", label: t("table.share"), isNumeric: true, phone: "column" },
        { key: "range", label: t("table.range"), isNumeric: true, phone: "line" },
      ]}
      rows={steps.map(({ t: month, atRisk, events, survival, interval }) => {
        const bounds = interval && formatBounds("retention", interval, locale);
        return {
          key: String(month),
          ...(isEachMonth ? { href: addressOf("left", whole, { "set.age": month }) } : {}),
          cells: {
            months: t("table.after", { months: month }),
            atRisk: formatCount(atRisk, locale),
            left: formatCount(events, locale),
            share: formatShare(survival, locale),
            range: bounds ? formatRange(bounds.low, bounds.high) : "–",
          },
        };
      })}
    />
  );
  return (
    <>
      <Section
        title={t("title")}
        lead={t("lead", {
          n: all.n,
          shown: formatCount(all.n, locale),
          left: formatCount(all.events, locale),
          asOf: formatDay(asOf, locale),
        })}
        actions={
          <>
            <DefinitionPopover
              title={t("title")}
              paragraphs={[t("how")]}
              parameters={[{ label: t("asOf"), value: formatDay(asOf, locale) }]}
            />
            <CopyPicture title={t("title")} lines={customerPictureLines(data, all.n, words)} />
          </>
        }
      >
        <SurvivalCurve
          caption={t("title")}
          axis={t("axis")}
          months={months}
          lines={[{ key: "all", label: t("all"), ...lineOf(all) }]}
          shares={gridShares(locale)}
        />
      </Section>
      <SurvivalGroups
        by="segments"
        survival={segments}
        months={months}
        nameOf={nameOfSegment}
        hrefOf={(key) => (isListed(key) ? addressOf("stays", whole, { "set.segment": [key ?? ""] }) : null)}
        words={words}
      />
      <SurvivalGroups
        by="plans"
        survival={plans}
        months={months}
        nameOf={(key) => key ?? t("noPlan")}
        hrefOf={(key) => (key === null ? null : addressOf("stays", whole, { "set.plan": [key] }))}
        words={words}
      />
      <Section title={t("table.title")} lead={t(isLong ? "table.yearly" : "table.lead")}>
        {tableOf(isLong ? yearly(all.steps) : all.steps, t("table.title"), !isLong)}
        {isLong ? (
          <details className="mt-4">
            <summary className="cursor-pointer text-muted hover:text-foreground">
              {t("table.every", { count: all.steps.length })}
            </summary>
            <div className="mt-3">{tableOf(all.steps, t("table.everyTitle"))}</div>
          </details>
        ) : null}
      </Section>
    </>
  );
}

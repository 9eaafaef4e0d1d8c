import { getTranslations } from "next-intl/server";
import { CopyPicture } from "@/components/charts/copy-picture";
import { SurvivalCurve } from "@/components/charts/survival-curve";
import { DataTable } from "@/components/ui/data-table";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Section } from "@/components/ui/section";
import type { SurvivalData } from "@/lib/dashboards/queries/load-retention";
import { formatDay } from "@/lib/format/dates";
import { formatBounds, formatCount, formatRange, formatShare } from "@/lib/format/numbers";
import type { SurvivalCurve as Curve } from "@/lib/metrics/survival";
import type { PanelProps } from "./churn-panel";
import { customerPictureLines } from "./picture-lines";

/** At most five lines can be told apart; the rest stand in the table. */
const mostLines = 4;

export async function SurvivalPanel({ content, addressOf, data, words }: PanelProps<SurvivalData>) {
  const t = await getTranslations("retention.survival");
  const { all, groups, logRank, asOf } = content;
  const { locale } = words;
  const byName = (key: string | null) => key ?? t("noPlan");
  const shown = [...groups].sort((a, b) => b.curve.n - a.curve.n).slice(0, mostLines);
  const lines = [
    { key: "all", label: t("all"), curve: all },
    ...shown.map(({ key, curve }) => ({ key: `plan ${key}`, label: byName(key), curve })),
  ];
  const months = Math.max(1, all.lastTime ?? 1);
  const whole = { to: asOf };
  return (
    <>
      <Section
        title={t("title")}
        lead={t("lead", {
          n: all.n,
          shown: formatCount(all.n, locale),
          left: formatCount(all.events, locale),
        })}
        actions={
          <>
            <DefinitionPopover
              title={t("title")}
              paragraphs={[t("how")]}
              parameters={[
                { label: t("asOf"), value: formatDay(asOf, locale) },
                ...(logRank
                  ? [
                      {
                        label: "χ²",
                        value: `${logRank.chiSquare.toFixed(1)}, p ${logRank.p < 0.001 ? "< 0.001" : logRank.p.toFixed(3)}`,
                      },
                    ]
                  : []),
              ]}
            />
            <CopyPicture title={t("title")} lines={customerPictureLines(data, all.n, words)} />
          </>
        }
      >
        <SurvivalCurve
          caption={t("title")}
          axis={t("axis")}
          months={months}
          shareText={(share) => formatShare(share, locale, 0)}
          lines={lines.map(({ key, label, curve }) => ({ key, label, ...lineOf(curve) }))}
        />
        {groups.length > 1 ? (
          <p className="mt-3 max-w-[72ch]">{t(logRank && logRank.p < 0.05 ? "differ" : "notCertain")}</p>
        ) : null}
      </Section>
      <Section title={t("table.title")} lead={t("table.lead")}>
        <DataTable
          caption={`${t("title")} ${t("table.title")}`}
          columns={[
            { key: "months", label: t("table.months") },
            { key: "atRisk", label: t("table.atRisk"), isNumeric: true },
            { key: "left", label: t("table.left"), isNumeric: true, phone: "column" },
            { key: "share", label: t("table.share"), isNumeric: true, phone: "column" },
            { key: "range", label: t("table.range"), isNumeric: true, phone: "line" },
          ]}
          rows={all.steps.map(({ t: month, atRisk, events, survival, interval }) => {
            const bounds = interval && formatBounds("retention", interval, locale);
            return {
              key: String(month),
              href: addressOf("left", whole, { "set.age": month }),
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
      </Section>
      {groups.length > 1 ? (
        <Section title={t("plans.title")}>
          <DataTable
            caption={`${t("title")} ${t("plans.title")}`}
            columns={[
              { key: "plan", label: t("plans.plan") },
              { key: "n", label: t("plans.n"), isNumeric: true, phone: "column" },
              { key: "left", label: t("table.left"), isNumeric: true },
              { key: "median", label: t("plans.median"), isNumeric: true, phone: "column" },
            ]}
            rows={groups.map(({ key, curve }) => ({
              key: key ?? "",
              href:
                key === null ? addressOf("stays", whole) : addressOf("stays", whole, { "set.plan": [key] }),
              cells: {
                plan: byName(key),
                n: formatCount(curve.n, locale),
                left: formatCount(curve.events, locale),
                median:
                  curve.median === null ? t("plans.notYet") : t("plans.months", { months: curve.median }),
              },
            }))}
          />
        </Section>
      ) : null}
    </>
  );
}

const lineOf = ({ steps, lastTime }: Curve) => ({
  lastTime: lastTime ?? 0,
  steps: steps.map(({ t, survival, interval }) => ({
    t,
    survival,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  })),
});

import { getTranslations } from "next-intl/server";
import { CohortMap } from "@/components/charts/cohort-map";
import { CopyPicture } from "@/components/charts/copy-picture";
import { Section } from "@/components/ui/section";
import type { CohortData } from "@/lib/dashboards/queries/cohorts-content";
import { formatBucket } from "@/lib/format/dates";
import { formatCount, formatShare } from "@/lib/format/numbers";
import type { PanelProps } from "./churn-panel";
import { customerPictureLines } from "./picture-lines";

/** Beyond two years the columns no longer tell anything that a reader could use. */
const mostAges = 24;
/** A cohort observed for so few months is still young. */
const youngMonths = 3;

export async function CohortPanel({ content, addressOf, data, words }: PanelProps<CohortData>) {
  const t = await getTranslations("retention.cohorts");
  const { locale } = words;
  const oldest = Math.min(mostAges, Math.max(0, ...content.cohorts.map(({ active }) => active.length)));
  const later = content.cohorts.flatMap(({ size, active }) => active.slice(1).map((n) => n / size));
  const most = Math.max(0.01, ...later);
  const size = content.cohorts.reduce((sum, cohort) => sum + cohort.size, 0);
  const observed = content.to ? { to: content.to } : {};
  return (
    <Section
      title={t("title")}
      lead={t("lead")}
      actions={<CopyPicture title={t("title")} lines={customerPictureLines(data, size, words)} />}
    >
      <CohortMap
        caption={t("title")}
        labels={{ cohort: t("cohort"), size: t("size") }}
        ages={Array.from({ length: oldest }, (_, age) => (age === 0 ? t("first") : `+${age}`))}
        rows={content.cohorts.toReversed().map(({ cohort, size, active }) => {
          const name = formatBucket(`${cohort}-01`, "month", locale);
          const hrefOf = (age: number) =>
            addressOf("cohort", observed, {
              "set.month": cohort,
              "set.age": age,
              "set.plan": undefined,
              "set.phase": undefined,
            });
          return {
            key: cohort,
            label: name.short,
            size: formatCount(size, locale),
            href: hrefOf(0),
            isYoung: active.length <= youngMonths,
            cells: active.slice(0, oldest).map((n, age) => ({
              key: String(age),
              text: formatShare(n / size, locale, 0),
              n: formatCount(n, locale),
              label: t("cell", {
                cohort: name.long,
                age,
                share: formatShare(n / size, locale),
                some: formatCount(n, locale),
                all: formatCount(size, locale),
              }),
              href: hrefOf(age),
              strength: age === 0 ? 0.15 : n / size / most,
            })),
          };
        })}
      />
    </Section>
  );
}

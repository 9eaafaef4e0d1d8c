import { getTranslations } from "next-intl/server";
import { Section } from "@/components/ui/section";
import type { CustomerData } from "@/lib/dashboards/queries/load-customer";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { localName } from "@/lib/language/locale";
import { dayNumber } from "@/lib/metrics/day";
import { scoreOf, type Words } from "./prepare-customer";
import { ScoresChart } from "./scores-chart";

type CustomerScoresProps = { data: CustomerData; page: PageContext; words: Words };

/** Every answer about experience, over time. */
export async function CustomerScores({ data: { scores }, page, words }: CustomerScoresProps) {
  const t = await getTranslations("customers.scores");
  const [first, last] = [scores[0], scores.at(-1)];
  if (!first || !last) return null;
  const span = Math.max(1, dayNumber(last.day) - dayNumber(first.day));
  return (
    <Section title={t("title")} lead={t("lead", { n: scores.length })}>
      <ScoresChart
        caption={t("title")}
        high={t("high")}
        low={t("low")}
        from={formatDay(first.day, page.locale)}
        to={formatDay(last.day, page.locale)}
        dots={scores.map((score, index) => {
          const { text, metric, height } = scoreOf(score, words.t);
          const place = score.touchpoint
            ? localName(score.touchpoint, page.locale)
            : words.t(`metrics.${metric}`);
          return {
            key: `${score.feedback} ${index}`,
            x: first === last ? 0.5 : (dayNumber(score.day) - dayNumber(first.day)) / span,
            y: height,
            href: `/w/${page.workspace}/feedback/${score.feedback}`,
            label: `${text}, ${place}, ${formatDay(score.day, page.locale)}`,
            tone: height >= 0.75 ? "good" : height <= 0.4 ? "bad" : "none",
          };
        })}
      />
    </Section>
  );
}

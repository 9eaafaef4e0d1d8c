import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatDay } from "@/lib/format/dates";
import { formatWholeMoney } from "@/lib/format/money";
import { formatCount } from "@/lib/format/numbers";
import { addDays } from "@/lib/period/local-day";
import type { PhasePageData } from "@/lib/phasebook/queries/load-phase-page";
import type { BookWords } from "./book-words";

type PhaseMeasuresProps = { data: PhasePageData; workspace: string; words: BookWords; actions: ReactNode };

/** What is done in this phase; its effort is the sum of these rows. */
export function PhaseMeasures({ data: { measures }, workspace, words, actions }: PhaseMeasuresProps) {
  const { t, locale, currency } = words;
  const daysOf = (efforts: { personDays: number }[]) =>
    efforts.reduce((sum, { personDays }) => sum + personDays, 0);
  const budget = measures.reduce((sum, { budgetMinor }) => sum + (budgetMinor ?? 0), 0);
  const days = measures.reduce((sum, { efforts }) => sum + daysOf(efforts), 0);
  const span = (from: string | null, to: string | null) =>
    [from && formatDay(from, locale), to && formatDay(addDays(to, -1), locale)]
      .filter((part) => part)
      .join(" – ") || "–";
  return (
    <Section
      title={t("measures.title")}
      lead={
        measures.length > 0
          ? t("measures.sum", {
              count: measures.length,
              budget: formatWholeMoney(budget, currency, locale),
              days: t("days", { n: days, shown: formatCount(days, locale) }),
            })
          : t("measures.empty")
      }
      actions={actions}
    >
      {measures.length > 0 ? (
        <DataTable
          caption={t("measures.title")}
          columns={[
            { key: "name", label: t("measures.name") },
            { key: "state", label: t("measures.state"), phone: "line", width: "9rem" },
            { key: "span", label: t("measures.span"), phone: "line", width: "15rem" },
            {
              key: "budget",
              label: t("coverage.kinds.budget"),
              isNumeric: true,
              phone: "column",
              width: "8rem",
            },
            { key: "days", label: t("coverage.kinds.personDays"), isNumeric: true, width: "8rem" },
          ]}
          rows={measures.map((measure) => ({
            key: measure.id,
            href: `/w/${workspace}/measures/${measure.id}`,
            cells: {
              name: measure.name,
              state: <Badge>{t(`measures.states.${measure.state}`)}</Badge>,
              span: span(measure.startsOn, measure.endsOn),
              budget:
                measure.budgetMinor === null ? "–" : formatWholeMoney(measure.budgetMinor, currency, locale),
              days: formatCount(daysOf(measure.efforts), locale),
            },
          }))}
        />
      ) : null}
    </Section>
  );
}

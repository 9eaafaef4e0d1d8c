import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { prepareEntry } from "@/components/audit/prepare-entry";
import { CourseBar } from "@/components/charts/course-bar";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay, formatInstant } from "@/lib/format/dates";
import { formatWholeMoney } from "@/lib/format/money";
import { formatCount } from "@/lib/format/numbers";
import type { MeasureData } from "@/lib/measures/queries/load-measure";
import type { Words } from "./figure-words";
import { courseInWords, datesInWords, daysOf, targetMark } from "./prepare-measures";

type PartProps = { data: MeasureData; page: PageContext; words: Words };

/** Who, where, when, how much. */
export async function Facts({ data, page, words }: PartProps) {
  const t = await getTranslations("measures");
  const { measure, places, effect } = data;
  const { locale } = page;
  const named = (list: readonly { key: string; name: string }[], key: string | null) =>
    list.find((one) => one.key === key)?.name ?? null;
  const mark = targetMark(measure, effect, words);
  const rows: [label: string, value: ReactNode][] = [
    [t("fields.owner"), measure.owner],
    [t("fields.department"), named(places.departments, measure.department)],
    [t("fields.phase"), named(places.phases, measure.phase)],
    [
      t("fields.touchpoint"),
      measure.touchpoint ? (
        <Link
          key="touchpoint"
          href={`/w/${page.workspace}?touchpoint=${encodeURIComponent(measure.touchpoint)}`}
          className="text-link"
        >
          {named(places.touchpoints, measure.touchpoint)}
        </Link>
      ) : null,
    ],
    [t("fields.segment"), named(places.segments, measure.segment)],
    [t("dates"), datesInWords(measure, words)],
    [t("fields.targetOn"), measure.targetOn ? formatDay(measure.targetOn, locale) : null],
    [
      t("fields.budget"),
      measure.budgetMinor === null ? null : formatWholeMoney(measure.budgetMinor, page.currency, locale),
    ],
    [t("fields.firstStep"), measure.firstStep],
  ];
  return (
    <>
      <Section title={t("courseTitle")}>
        <p className="figures">{courseInWords(measure, effect, words)}</p>
        {mark ? (
          <>
            <CourseBar {...mark} />
            <p className="mt-1 text-xs text-muted">{t("legend")}</p>
          </>
        ) : null}
      </Section>
      <Section title={t("facts")}>
        {measure.description ? <p className="mb-3 whitespace-pre-line">{measure.description}</p> : null}
        <dl>
          {rows
            .filter(([, value]) => value !== null)
            .map(([label, value]) => (
              <div key={label} className="flex justify-between gap-6 border-b border-separator py-1.5">
                <dt className="text-muted">{label}</dt>
                <dd className="text-end">{value}</dd>
              </div>
            ))}
        </dl>
      </Section>
      {measure.efforts.length > 0 ? (
        <Section title={t("fields.efforts")}>
          <dl>
            {measure.efforts.map(({ department, personDays }) => (
              <div key={department} className="flex justify-between gap-6 border-b border-separator py-1.5">
                <dt>{named(places.departments, department) ?? department}</dt>
                <dd className="figures">
                  {t("days", { n: personDays, shown: formatCount(personDays, locale) })}
                </dd>
              </div>
            ))}
            {measure.efforts.length > 1 ? (
              <div className="flex justify-between gap-6 py-1.5 font-semibold">
                <dt>{t("sum")}</dt>
                <dd className="figures">
                  {t("days", { n: daysOf(measure), shown: formatCount(daysOf(measure), locale) })}
                </dd>
              </div>
            ) : null}
          </dl>
        </Section>
      ) : null}
    </>
  );
}

/** Who changed what, the latest first. */
export async function History({ data, page }: { data: MeasureData; page: PageContext }) {
  const t = await getTranslations("measures");
  if (data.history.rows.length === 0) return null;
  return (
    <Section title={t("history")}>
      <ol className="flex flex-col gap-2">
        {data.history.rows.map((row) => {
          const entry = prepareEntry(row, page.locale, data.history.names);
          return (
            <li key={entry.id}>
              <span className="text-muted">{formatInstant(entry.at, page.locale, page.timeZone)}</span>{" "}
              {entry.who}: {entry.what}
              {entry.changes ? (
                <span className="line-clamp-3 block break-words text-xs text-muted">{entry.changes}</span>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

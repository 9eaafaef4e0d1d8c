import { useTranslations } from "next-intl";
import { TrendFigure } from "@/components/charts/trend-figure";
import { searchOf } from "@/components/dashboards/filter-search";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import type { Changes } from "@/lib/segments/queries/list-changes";
import { prepareChanges } from "./prepare-changes";

type ChangesFigureProps = { changes: Changes; page: PageContext; segmentKey: string };

/** Who came and went, month by month, and since when that is known. */
export function ChangesFigure({ changes, page, segmentKey }: ChangesFigureProps) {
  const t = useTranslations("segments.changes");
  const { locale } = page;
  if (changes.since === null || changes.months.length === 0)
    return <p className="text-muted">{t("notYet")}</p>;
  const sum = (of: (month: Changes["months"][number]) => number) =>
    changes.months.reduce((total, month) => total + of(month), 0);
  const sentence = t("sentence", {
    since: formatDay(changes.since, locale),
    entered: formatCount(
      sum(({ entered }) => entered),
      locale,
    ),
    left: formatCount(
      sum(({ left }) => left),
      locale,
    ),
  });
  const { months, ...drawing } = prepareChanges(changes, {
    locale,
    href: `/w/${page.workspace}?segment=${encodeURIComponent(segmentKey)}`,
    peopleHref: page.can("customers:read")
      ? (set, from, to) =>
          `/w/${page.workspace}/customers${searchOf({ set, "set.segment": segmentKey, "set.from": from, "set.to": to })}`
      : null,
    said: (values) => t("moved", values),
    running: t("running"),
  });
  return (
    <>
      {months.length > 1 ? (
        <TrendFigure
          title={t("chart")}
          sentence={sentence}
          labels={{ period: t("month"), value: t("atEnd") }}
          height={200}
          {...drawing}
        />
      ) : (
        <p className="mb-3 text-muted">{sentence}</p>
      )}
      <div className="mt-4 max-w-2xl">
        <DataTable
          caption={t("title")}
          columns={[
            { key: "month", label: t("month") },
            { key: "entered", label: t("entered"), isNumeric: true, phone: "column" },
            { key: "left", label: t("left"), isNumeric: true, phone: "column" },
            { key: "members", label: t("atEnd"), isNumeric: true, phone: "column" },
          ]}
          rows={months.toReversed().map(({ key, month, numbers }) => ({
            key,
            cells: {
              month,
              ...Object.fromEntries(
                numbers.map(({ name, text, href }) => [
                  name,
                  href ? (
                    <Link key={name} href={href} className="text-link">
                      {text}
                    </Link>
                  ) : (
                    text
                  ),
                ]),
              ),
            },
          }))}
        />
      </div>
    </>
  );
}

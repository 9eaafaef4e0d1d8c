import { getTranslations } from "next-intl/server";
import { touchpointAddress } from "@/components/inventory/inventory-address";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { Visit } from "@/lib/brand/queries/list-visits";
import type { BrandValueName } from "@/lib/brand/queries/read-ratings";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { formatValue } from "@/lib/format/numbers";
import { DeleteVisit } from "./delete-visit";

type VisitListProps = {
  visits: Visit[];
  values: BrandValueName[];
  page: PageContext;
  isPlaceKnown?: boolean;
};

/** Mystery visits, the latest first: what was seen there, and how many points each value got. */
export async function VisitList({ visits, values, page, isPlaceKnown }: VisitListProps) {
  const t = await getTranslations("brand");
  const nameOf = (key: string | null) =>
    key === null ? t("all") : (values.find((one) => one.key === key)?.name ?? key);
  return (
    <Section title={t("visits.title")} lead={t("visits.lead")}>
      {visits.length === 0 ? (
        <p className="text-muted">{t("visits.none")}</p>
      ) : (
        <ul>
          {visits.map(({ ids, on, touchpoint, scores, note }) => (
            <li key={ids[0]} className="border-b border-separator py-3 last:border-0">
              <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <span className="figures text-muted">{formatDay(on, page.locale)}</span>
                {isPlaceKnown ? null : (
                  <Link href={touchpointAddress(page.workspace, touchpoint.key)} className="text-link">
                    {touchpoint.name}
                  </Link>
                )}
                {page.can("touchpoints:write") ? (
                  <span className="ms-auto">
                    <DeleteVisit
                      ids={ids}
                      workspace={page.workspace}
                      name={`${touchpoint.name}, ${formatDay(on, page.locale)}`}
                    />
                  </span>
                ) : null}
              </div>
              {note ? <p className="mt-1 max-w-[72ch] text-pretty">{note}</p> : null}
              <dl className="mt-1 flex flex-wrap gap-x-4 text-xs text-muted">
                {scores.map(({ value, score }) => (
                  <div key={value ?? ""} className="flex gap-1">
                    <dt>{nameOf(value)}:</dt>
                    <dd className="figures font-semibold text-foreground">
                      {formatValue("rating", score, page.locale)}
                    </dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

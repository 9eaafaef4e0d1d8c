import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { CustomerData } from "@/lib/dashboards/queries/load-customer";
import type { PageContext } from "@/lib/doors/define-page";

type CustomerMeasuresProps = { measures: CustomerData["measures"]; page: PageContext };

/** What is being done that this customer notices; left out where there is nothing. */
export async function CustomerMeasures({ measures, page }: CustomerMeasuresProps) {
  const t = await getTranslations("measures");
  if (measures.length === 0) return null;
  return (
    <Section title={t("concern.title")}>
      <ul>
        {measures.map(({ id, name, state, touchpoint, segment }) => (
          <li key={id} className="border-b border-separator py-2 last:border-0">
            <span className="flex flex-wrap items-center gap-2">
              <Link href={`/w/${page.workspace}/measures/${id}`} className="font-medium text-link">
                {name}
              </Link>
              <Badge>{t(`states.${state}`)}</Badge>
            </span>
            <p className="mt-0.5 text-xs text-muted">
              {[
                touchpoint && t("concern.at", { touchpoint }),
                segment && t("concern.forSegment", { segment }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

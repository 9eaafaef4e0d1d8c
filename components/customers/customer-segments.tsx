import { getTranslations } from "next-intl/server";
import { reasonsInWords } from "@/components/segments/told-reasons";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { CustomerData } from "@/lib/dashboards/queries/load-customer";
import type { PageContext } from "@/lib/doors/define-page";
import type { Places } from "@/lib/filters/queries/read-places";
import { translator } from "@/lib/language/translator";
import type { RuleNames } from "@/lib/segments/queries/load-names";

type CustomerSegmentsProps = { data: CustomerData; page: PageContext };

/** The segments that somebody is in, each with what makes them a member. */
export async function CustomerSegments({ data, page }: CustomerSegmentsProps) {
  const t = await getTranslations("customers.segments");
  const { segments, untold } = data.memberships;
  const { locale, currency } = page;
  const words = { t: translator(locale, "segments"), locale, currency, names: namesIn(data.places) };
  return (
    <Section title={t("title")}>
      {segments.length === 0 ? <p className="text-muted">{t("none")}</p> : null}
      <ul>
        {segments.map(({ id, name, leading, told }) => (
          <li key={id} className="border-b border-separator py-2 last:border-0">
            <span className="flex flex-wrap items-center gap-2">
              <Link href={`/w/${page.workspace}/segments/${id}`} className="font-medium text-link">
                {name}
              </Link>
              {leading ? <Badge>{words.t("leading")}</Badge> : null}
            </span>
            <p className="mt-0.5 text-xs text-pretty text-muted">
              {t("because", { reasons: reasonsInWords(told, words).join("; ") })}
            </p>
          </li>
        ))}
      </ul>
      {untold.length > 0 ? (
        <p className="mt-2 text-xs text-muted">{t("untold", { names: untold.join(", ") })}</p>
      ) : null}
    </Section>
  );
}

/** What rules name, as the page has read it already; a plan is called what it is called. */
function namesIn({ touchpoints, channels, phases, productGroups, segments }: Places): RuleNames {
  const named = (list: readonly { key: string; name: string }[]) =>
    list.map(({ key, name }) => ({ value: key, label: name }));
  return {
    touchpoint: named(touchpoints),
    channel: named(channels),
    phase: named(phases),
    productGroup: named(productGroups),
    segment: named(segments),
    plan: [],
  };
}

import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import { TabsLinks } from "@/components/ui/tabs-links";
import type { CustomerData } from "@/lib/dashboards/queries/load-customer";
import { type CustomerPageInput, timelineKinds } from "@/lib/dashboards/schema/customer-pages";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import type { Words } from "./prepare-customer";
import { prepareTimeline } from "./prepare-timeline";
import { Timeline } from "./timeline";

type CustomerHistoryProps = { data: CustomerData; input: CustomerPageInput; page: PageContext; words: Words };

/** What happened, the latest first; some kinds of it alone. */
export async function CustomerHistory({ data, input, page, words }: CustomerHistoryProps) {
  const t = await getTranslations("customers.timeline");
  const ofForm = translator(page.locale, "log");
  const { entries, nextCursor } = data.timeline;
  const only = input.kinds?.length === 1 ? input.kinds[0] : undefined;
  const address = (kind: string | undefined, after?: string) => {
    const search = new URLSearchParams();
    if (kind) search.set("kinds", kind);
    if (after) search.set("after", after);
    return `?${search}`;
  };
  return (
    <Section title={t("title")}>
      <TabsLinks
        label={t("kinds")}
        tabs={[
          { label: t("all"), href: address(undefined), isCurrent: !only },
          ...timelineKinds.map((kind) => ({
            label: t(`kind.${kind}`),
            href: address(kind),
            isCurrent: only === kind,
          })),
        ]}
      />
      {entries.length > 0 ? (
        <Timeline
          months={prepareTimeline(entries, {
            ...words,
            ofForm,
            timeZone: page.timeZone,
            workspace: page.workspace,
          })}
        />
      ) : (
        <p className="text-muted">{t("nothing")}</p>
      )}
      <div className="mt-4 flex gap-2">
        {input.after ? <ButtonLink href={address(only)}>{t("latest")}</ButtonLink> : null}
        {nextCursor ? <ButtonLink href={address(only, nextCursor)}>{t("more")}</ButtonLink> : null}
      </div>
    </Section>
  );
}

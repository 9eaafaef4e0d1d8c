import { getTranslations } from "next-intl/server";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import type { Need } from "@/lib/needs/queries/list-needs";
import type { NeedAbout } from "@/lib/needs/schema";
import { NeedForm } from "./need-form";
import { NeedItem } from "./need-item";

type NeedsSectionProps = {
  title: string;
  about: NeedAbout;
  /** Public id of the segment, persona or customer. */
  of: string;
  needs: Need[];
  page: PageContext;
  /** What the figures say, above what people said. */
  children?: React.ReactNode;
};

/** What matters to somebody, in words, each with where it comes from; the next one is noted in a line below. */
export async function NeedsSection({ title, about, of, needs, page, children }: NeedsSectionProps) {
  const t = await getTranslations("needs");
  const canWrite = page.can(about === "customer" ? "customers:write" : "journeys:write");
  return (
    <Section title={title}>
      {children}
      {needs.length === 0 ? <p className="text-muted">{t(`none.${about}`)}</p> : null}
      <ul className="max-w-[72ch]">
        {needs.map((need) => (
          <NeedItem
            key={`${need.id} ${need.version}`}
            need={need}
            about={about}
            workspace={page.workspace}
            canWrite={canWrite}
            from={[
              need.source ?? (need.feedback ? t("fromFeedback") : null),
              formatDay(need.on, page.locale),
              need.notedBy && t("by", { name: need.notedBy }),
            ]
              .filter(Boolean)
              .join(" · ")}
          />
        ))}
      </ul>
      {canWrite ? <NeedForm about={about} of={of} workspace={page.workspace} /> : null}
    </Section>
  );
}

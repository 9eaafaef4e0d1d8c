import { ListTree, TriangleAlert } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ShareBars } from "@/components/charts/share-bars";
import { prepareFilters } from "@/components/dashboards/prepare-filters";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import type { BookData } from "@/lib/phasebook/queries/load-book";
import type { BookInput } from "@/lib/phasebook/schema/pages";
import type { BookWords } from "./book-words";
import { JourneyTabs } from "./journey-tabs";
import { PageCards } from "./page-cards";
import { bookCards, bookLead, coverageRows, coverageSentences } from "./prepare-book";

type BookViewProps = { data: BookData; input: BookInput; page: PageContext };

/** The cover: what each phase has got, and what sits in one of them. */
export async function BookView({ data, input, page }: BookViewProps) {
  const t = await getTranslations("phasebook");
  const { locale, currency, workspace } = page;
  const words: BookWords = {
    t: translator(locale, "phasebook"),
    f: translator(locale, "overview"),
    locale,
    currency,
    fewBelow: data.places.settings.fewBelow,
  };
  const rows = coverageRows(data, words);
  const warnings = coverageSentences(data, words);
  const phases = page.can("catalogue:manage") ? (
    <ButtonLink href={`/w/${workspace}/admin/lists/phases`}>
      <ListTree aria-hidden="true" />
      {t("phases")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={data.pages.length > 0 ? bookLead(data, words) : undefined}
        actions={phases}
      />
      <JourneyTabs current="" workspace={workspace} />
      {data.pages.length === 0 ? (
        <EmptyState icon={ListTree} title={t("empty.title")} text={t("empty.text")} actions={phases} />
      ) : (
        <>
          <FilterBar
            filters={prepareFilters(data.places, input, { t: words.f, locale }, { only: ["period"] })}
          >
            <ExportMenu href={`/w/${workspace}/journey/export`} />
          </FilterBar>
          {data.period && !data.isOver ? <p className="mb-4 text-muted">{words.f("periodRunning")}</p> : null}
          {warnings.length > 0 ? (
            <ul className="mb-6 flex flex-col gap-1 rounded-md bg-caution-soft px-3 py-2.5 text-[0.9375rem]/6">
              {warnings.map((sentence) => (
                <li key={sentence} className="flex gap-2">
                  <TriangleAlert aria-hidden="true" className="mt-1 size-4 shrink-0 text-caution-text" />
                  <span className="text-pretty">{sentence}</span>
                </li>
              ))}
            </ul>
          ) : null}
          <PageCards
            groups={bookCards(data, input, workspace, words)}
            labels={{ retired: t("retired"), score: words.f("measures.csat"), nobody: words.f("nobody") }}
          />
          {rows.length > 0 ? (
            <Section
              title={t("coverage.title")}
              lead={t("coverage.lead")}
              actions={
                <DefinitionPopover
                  title={t("coverage.title")}
                  paragraphs={[t("how.coverage"), t("how.effort"), t("how.concentrated")]}
                />
              }
            >
              <ShareBars caption={t("coverage.title")} rows={rows} />
            </Section>
          ) : null}
        </>
      )}
    </>
  );
}

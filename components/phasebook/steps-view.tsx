import { Footprints } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { searchOf } from "@/components/dashboards/filter-search";
import { prepareFilters } from "@/components/dashboards/prepare-filters";
import { PageHeader } from "@/components/frame/page-header";
import { ChoiceLinks } from "@/components/ui/choice-links";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { translator } from "@/lib/language/translator";
import type { StepsData } from "@/lib/phasebook/queries/load-steps";
import { type FunnelInput, windowDays } from "@/lib/phasebook/schema/pages";
import type { BookWords } from "./book-words";
import { JourneyTabs } from "./journey-tabs";
import { prepareSteps, type StepLine, stepsLead } from "./prepare-steps";

type StepsViewProps = { data: StepsData; input: FunnelInput; page: PageContext };

/** The way in, step by step, and how many of those who stood before the decision signed or ordered. */
export async function StepsView({ data, input, page }: StepsViewProps) {
  const t = await getTranslations("phasebook");
  const { locale, currency, workspace } = page;
  const words: BookWords = {
    t: translator(locale, "phasebook"),
    f: translator(locale, "overview"),
    locale,
    currency,
    fewBelow: data.places.settings.fewBelow,
  };
  const { steps, closing } = prepareSteps(data, input, workspace, words);
  return (
    <>
      <PageHeader title={t("tabs.steps")} lead={stepsLead(data, words)} />
      <JourneyTabs current="/steps" workspace={workspace} />
      <FilterBar
        filters={prepareFilters(
          data.places,
          input,
          { t: words.f, locale },
          {
            fallback: "last-12-months",
            only: ["period", "segment"],
          },
        )}
      >
        <ChoiceLinks
          label={t("steps.time")}
          choices={windowDays.map((days) => ({
            label: t("steps.within", { days: Number(days) }),
            href: searchOf({ ...input, days }),
            isCurrent: Number(days) === data.days,
          }))}
        />
      </FilterBar>
      {steps.length === 0 ? (
        <EmptyState icon={Footprints} title={t("steps.empty.title")} text={t("steps.empty.text")} />
      ) : (
        <>
          <Section
            title={t("steps.title")}
            lead={t("steps.stillOpen", { day: formatDay(data.stillOpenFrom, locale) })}
            actions={
              <DefinitionPopover
                title={t("steps.title")}
                paragraphs={[t("how.steps"), words.f("how.wilson")]}
              />
            }
          >
            <Steps lines={steps} />
          </Section>
          <Section
            title={t("steps.closing")}
            actions={
              <DefinitionPopover
                title={t("steps.closing")}
                paragraphs={[t("how.closing"), words.f("how.wilson")]}
              />
            }
          >
            <Steps lines={[closing]} />
          </Section>
        </>
      )}
    </>
  );
}

function Steps({ lines }: { lines: StepLine[] }) {
  return (
    <ol className="border-t border-separator">
      {lines.map((line) => (
        <li
          key={line.key}
          data-keep
          className="grid items-center gap-x-8 gap-y-2 border-b border-separator py-3 md:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_minmax(0,15rem)]"
        >
          <p className="font-medium text-pretty">{line.title}</p>
          <div className="min-w-0">
            <div aria-hidden="true" className="h-3 overflow-hidden rounded-sm bg-surface-tertiary">
              <div
                className="h-full rounded-sm bg-series-1"
                style={{ width: `${(line.share ?? 0) * 100}%` }}
              />
            </div>
            <p className="figures mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
              {[line.entered, line.reached].map(({ text, href }) => (
                <Link
                  key={href}
                  href={href}
                  className="underline decoration-border underline-offset-4 hover:text-foreground"
                >
                  {text}
                </Link>
              ))}
            </p>
          </div>
          <p>
            <span className="figures text-lg/6 font-semibold">{line.value}</span>
            {line.range ? <span className="figures block text-xs text-muted">{line.range}</span> : null}
          </p>
        </li>
      ))}
    </ol>
  );
}

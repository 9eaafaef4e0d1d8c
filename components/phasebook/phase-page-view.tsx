import { Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { prepareFilters } from "@/components/dashboards/prepare-filters";
import { PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { FilterBar } from "@/components/ui/filter-bar";
import { Section } from "@/components/ui/section";
import { TabsLinks } from "@/components/ui/tabs-links";
import type { PageContext } from "@/lib/doors/define-page";
import { formatCount } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import type { PhasePageData } from "@/lib/phasebook/queries/load-phase-page";
import type { PickKind } from "@/lib/phasebook/rules/catalogue";
import type { PhasePageInput } from "@/lib/phasebook/schema/pages";
import { type BookWords, newMeasure, pageAddress, periodSearch } from "./book-words";
import { GoalList } from "./goal-list";
import { Mindset } from "./mindset";
import { PhaseDrawers } from "./phase-drawers";
import { PhaseEntry } from "./phase-entry";
import { PhaseMeasures } from "./phase-measures";
import { PhaseTouchpoints } from "./phase-touchpoints";
import { prepareGoal } from "./prepare-goals";
import { WeakPointList } from "./weak-point-list";

type PhasePageViewProps = { data: PhasePageData; input: PhasePageInput; page: PageContext };

/** A page of the book, as a handbook has it: who the customer is here, what we want, what goes wrong, what we do. */
export async function PhasePageView({ data, input, page }: PhasePageViewProps) {
  const t = await getTranslations("phasebook");
  const { locale, currency, workspace } = page;
  const words: BookWords = {
    t: translator(locale, "phasebook"),
    f: translator(locale, "overview"),
    locale,
    currency,
    fewBelow: data.places.settings.fewBelow,
  };
  const { phase } = data;
  const kept = periodSearch(input);
  const here = pageAddress(workspace, `/${phase.key}`, kept);
  const open = (name: string, value: string) =>
    pageAddress(workspace, `/${phase.key}`, kept, { [name]: value });
  const mayWrite = page.can("journeys:write") && !phase.isRetired;
  const mayPlan = page.can("measures:write") && !phase.isRetired;
  const touchpointName = (key: string) => data.places.touchpoints.find((one) => one.key === key)?.name ?? key;
  const goals = data.goals.map((goal) =>
    prepareGoal(goal, { workspace, phase: phase.key, touchpointName }, words),
  );
  const buttons = (pick: PickKind, add?: { name: "goal" | "weak" | "edit"; value: string; label: string }) =>
    mayWrite ? (
      <>
        <ButtonLink href={open("pick", pick)} scroll={false} size="sm">
          {t("pick.open")}
        </ButtonLink>
        {pick !== "mindset" && data[pick].length > 1 ? (
          <ButtonLink href={open("sort", pick)} scroll={false} size="sm">
            {t("sort.open")}
          </ButtonLink>
        ) : null}
        {add ? (
          <ButtonLink href={open(add.name, add.value)} scroll={false} size="sm">
            {add.name === "edit" ? null : <Plus aria-hidden="true" />}
            {add.label}
          </ButtonLink>
        ) : null}
      </>
    ) : undefined;
  return (
    <>
      <PageHeader
        title={phase.name}
        lead={pageLead(data, words)}
        back={{ href: pageAddress(workspace, "", kept), label: t("title") }}
        actions={phase.isRetired ? <Badge>{t("retired")}</Badge> : undefined}
      />
      {phase.isRetired ? <p className="mb-4 rounded-md bg-none-soft px-3 py-2">{t("retiredNote")}</p> : null}
      <TabsLinks
        label={t("pages")}
        tabs={data.pages.map(({ key, name }) => ({
          label: name,
          href: pageAddress(workspace, `/${key}`, kept),
          isCurrent: key === phase.key,
        }))}
      />
      <FilterBar
        filters={prepareFilters(
          data.places,
          { period: input.period, from: input.from, to: input.to },
          { t: words.f, locale },
          { only: ["period"] },
        )}
      />
      {data.period && !data.isOver ? <p className="mb-4 text-muted">{words.f("periodRunning")}</p> : null}
      <Section
        title={t("mindset.title")}
        actions={buttons("mindset", { name: "edit", value: "mindset", label: t("mindset.edit") })}
      >
        {data.mindset.version === 0 ? (
          <p className="text-muted">{t("mindset.empty")}</p>
        ) : (
          <Mindset shown={data.mindset.shown} words={words} />
        )}
      </Section>
      <Section
        title={t("goals.title")}
        lead={goals.length > 0 ? undefined : t("goals.empty")}
        actions={buttons("goals", { name: "goal", value: "new", label: t("goals.new") })}
      >
        {goals.length > 0 ? (
          <GoalList
            lines={goals}
            labels={{ edit: (what) => t("edit", { what }), enter: t("goals.enter") }}
            hrefOf={mayWrite ? (id) => open("goal", id) : null}
          />
        ) : null}
      </Section>
      <Section
        title={t("weakPoints.title")}
        lead={data.weakPoints.length > 0 ? undefined : t("weakPoints.empty")}
        actions={buttons("weakPoints", { name: "weak", value: "new", label: t("weakPoints.new") })}
      >
        {data.weakPoints.length > 0 ? (
          <WeakPointList
            rows={data.weakPoints}
            words={words}
            evidenceOf={(key) => `/w/${workspace}/feedback?touchpoint=${encodeURIComponent(key)}&period=all`}
            hrefOf={mayWrite ? (id) => open("weak", id) : null}
            judging={mayPlan ? workspace : null}
          />
        ) : null}
      </Section>
      <PhaseMeasures
        data={data}
        workspace={workspace}
        words={words}
        actions={
          mayPlan ? (
            <>
              <ButtonLink href={open("pick", "measures")} scroll={false} size="sm">
                {t("pick.open")}
              </ButtonLink>
              <ButtonLink href={newMeasure(workspace, { phase: phase.key })} size="sm">
                <Plus aria-hidden="true" />
                {t("measures.new")}
              </ButtonLink>
            </>
          ) : null
        }
      />
      <PhaseTouchpoints data={data} workspace={workspace} words={words} />
      <PhaseEntry
        entry={data.entry}
        workspace={workspace}
        words={words}
        peopleHref={page.can("customers:read") ? `/w/${workspace}/customers?phase=${phase.key}` : null}
        change={
          mayWrite ? (
            <ButtonLink href={open("edit", "entry")} scroll={false} size="sm">
              {t("entry.change")}
            </ButtonLink>
          ) : null
        }
      />
      {mayWrite || mayPlan ? <PhaseDrawers data={data} input={input} page={page} here={here} /> : null}
    </>
  );
}

function pageLead(data: PhasePageData, { t, locale }: BookWords): string {
  const reached = data.goals.filter(({ status }) => status === "reached").length;
  const judged = data.goals.filter(({ status }) => status !== null).length;
  const confirmed = data.weakPoints.filter(({ state }) => state === "confirmed").length;
  return [
    t("page.lead", {
      touchpoints: data.touchpoints.length,
      feedback: data.feedback,
      shown: formatCount(data.feedback, locale),
    }),
    data.goals.length > 0 ? t("page.goals", { goals: data.goals.length, judged, reached }) : null,
    data.weakPoints.length > 0
      ? t("page.weakPoints", { weakPoints: data.weakPoints.length, confirmed })
      : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

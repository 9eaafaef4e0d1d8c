import { getTranslations } from "next-intl/server";
import type { PageContext } from "@/lib/doors/define-page";
import type { PhasePageData } from "@/lib/phasebook/queries/load-phase-page";
import type { PhasePageInput } from "@/lib/phasebook/schema/pages";
import { EntryDrawer } from "./entry-drawer";
import { GoalDrawer } from "./goal-drawer";
import { MeasureIdeas } from "./measure-ideas";
import { MindsetDrawer } from "./mindset-drawer";
import { PickDrawer } from "./pick-drawer";
import { prepareIdeas } from "./prepare-ideas";
import { preparePicks } from "./prepare-picks";
import { SortDrawer } from "./sort-drawer";
import { WeakPointDrawer } from "./weak-point-drawer";

type PhaseDrawersProps = { data: PhasePageData; input: PhasePageInput; page: PageContext; here: string };

/** Whatever the address says is open. */
export async function PhaseDrawers({ data, input, page, here }: PhaseDrawersProps) {
  const t = await getTranslations("phasebook");
  const { phase, places } = data;
  const common = {
    workspace: page.workspace,
    phase: phase.key,
    languages: data.languages,
    closeHref: here,
  };
  const reload = (name: string, value: string) => `${here}${here.includes("?") ? "&" : "?"}${name}=${value}`;
  const phaseName = new Map(places.phases.map(({ id, name }) => [id, name]));
  const touchpoints = places.touchpoints
    .filter(({ retired }) => !retired)
    .map(({ key, name, phaseId }) => {
      const group = phaseId === null ? undefined : phaseName.get(phaseId);
      return { value: key, label: name, ...(group ? { group } : {}) };
    });
  if (input.pick === "measures")
    return page.can("measures:write") ? (
      <MeasureIdeas
        ideas={prepareIdeas(data, page)}
        title={t("pick.title.measures")}
        lead={t("pick.measuresLead")}
        there={t("pick.there")}
        closeHref={here}
      />
    ) : null;
  if (!page.can("journeys:write")) return null;
  if (input.sort)
    return (
      <SortDrawer
        kind={input.sort}
        phase={phase.key}
        lines={(input.sort === "goals" ? data.goals : data.weakPoints).map(({ id, text }) => ({ id, text }))}
        workspace={page.workspace}
        closeHref={here}
      />
    );
  if (input.pick)
    return (
      <PickDrawer
        key={input.pick}
        kind={input.pick}
        groups={preparePicks(input.pick, data, page.locale)}
        phase={phase.key}
        workspace={page.workspace}
        closeHref={here}
      />
    );
  if (input.edit === "entry")
    return (
      <EntryDrawer
        key={`entry ${data.entry.version}`}
        entry={data.entry}
        segments={places.segments
          .filter(({ retired, key }) => !retired || key === data.entry.segment?.key)
          .map(({ key, name }) => ({ value: key, label: name }))}
        {...common}
        reloadHref={reload("edit", "entry")}
      />
    );
  if (input.edit)
    return (
      <MindsetDrawer
        key={data.mindset.version}
        mindset={data.mindset}
        {...common}
        reloadHref={reload("edit", "mindset")}
      />
    );
  const goal = data.goals.find(({ id }) => id === input.goal) ?? null;
  if (goal || input.goal === "new")
    return (
      <GoalDrawer
        key={goal ? `${goal.id} ${goal.version}` : "new"}
        goal={goal}
        touchpoints={touchpoints}
        today={data.today}
        {...common}
        reloadHref={reload("goal", goal?.id ?? "new")}
      />
    );
  const weakPoint = data.weakPoints.find(({ id }) => id === input.weak) ?? null;
  if (weakPoint || input.weak === "new")
    return (
      <WeakPointDrawer
        key={weakPoint ? `${weakPoint.id} ${weakPoint.version}` : "new"}
        weakPoint={weakPoint}
        touchpoints={touchpoints}
        {...common}
        reloadHref={reload("weak", weakPoint?.id ?? "new")}
      />
    );
  return null;
}

import type { PhaseMark } from "@/components/charts/phase-strip";
import { type GapWords, gapChip } from "@/components/expectations/gap-words";
import type { PhaseScore } from "@/lib/dashboards/queries/load-overview";
import { formatBounds, formatCount, formatValue } from "@/lib/format/numbers";
import { thinness } from "@/lib/metrics/thin-data";
import type { Words } from "./prepare-tile";

/** The lifecycle as a strip: score and volume of each phase, under the phase it is part of. */
export function preparePhases(
  phases: readonly PhaseScore[],
  hrefOf: (phase: PhaseScore) => string,
  { t, locale, fewBelow }: Words,
  gapWords?: GapWords,
): { name: string | null; phases: PhaseMark[] }[] {
  const most = Math.max(1, ...phases.map(({ measured }) => measured.n));
  const parents = [...new Set(phases.map(({ parent }) => parent))];
  return parents.map((parent) => ({
    name: parent,
    phases: phases
      .filter((phase) => phase.parent === parent)
      .map((phase) => {
        const { key, name, measured } = phase;
        const { id } = measured.definition;
        const bounds = measured.interval && formatBounds(id, measured.interval, locale);
        return {
          key,
          name,
          value: measured.value === null ? "–" : formatValue(id, measured.value, locale),
          ...(bounds ? { range: t("range", bounds) } : {}),
          n: t("answers", { n: measured.n, shown: formatCount(measured.n, locale) }),
          ...(phase.gap && gapWords ? { verdict: gapChip(phase.gap, gapWords) } : {}),
          share: measured.n / most,
          isThin: thinness(measured.n, fewBelow) !== "enough",
          href: hrefOf(phase),
        };
      }),
  }));
}

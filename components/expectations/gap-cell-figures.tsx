import { DistributionBars } from "@/components/charts/distribution-bars";
import { Section } from "@/components/ui/section";
import type { GapRow } from "@/lib/expectations/rules/gap-row";
import type { GapWords } from "./gap-words";
import type { prepareGapCell } from "./prepare-gap-cell";

type GapCellFiguresProps = { cell: ReturnType<typeof prepareGapCell>; row: GapRow | null; words: GapWords };

/** What was experienced, with what was expected as a line; where people said what they expect, that as a second picture. */
export function GapCellFigures({ cell, row, words: { t } }: GapCellFiguresProps) {
  const { experienced, expected, line } = cell;
  return (
    <Section title={t("distribution.title")} lead={t("distribution.lead")}>
      {experienced.length > 0 ? (
        <DistributionBars
          caption={t("experienced")}
          groups={[{ key: "experienced", label: t("experienced"), tone: "plain", bars: experienced }]}
          {...(line ? { line } : {})}
        />
      ) : (
        <p className="text-muted">
          {row && row.experience.n > 0
            ? t("distribution.tooFew", { n: row.experience.n })
            : t("distribution.nobody")}
        </p>
      )}
      {expected.length > 0 ? (
        <div className="mt-6">
          <DistributionBars
            caption={t("distribution.expected")}
            groups={[{ key: "expected", label: t("distribution.expected"), tone: "none", bars: expected }]}
          />
          {cell.spread ? <p className="mt-2 text-muted">{cell.spread}</p> : null}
        </div>
      ) : null}
    </Section>
  );
}

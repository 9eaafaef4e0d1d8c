import { SurvivalCurve } from "@/components/charts/survival-curve";
import { DataTable } from "@/components/ui/data-table";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Section } from "@/components/ui/section";
import { formatCount, formatDecimals, formatP, formatShare } from "@/lib/format/numbers";
import type { SurvivalCurve as Curve } from "@/lib/metrics/survival";
import type { Survival } from "@/lib/retention/queries/list-survival";
import type { Words } from "./prepare-retention";

type SurvivalGroupsProps = {
  /** By what customers are told apart; its texts stand under `retention.survival`. */
  by: "plans" | "segments";
  survival: Survival;
  months: number;
  nameOf: (key: string | null) => string;
  /** The customers of a group; null where no list shows exactly these. */
  hrefOf: (key: string | null) => string | null;
  words: Words;
};

/** At most five lines can be told apart; the rest stand in the table. */
const mostLines = 5;

/** How long the customers of each group stay, and whether the groups really differ. */
export function SurvivalGroups({ by, survival, months, nameOf, hrefOf, words }: SurvivalGroupsProps) {
  const t = (key: string, values?: Record<string, number>) => words.t(`survival.${key}`, values);
  const { locale } = words;
  const { groups, logRank } = survival;
  if (groups.length < 2) return null;
  const ordered = [...groups].sort((a, b) => b.curve.n - a.curve.n);
  const verdict = logRank === null ? "overlap" : logRank.p < 0.05 ? "differ" : "notCertain";
  return (
    <Section
      title={t(`${by}.title`)}
      lead={t(`${by}.${verdict}`)}
      actions={
        logRank ? (
          <DefinitionPopover
            title={t(`${by}.title`)}
            paragraphs={[t("how")]}
            parameters={[
              {
                label: "χ²",
                value: `${formatDecimals(logRank.chiSquare, locale, 1)}, p ${formatP(logRank.p, locale)}`,
              },
            ]}
          />
        ) : null
      }
    >
      <SurvivalCurve
        caption={`${t("title")} ${t(`${by}.title`)}`}
        axis={t("axis")}
        months={months}
        lines={ordered.slice(0, mostLines).map(({ key, curve }) => ({
          key: key ?? "",
          label: nameOf(key),
          ...lineOf(curve),
        }))}
        shares={gridShares(locale)}
      />
      <DataTable
        caption={`${t("title")} ${t(`${by}.title`)}`}
        columns={[
          { key: "group", label: t(`${by}.group`) },
          { key: "n", label: t("groups.n"), isNumeric: true, phone: "column" },
          { key: "left", label: t("table.left"), isNumeric: true },
          { key: "median", label: t("groups.median"), isNumeric: true, phone: "column" },
        ]}
        rows={ordered.map(({ key, curve }) => {
          const href = hrefOf(key);
          return {
            key: key ?? "",
            ...(href ? { href } : {}),
            cells: {
              group: nameOf(key),
              n: formatCount(curve.n, locale),
              left: formatCount(curve.events, locale),
              median:
                curve.median === null ? t("groups.notYet") : t("groups.months", { months: curve.median }),
            },
          };
        })}
      />
    </Section>
  );
}

/** Where a curve has lines to read its height from. */
export const gridShares = (locale: string) =>
  [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: formatShare(at, locale, 0) }));

export const lineOf = ({ steps, lastTime }: Curve) => ({
  lastTime: lastTime ?? 0,
  steps: steps.map(({ t, survival, interval }) => ({
    t,
    survival,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  })),
});

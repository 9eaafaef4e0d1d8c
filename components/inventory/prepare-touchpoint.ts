import type { Verdict } from "@/components/ui/verdict-chip";
import { formatBounds, formatCount, formatRange, formatValue } from "@/lib/format/numbers";
import type { TouchpointData } from "@/lib/inventory/queries/load-touchpoint";
import type { Choice } from "@/lib/inventory/queries/read-inventory";
import { promisesKept } from "@/lib/metrics/promises-kept";
import { gapChip, signed } from "./prepare-inventory";
import type { InventoryWords } from "./score-text";

/** The answer first: what customers experience, whether that is what they expect, who looks after it. */
export function touchpointSentence({ row, choices }: TouchpointData, { t, locale }: InventoryWords): string {
  const { score, gap } = row;
  const parts: string[] = [];
  if (score.value === null)
    parts.push(t(score.n === 0 ? "detail.nobody" : "detail.suppressed", { n: score.n }));
  else {
    const bounds = score.interval && formatBounds("rating", score.interval, locale);
    const answers = t("answers", { n: score.n, shown: formatCount(score.n, locale) });
    const value = formatValue("rating", score.value, locale);
    parts.push(
      bounds
        ? t("detail.experiencedRange", { value, answers, ...bounds })
        : t("detail.experienced", { value, answers }),
    );
  }
  if (gap.expected !== null)
    parts.push(
      t("detail.expected", {
        expected: formatValue("rating", gap.expected, locale),
        verdict: t(`verdicts.${gap.verdict}`),
      }),
    );
  const owner = nameIn(choices.owner, row.owner);
  const department = nameIn(choices.department, row.department);
  parts.push(
    owner && department
      ? t("detail.ownedBoth", { owner, department })
      : (owner ?? department)
        ? t("detail.owned", { owner: owner ?? department ?? "" })
        : t("detail.ownerless"),
  );
  return parts.join(" ");
}

const nameIn = (list: readonly Choice[], key: string | null): string | null =>
  list.find((one) => one.key === key)?.name ?? null;

/** What belongs to a touchpoint, as pairs of words; what nobody has said is left out. */
export function touchpointFacts(
  { row, choices, places }: TouchpointData,
  { t, locale }: InventoryWords,
): [string, string][] {
  const facts: [string, string | null][] = [
    ["phase", places.phases.find(({ key }) => key === row.phase)?.name ?? null],
    ["channel", nameIn(choices.channel, row.channel)],
    ["department", nameIn(choices.department, row.department)],
    ["owner", nameIn(choices.owner, row.owner)],
    ["moment", nameIn(choices.moment, row.moment)],
    ["planned", row.planned === null ? null : t(row.planned ? "planned" : "spontaneous")],
    ["state", t(`states.${row.state}`)],
    ["contacts", row.contactsPerMonth === null ? null : formatCount(row.contactsPerMonth, locale)],
    ["importance", row.gap.importance && formatValue("rating", row.gap.importance.value, locale)],
    ["measures", row.measures === 0 ? null : formatCount(row.measures, locale)],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[t(`columns.${name}`), value]]));
}

export type GapLine = {
  key: string;
  name: string;
  expected: string;
  experienced: string;
  n: string;
  gap: string;
  verdict: Verdict;
  isThin: boolean;
};

/** Each segment against its own expectation, all customers last. */
export function prepareGapLines({ gaps, row }: TouchpointData, words: InventoryWords): GapLine[] {
  const { t, locale } = words;
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : formatValue("rating", value, locale);
  return gaps.rows
    .filter(({ touchpointId }) => touchpointId === row.id)
    .map(({ segmentId, expected, experience, gap, verdict, thin }) => ({
      key: String(segmentId ?? "all"),
      name:
        segmentId === null
          ? t("detail.everybody")
          : (gaps.segments.find(({ id }) => id === segmentId)?.name ?? "–"),
      expected: number(expected?.value),
      experienced: number(experience.mean),
      n: formatCount(experience.n, locale),
      gap: gap?.value === null || gap?.value === undefined ? "–" : signed(gap.value, locale),
      verdict: gapChip(verdict, words),
      isThin: thin === "few" || thin === "suppressed",
    }));
}

export type PromiseLine = { key: string; text: string; detail: string; share: string; count: string };

export function preparePromises({ promises }: TouchpointData, { t, locale }: InventoryWords): PromiseLine[] {
  return promises.map(({ id, text, howMuch, saidWhere, segment, counted }) => {
    const kept = counted && promisesKept(counted.kept, counted.cases);
    const bounds = kept?.interval && formatBounds("promises-kept", kept.interval, locale);
    return {
      key: id,
      text,
      detail: [howMuch, saidWhere, segment].filter((part) => part !== null).join(" · "),
      share: kept?.value == null ? "–" : formatValue("promises-kept", kept.value, locale),
      count: counted
        ? [
            t("moments.count", {
              part: formatCount(counted.kept, locale),
              all: formatCount(counted.cases, locale),
            }),
            bounds ? formatRange(bounds.low, bounds.high) : "",
          ]
            .filter((part) => part !== "")
            .join(" · ")
        : "",
    };
  });
}

import type { CompareData, MixLine } from "@/lib/dashboards/queries/load-compare";
import { namedIn } from "@/lib/dashboards/rules/mix-groups";
import { techniques } from "@/lib/feedback/rules/codes";
import { shownOf } from "@/lib/feedback/rules/difference-of";
import type { PageFilter } from "@/lib/filters/schema";
import {
  formatBounds,
  formatChange,
  formatCount,
  formatRange,
  formatShare,
  formatValue,
} from "@/lib/format/numbers";
import { DEFINITIONS, type DefinitionId } from "@/lib/metrics/definitions";
import { thinness } from "@/lib/metrics/thin-data";
import { type CompareWords, rowsOf } from "./prepare-compare";

/** A value of one slice, and the answers behind it. */
export type MixCell = { value: string; range: string; n: string; share: string; href: string | null };

export type MixRowText = {
  key: string;
  name: string;
  detail: string | null;
  a: MixCell;
  b: MixCell;
  /** Few answers on a side. */
  isThin: boolean;
  experience: string;
  mix: string;
};

export type PreparedMix = {
  /** Null where the difference cannot be split: `sentence` says why. */
  parts: { experience: string; mix: string } | null;
  sentence: string;
  rows: MixRowText[];
};

const namesShown = 4;

/** Where the difference comes from: other experience, or another mix of those who answered. */
export function prepareMix(data: CompareData, workspace: string, words: CompareWords): PreparedMix {
  const { split, lines, a, b } = data;
  const { compare, locale } = words;
  const { id } = b.now.definition;
  const rows = [...lines]
    .sort((x, y) => weightOf(y) - weightOf(x))
    .map((line) => rowText(line, data, workspace, words));
  if (split.why !== null)
    return { parts: null, sentence: compare(`mix.why.${split.why}`, { by: byName(data, words) }), rows };
  const change = formatChange(id, a.now.value ?? 0, b.now.value ?? 0, locale);
  const experience = formatPart(id, split.experience, locale);
  // The two are shown so that they add up to the difference that is shown.
  const mix = formatChange(id, (a.now.value ?? 0) + toShown(id, split.experience), b.now.value ?? 0, locale);
  return {
    parts: { experience, mix },
    sentence: compare("mix.sentence", { change, experience, mix, by: byName(data, words) }),
    rows,
  };
}

/** What moves the difference most comes first. */
const weightOf = ({ group }: MixLine): number =>
  "split" in group ? Math.abs(group.split.experience) + Math.abs(group.split.mix) : group.b.n;

/** A part of a change, signed. */
const formatPart = (id: DefinitionId, part: number, locale: string): string =>
  formatChange(id, 0, part, locale);

/** A part as it is shown, as a number. */
function toShown(id: DefinitionId, part: number): number {
  const points = Number(formatPart(id, part, "en").replace("−", "-"));
  return DEFINITIONS[id].unit === "fraction" ? points / 100 : points;
}

export const byName = ({ by }: CompareData, { t }: CompareWords): string => t(`filters.${by}`);

function rowText(line: MixLine, data: CompareData, workspace: string, words: CompareWords): MixRowText {
  const { group, filters } = line;
  const { locale, compare } = words;
  const names = namesOf(group.ids, data, words);
  const isPooled = group.ids.length > 1;
  const [first = words.t("none")] = names;
  const rest = names.length - namesShown;
  const list = names.slice(0, namesShown).join(", ");
  const { id } = group.b.definition;
  const cell = (side: "a" | "b"): MixCell => {
    const one = group[side];
    const filter: PageFilter | null = filters[side];
    const shown = shownOf(one);
    const bounds = shown.interval && formatBounds(id, shown.interval, locale, true);
    return {
      value: shown.value === null ? "–" : formatValue(id, shown.value, locale, true),
      range: bounds ? formatRange(bounds.low, bounds.high) : "",
      n: formatCount(one.n, locale),
      share: data[side].now.n > 0 ? formatShare(one.n / data[side].now.n, locale, 0) : "–",
      href: filter && one.n > 0 ? rowsOf(data, { filter, period: data[side].period }, workspace) : null,
    };
  };
  const isThin = (["a", "b"] as const).some((side) => thinness(group[side].n, words.fewBelow) !== "enough");
  const { split } = "split" in group ? group : { split: null };
  return {
    key: group.ids.join(" "),
    name: isPooled ? compare("mix.rest", { count: names.length }) : first,
    detail: isPooled ? (rest > 0 ? words.t("needs.andMore", { names: list, rest }) : list) : null,
    a: cell("a"),
    b: cell("b"),
    isThin,
    experience: split ? formatPart(id, split.experience, locale) : "–",
    mix: split ? formatPart(id, split.mix, locale) : "–",
  };
}

function namesOf(ids: readonly (string | null)[], data: CompareData, { t }: CompareWords): string[] {
  const { by, places, leading } = data;
  return ids.map((id) => {
    if (by === "technique" && id !== null) return t(`techniques.${techniques.nameOf(Number(id))}`);
    const named = namedIn(id, { by, places, leading });
    return named.length > 0 ? named.map(({ name }) => name).join(" + ") : t("none");
  });
}

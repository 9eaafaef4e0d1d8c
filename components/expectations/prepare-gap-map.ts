import type { GapMapCell, GapMapRow } from "@/components/charts/gap-map";
import { searchOf } from "@/components/dashboards/filter-search";
import type { GapMapFigures, MapCell, MapGroup, MapPlace } from "@/lib/expectations/rules/gap-map";
import type { GapsPageInput } from "@/lib/expectations/schema";
import { cellAddress } from "./gap-addresses";
import { answersText, type GapWords, gapSentence, gapText, toneOf } from "./gap-words";

export type GapMapPrepared = {
  corner: string;
  columns: { key: string; label: string; href?: string | undefined }[];
  rows: GapMapRow[];
};

/** Where heads and cells lead; a guest's lead nowhere. */
export type GapMapWays = {
  toGroup(group: MapGroup): string;
  toPlace(place: MapPlace): string;
  toCell(place: MapPlace, group: MapGroup): string;
};

/** A phase is opened by a narrower filter, a touchpoint by its page. */
export function waysOfMap(of: GapMapFigures["of"], workspace: string, input: GapsPageInput): GapMapWays {
  const { open: _, ...rest } = input;
  const segmentOf = ({ key }: MapGroup) => (key ? [key] : undefined);
  const toGroup = (group: MapGroup) => searchOf({ ...rest, segment: segmentOf(group) });
  if (of === "phases")
    return {
      toGroup,
      toPlace: ({ key }) => searchOf({ ...rest, phase: [key] }),
      toCell: ({ key }, group) =>
        searchOf({ ...rest, phase: [key], ...(group.key ? { segment: segmentOf(group) } : {}) }),
    };
  const address = (touchpoint: string, segment: string | undefined) =>
    cellAddress(workspace, { touchpoint, segment }, input);
  return {
    toGroup,
    toPlace: ({ key }) => address(key, undefined),
    toCell: ({ key }, group) => address(key, group.key ?? undefined),
  };
}

/** Back from one sub-phase, or from some touchpoints, to all of them. */
export function wayBack({ phase: _, touchpoint: __, open: ___, ...rest }: GapsPageInput): string {
  return searchOf(rest);
}

/** Segments by sub-phase; looked into, touchpoints by segment. */
export function prepareGapMap(
  { of, places, groups, cells }: GapMapFigures,
  ways: GapMapWays | null,
  words: GapWords,
): GapMapPrepared {
  const nameOf = ({ name }: MapGroup) => name ?? words.t("everybody");
  const groupHeads = groups.map((group) => ({
    key: group.key ?? "",
    label: nameOf(group),
    href: ways?.toGroup(group),
  }));
  const placeHeads = places.map((place) => ({
    key: place.key,
    label: place.name,
    href: ways?.toPlace(place),
  }));
  const drawn = places.map((place, p) =>
    groups.map((group, g): GapMapCell => {
      const cell = cells[p]?.[g];
      if (!cell) throw new Error("Every cell of the map has its figures.");
      const key = of === "phases" ? place.key : (group.key ?? "");
      return { key, href: ways?.toCell(place, group), ...cellTexts(cell, nameOf(group), place.name, words) };
    }),
  );
  if (of === "touchpoints")
    return {
      corner: words.t("map.touchpoint"),
      columns: groupHeads,
      rows: placeHeads.map((head, p) => ({ ...head, cells: drawn[p] ?? [] })),
    };
  return {
    corner: words.t("map.segment"),
    columns: placeHeads,
    rows: groupHeads.map((head, g) => ({ ...head, cells: drawn.flatMap((ofPlace) => ofPlace[g] ?? []) })),
  };
}

function cellTexts(cell: MapCell, who: string, where: string, words: GapWords): Omit<GapMapCell, "key"> {
  const { t } = words;
  const { gap, verdict, n, thin, missed, judged, row, isWithheld } = cell;
  const answers = answersText(n, words);
  if (isWithheld) {
    const word = t("map.withheld");
    return { tone: "nobody", value: "", word, n: answers, label: `${who}, ${where}: ${word}`, isThin: true };
  }
  const said = missed > 0 ? t("map.missedOf", { missed, judged }) : "";
  const word = t(`verdicts.${verdict}`);
  const value = gap ? gapText(gap, words) : "";
  return {
    tone: toneOf[verdict],
    value,
    word: [word, said].filter(Boolean).join(" · "),
    n: answers,
    label: row
      ? gapSentence(row, who, where, words)
      : [`${who}, ${where}: ${word}`, value, said, answers].filter(Boolean).join(", "),
    isThin: thin !== "enough",
  };
}

import type { GapMapCell, GapMapRow } from "@/components/charts/gap-map";
import { searchOf } from "@/components/dashboards/filter-search";
import type { GapsPageData } from "@/lib/expectations/queries/load-gaps-page";
import type { GapRow } from "@/lib/expectations/rules/gap-rows";
import { type PooledGap, pooledGap, pooledGaps } from "@/lib/expectations/rules/rank-gaps";
import type { GapsPageInput } from "@/lib/expectations/schema";
import type { Place } from "@/lib/filters/queries/read-places";
import { cellAddress } from "./gap-addresses";
import { answersText, type GapWords, gapSentence, gapText, groupName, toneOf } from "./gap-words";

export type GapMapPrepared = {
  /** The sub-phase that is looked into; null: all of them side by side. */
  zoomed: { name: string; backHref: string } | null;
  corner: string;
  columns: { key: string; label: string; href: string }[];
  rows: GapMapRow[];
};

type Group = { id: number | null; key: string | undefined; name: string };

/** Segments by sub-phase; with one sub-phase in the filter, or touchpoints, its touchpoints by segment. */
export function prepareGapMap(
  data: GapsPageData,
  input: GapsPageInput,
  workspace: string,
  words: GapWords,
): GapMapPrepared {
  const { list, places } = data;
  const groups: Group[] = [
    ...list.segments.map(({ id, key, name }) => ({ id, key, name })),
    { id: null, key: undefined, name: groupName(null, list.segments, words) },
  ];
  const phase = zoomedPhase(data, input);
  const frame = { data, input, workspace, words, groups };
  if (phase || input.touchpoint) {
    const { phase: _, touchpoint: __, open: ___, ...rest } = input;
    return {
      zoomed: { name: phase?.name ?? words.t("map.chosen"), backHref: searchOf(rest) },
      ...touchpointsBySegment(frame),
    };
  }
  const phases = places.phases.filter(({ id }) =>
    list.rows.some(({ touchpointId }) => phaseOf(data, touchpointId) === id),
  );
  return { zoomed: null, ...segmentsByPhase(frame, phases) };
}

type Frame = {
  data: GapsPageData;
  input: GapsPageInput;
  workspace: string;
  words: GapWords;
  groups: Group[];
};

function zoomedPhase({ places }: GapsPageData, { phase }: GapsPageInput): Place | null {
  const [key, ...more] = phase ?? [];
  const found = places.phases.find((one) => one.key === key);
  if (!found || more.length > 0) return null;
  return places.phases.some(({ parentId }) => parentId === found.id) ? null : found;
}

const phaseOf = ({ places }: GapsPageData, touchpointId: number): number | null =>
  places.touchpoints.find(({ id }) => id === touchpointId)?.phaseId ?? null;

function segmentsByPhase({ data, input, words, groups }: Frame, phases: readonly Place[]) {
  const { open: _, ...rest } = input;
  const inPhase = new Map<string, GapRow[]>();
  for (const row of data.list.rows) {
    const key = `${phaseOf(data, row.touchpointId)} ${row.segmentId}`;
    inPhase.set(key, [...(inPhase.get(key) ?? []), row]);
  }
  const zoom = (phase: Place) => searchOf({ ...rest, phase: [phase.key] });
  const pooled = pooledInMap(
    groups,
    phases,
    (phase, group) => inPhase.get(`${phase.id} ${group.id}`) ?? [],
    data,
  );
  return {
    corner: words.t("map.segment"),
    columns: phases.map((phase) => ({ key: phase.key, label: phase.name, href: zoom(phase) })),
    rows: groups.map((group) => ({
      key: group.key ?? "",
      label: group.name,
      href: group.key
        ? searchOf({ ...rest, segment: [group.key] })
        : searchOf({ ...rest, segment: undefined }),
      cells: phases.map((phase) => {
        const href = group.key
          ? searchOf({ ...rest, phase: [phase.key], segment: [group.key] })
          : zoom(phase);
        return pooledCell(pooled(phase, group), phase, group, href, words);
      }),
    })),
  };
}

/** Every cell of the map, judged as the list that it is: segments among segments, all customers among themselves. */
function pooledInMap(
  groups: readonly Group[],
  phases: readonly Place[],
  rowsIn: (phase: Place, group: Group) => GapRow[],
  { list }: GapsPageData,
): (phase: Place, group: Group) => PooledGap {
  const cells = phases.flatMap((phase) => groups.map((group) => ({ phase, group })));
  const found = new Map<string, PooledGap>();
  const keyOf = (phase: Place, group: Group) => `${phase.id} ${group.id}`;
  for (const isOfAll of [false, true]) {
    const some = cells.filter(({ group }) => (group.id === null) === isOfAll);
    const gaps = pooledGaps(
      some.map(({ phase, group }) => rowsIn(phase, group)),
      list,
    );
    for (const [index, { phase, group }] of some.entries()) {
      const gap = gaps[index];
      if (gap) found.set(keyOf(phase, group), gap);
    }
  }
  return (phase, group) => found.get(keyOf(phase, group)) ?? pooledGap([], list);
}

function pooledCell(
  pooled: PooledGap,
  phase: Place,
  { name }: Group,
  href: string,
  words: GapWords,
): GapMapCell {
  const { t } = words;
  const { gap, verdict, n, thin, missed, judged } = pooled;
  const word = t(`verdicts.${verdict}`);
  const value = gap ? gapText(gap, words) : "";
  const said = missed > 0 ? t("map.missedOf", { missed, judged }) : "";
  const answers = answersText(n, words);
  return {
    key: phase.key,
    tone: toneOf[verdict],
    value,
    word: [word, said].filter(Boolean).join(" · "),
    n: answers,
    label: [`${name}, ${phase.name}: ${word}`, value, said, answers].filter(Boolean).join(", "),
    href,
    isThin: thin !== "enough",
  };
}

function touchpointsBySegment({ data, input, workspace, words, groups }: Frame) {
  const { list, places } = data;
  const { open: _, ...rest } = input;
  const rows = new Map(list.rows.map((row) => [`${row.touchpointId} ${row.segmentId}`, row]));
  const touchpoints = places.touchpoints.filter(({ id }) => list.rows.some((row) => row.touchpointId === id));
  const address = (touchpoint: string, segment: string | undefined) =>
    cellAddress(workspace, { touchpoint, segment }, input);
  return {
    corner: words.t("map.touchpoint"),
    columns: groups.map(({ key, name }) => ({
      key: key ?? "",
      label: name,
      href: searchOf({ ...rest, segment: key ? [key] : undefined }),
    })),
    rows: touchpoints.map(({ id, key, name }) => ({
      key,
      label: name,
      href: address(key, undefined),
      cells: groups.map((group) => {
        const row = rows.get(`${id} ${group.id}`);
        return row
          ? cellOf(row, group, name, address(key, group.key), words)
          : emptyCell(group, address(key, group.key), name, words);
      }),
    })),
  };
}

function cellOf(row: GapRow, group: Group, touchpoint: string, href: string, words: GapWords): GapMapCell {
  return {
    key: group.key ?? "",
    tone: toneOf[row.verdict],
    value: row.gap ? gapText(row.gap, words) : "",
    word: words.t(`verdicts.${row.verdict}`),
    n: answersText(row.experience.n, words),
    label: gapSentence(row, group.name, touchpoint, words),
    href,
    isThin: row.thin !== "enough",
  };
}

function emptyCell(group: Group, href: string, touchpoint: string, words: GapWords): GapMapCell {
  const word = words.t("verdicts.noExpectation");
  return {
    key: group.key ?? "",
    tone: "noExpectation",
    value: "",
    word,
    n: answersText(0, words),
    label: `${group.name}, ${touchpoint}: ${word}`,
    href,
    isThin: true,
  };
}

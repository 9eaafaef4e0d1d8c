import type { ExportWords, ListExport } from "@/lib/doors/list-export";
import { type JourneyMapInput, lanes } from "../schema/map";
import {
  loadJourneyMap,
  type MapColumn,
  type MapMeasure,
  type MapNote,
  type Station,
} from "./load-journey-map";

export type JourneyMapLine = {
  column: MapColumn;
  station: Station | null;
  note: MapNote | null;
  measure: MapMeasure | null;
};

/** The map as a list: each touchpoint with its score, then what stands in the lanes. */
export const journeyMapExport: ListExport<JourneyMapInput, JourneyMapLine> = {
  name: "journey-map",
  columns: [
    { key: "mainPhase", value: ({ column }) => column.parent },
    { key: "phase", value: ({ column }) => column.name },
    {
      key: "lane",
      value: ({ note, measure }, { t }) =>
        t(`journey.lanes.${note?.lane ?? (measure ? "measures" : "touchpoints")}`),
    },
    {
      key: "entry",
      value: ({ station, note, measure }) => station?.name ?? note?.text ?? measure?.name ?? null,
    },
    { key: "state", value: ({ measure }, { t }) => measure && t(`measures.states.${measure.state}`) },
    { key: "owner", value: ({ station }) => station?.owner ?? station?.department ?? null },
    { key: "value", kind: "number", value: ({ station }) => station?.score.value ?? null },
    { key: "low", kind: "number", value: ({ station }) => station?.score.interval?.low ?? null },
    { key: "high", kind: "number", value: ({ station }) => station?.score.interval?.high ?? null },
    { key: "n", kind: "number", value: ({ station }) => station?.score.n ?? null },
    { key: "expected", kind: "number", value: ({ station }) => station?.expected ?? null },
    { key: "verdict", value: ({ station }, words) => verdictOf(station, words) },
    { key: "mood", kind: "number", value: ({ station }) => station?.mood.value ?? null },
    { key: "moodWanted", kind: "number", value: ({ station }) => station?.wish ?? null },
    { key: "before", kind: "number", value: ({ station }) => station?.before?.value ?? null },
  ],
  rows: async (scope, input) => {
    const { columns, notes, measures } = await loadJourneyMap(scope, input);
    return columns.flatMap((column) => [
      ...column.stations
        .filter(({ isHidden }) => !isHidden)
        .map((station) => ({ column, station, note: null, measure: null })),
      ...lanes.flatMap((lane) =>
        notes
          .filter((note) => note.phase === column.key && note.lane === lane)
          .map((note) => ({ column, station: null, note, measure: null })),
      ),
      ...measures
        .filter(({ phase }) => phase === column.key)
        .map((measure) => ({ column, station: null, note: null, measure })),
    ]);
  },
};

function verdictOf(station: Station | null, { t }: ExportWords): string | null {
  if (!station) return null;
  if (station.score.suppressed) return t("exports.suppressed");
  return station.verdict && t(`journey.verdicts.${station.verdict}`);
}

import type { ExportWords, ListExport } from "@/lib/doors/list-export";
import { type JourneyMapInput, lanes } from "../schema/map";
import { loadJourneyMap, type MapColumn, type MapNote, type Station } from "./load-journey-map";

type Line = { column: MapColumn; station: Station | null; note: MapNote | null };

/** The map as a list: each touchpoint with its score, then what stands in the lanes. */
export const journeyMapExport: ListExport<JourneyMapInput, Line> = {
  name: "journey-map",
  columns: [
    { key: "mainPhase", value: ({ column }) => column.parent },
    { key: "phase", value: ({ column }) => column.name },
    {
      key: "lane",
      value: ({ note }, { t }) => (note ? t(`journey.lanes.${note.lane}`) : t("journey.lanes.touchpoints")),
    },
    { key: "touchpoint", value: ({ station, note }) => station?.name ?? note?.text ?? null },
    { key: "owner", value: ({ station }) => station?.owner ?? station?.department ?? null },
    { key: "value", kind: "number", value: ({ station }) => station?.score.value ?? null },
    { key: "low", kind: "number", value: ({ station }) => station?.score.interval?.low ?? null },
    { key: "high", kind: "number", value: ({ station }) => station?.score.interval?.high ?? null },
    { key: "n", kind: "number", value: ({ station }) => station?.score.n ?? null },
    { key: "expected", kind: "number", value: ({ station }) => station?.expected ?? null },
    { key: "verdict", value: ({ station }, words) => verdictOf(station, words) },
    { key: "before", kind: "number", value: ({ station }) => station?.before?.value ?? null },
  ],
  rows: async (scope, input) => {
    const { columns, notes } = await loadJourneyMap(scope, input);
    return columns.flatMap((column) => [
      ...column.stations
        .filter(({ isHidden }) => !isHidden)
        .map((station) => ({ column, station, note: null })),
      ...lanes.flatMap((lane) =>
        notes
          .filter((note) => note.phase === column.key && note.lane === lane)
          .map((note) => ({ column, station: null, note })),
      ),
    ]);
  },
};

function verdictOf(station: Station | null, { t }: ExportWords): string | null {
  if (!station) return null;
  if (station.score.suppressed) return t("exports.suppressed");
  return station.verdict && t(`journey.verdicts.${station.verdict}`);
}

import type { ListExport } from "@/lib/doors/list-export";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { periodAsked } from "@/lib/filters/rules/spans";
import { localDay } from "@/lib/period/local-day";
import type { GapRow } from "../rules/gap-row";
import { byPriority } from "../rules/rank-gaps";
import type { GapsPageInput } from "../schema";
import { gapsAsked } from "./load-gaps-page";
import { readOwners } from "./read-owners";

type Line = {
  row: GapRow;
  touchpoint: string;
  phase: string | null;
  segment: string | null;
  owner: string | null;
};

/** Every gap of the page as a file, the worst certain ones first. */
export const gapsExport: ListExport<GapsPageInput, Line> = {
  name: "gaps",
  columns: [
    { key: "segment", value: ({ segment }, { t }) => segment ?? t("expectations.everybody") },
    { key: "touchpoint", value: ({ touchpoint }) => touchpoint },
    { key: "phase", value: ({ phase }) => phase },
    { key: "owner", value: ({ owner }) => owner },
    { key: "scale", value: ({ row }) => row.question.scale },
    { key: "expected", kind: "number", value: ({ row }) => row.expected?.value ?? null },
    {
      key: "origin",
      value: ({ row }, { t }) => (row.expected ? t(`expectations.origin.${row.expected.from}`) : null),
    },
    { key: "experienced", kind: "number", value: ({ row }) => row.experience.mean },
    { key: "n", kind: "number", value: ({ row }) => row.experience.n },
    { key: "gap", kind: "number", value: ({ row }) => row.gap?.value ?? null },
    { key: "low", kind: "number", value: ({ row }) => row.gap?.interval?.low ?? null },
    { key: "high", kind: "number", value: ({ row }) => row.gap?.interval?.high ?? null },
    { key: "verdict", value: ({ row }, { t }) => t(`expectations.verdicts.${row.verdict}`) },
    { key: "importance", kind: "number", value: ({ row }) => row.importance?.value ?? null },
    { key: "priority", kind: "number", value: ({ row }) => row.priority?.certain ?? null },
    { key: "contactsPerMonth", kind: "number", value: ({ row }) => row.contactsPerMonth },
  ],
  rows: async (scope, input) => {
    const places = await readPlaces(scope);
    const period = periodAsked(input, localDay(new Date(), scope.timeZone), places.settings.defaultPeriod);
    const { rows, segments } = await gapsAsked(scope, input, places, period);
    const owners = await readOwners(scope, [...new Set(rows.map(({ touchpointId }) => touchpointId))]);
    const phases = new Map(places.phases.map(({ id, name }) => [id, name]));
    const touchpoints = new Map(places.touchpoints.map((one) => [one.id, one]));
    return [...rows].sort(byPriority).map((row) => {
      const touchpoint = touchpoints.get(row.touchpointId);
      const { department, person } = owners.get(row.touchpointId) ?? { department: null, person: null };
      return {
        row,
        touchpoint: touchpoint?.name ?? "",
        phase: phases.get(touchpoint?.phaseId ?? 0) ?? null,
        segment: segments.find(({ id }) => id === row.segmentId)?.name ?? null,
        owner: [department, person].filter(Boolean).join(", ") || null,
      };
    });
  },
};

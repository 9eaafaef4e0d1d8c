import type { Scope } from "@/lib/auth/scope";
import type { ListExport } from "@/lib/doors/list-export";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { isOverdue } from "../rules/judge-measure";
import { isScored } from "../schema";
import type { MeasuresInput } from "../schema/pages";
import { listOwners, type Owner } from "./list-owners";
import { type MeasureEffect, readEffects } from "./read-effects";
import { type MeasureRow, readMeasures } from "./read-measures";

/** A measure of the list: what it is, and what it did. */
export type ListedMeasure = MeasureRow & { effect: MeasureEffect; owner: string | null; isOverdue: boolean };

export type MeasuresData = {
  today: LocalDay;
  rows: ListedMeasure[];
  /** Whether there are any at all, whatever the filter says. */
  isEmpty: boolean;
  places: Places;
  owners: Owner[];
};

export async function listMeasures(scope: Scope, input: MeasuresInput): Promise<MeasuresData> {
  const today = localDay(new Date(), scope.timeZone);
  const places = await readPlaces(scope);
  const owners = await listOwners(scope);
  const found = await readMeasures(scope, {
    ...input,
    retired: input.retired === "true",
    ownerUserIds: input.owner?.flatMap((id) => owners.find(({ publicId }) => publicId === id)?.userId ?? []),
  });
  const effects = await readEffects(scope, found, { places, today });
  const names = new Map(owners.map(({ userId, name }) => [userId, name]));
  const rows = found.flatMap((row, index) => {
    const effect = effects[index];
    if (!effect) return [];
    const owner = names.get(row.ownerUserId ?? 0) ?? row.ownerName;
    return [{ ...row, effect, owner, isOverdue: isOverdue(row, effect.status, today) }];
  });
  const wanted = rows.filter(({ effect }) => !input.status || input.status.includes(effect.status));
  const isEmpty =
    rows.length === 0 && (await scope.db.measure.count({ where: { workspaceId: scope.workspaceId } })) === 0;
  return { today, rows: wanted, isEmpty, places, owners };
}

const nameOf = (list: readonly { key: string; name: string }[], key: string | null): string | null =>
  list.find((one) => one.key === key)?.name ?? null;

type ExportedRow = { row: ListedMeasure; places: Places };

/** The list as a file: the same rows in the same order, with the effect in numbers. */
export const measuresExport: ListExport<MeasuresInput, ExportedRow> = {
  name: "measures",
  columns: [
    { key: "name", value: ({ row }) => row.name },
    { key: "state", value: ({ row }, { t }) => t(`measures.states.${row.state}`) },
    { key: "owner", value: ({ row }) => row.owner },
    { key: "department", value: ({ row, places }) => nameOf(places.departments, row.department) },
    { key: "phase", value: ({ row, places }) => nameOf(places.phases, row.phase) },
    { key: "touchpoint", value: ({ row, places }) => nameOf(places.touchpoints, row.touchpoint) },
    { key: "segment", value: ({ row, places }) => nameOf(places.segments, row.segment) },
    {
      key: "figure",
      value: ({ row }, { t }) =>
        row.kpi?.measure === "promise"
          ? t("measures.promiseKept")
          : row.kpi && isScored(row.kpi.measure)
            ? t(`overview.measures.${row.kpi.measure}`)
            : row.kpiWords,
    },
    {
      key: "startValue",
      kind: "number",
      value: ({ row }) => row.startValue ?? row.effect.reading?.before.value ?? null,
    },
    { key: "value", kind: "number", value: ({ row }) => row.effect.now?.value ?? null },
    { key: "low", kind: "number", value: ({ row }) => row.effect.now?.interval?.low ?? null },
    { key: "high", kind: "number", value: ({ row }) => row.effect.now?.interval?.high ?? null },
    { key: "n", kind: "number", value: ({ row }) => row.effect.now?.n ?? null },
    { key: "target", kind: "number", value: ({ row }) => row.target },
    { key: "status", value: ({ row }, { t }) => t(`measures.statuses.${row.effect.status}`) },
    { key: "startsOn", kind: "day", value: ({ row }) => row.startsOn },
    { key: "dueOn", kind: "day", value: ({ row }) => row.dueOn },
    { key: "budget", kind: "money", value: ({ row }) => row.budgetMinor },
    {
      key: "personDays",
      kind: "number",
      value: ({ row }) => row.efforts.reduce((sum, { personDays }) => sum + personDays, 0),
    },
    { key: "id", value: ({ row }) => row.id },
  ],
  rows: async (scope, input) => {
    const { rows, places } = await listMeasures(scope, input);
    return rows.map((row) => ({ row, places }));
  },
};

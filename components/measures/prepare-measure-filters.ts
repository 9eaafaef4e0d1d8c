import type { Filter } from "@/components/ui/filter-address";
import type { MeasuresData } from "@/lib/measures/queries/list-measures";
import { measureStatuses } from "@/lib/measures/rules/judge-measure";
import { measureStates } from "@/lib/measures/schema";
import type { MeasuresInput } from "@/lib/measures/schema/pages";
import type { Words } from "./figure-words";

/** What the list is narrowed by; retired places only where the address already names them. */
export function prepareMeasureFilters(
  { places, owners }: MeasuresData,
  input: MeasuresInput,
  { t, overview }: Words,
): Filter[] {
  const place = (
    name: "phase" | "touchpoint" | "segment" | "department",
    list: readonly { key: string; name: string; retired: boolean }[],
    isMore = false,
  ): Filter => ({
    name,
    label: overview(`filters.${name}`),
    kind: "multi",
    options: list
      .filter(({ key, retired }) => !retired || input[name]?.includes(key))
      .map(({ key, name: label }) => ({ value: key, label })),
    value: input[name] ?? [],
    isMore,
  });
  return [
    {
      name: "status",
      label: t("status"),
      kind: "multi",
      options: measureStatuses.map((value) => ({ value, label: t(`statuses.${value}`) })),
      value: input.status ?? [],
    },
    {
      name: "state",
      label: t("state"),
      kind: "multi",
      options: measureStates.map((value) => ({ value, label: t(`states.${value}`) })),
      value: input.state ?? [],
    },
    place("phase", places.phases),
    place("department", places.departments),
    {
      name: "owner",
      label: t("fields.owner"),
      kind: "multi",
      options: owners
        .filter(({ publicId, isActive }) => isActive || input.owner?.includes(publicId))
        .map(({ publicId, name }) => ({ value: publicId, label: name })),
      value: input.owner ?? [],
    },
    place("touchpoint", places.touchpoints, true),
    place("segment", places.segments, true),
    {
      name: "retired",
      label: t("retired"),
      kind: "select",
      options: [{ value: "true", label: t("retiredOnly") }],
      value: input.retired ? [input.retired] : [],
      isMore: true,
    },
  ];
}

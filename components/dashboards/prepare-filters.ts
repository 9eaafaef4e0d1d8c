import type { Filter } from "@/components/ui/filter-address";
import type { Option } from "@/components/ui/option";
import { techniques } from "@/lib/feedback/rules/codes";
import type { Place, Places } from "@/lib/filters/queries/read-places";
import type { PageFilter } from "@/lib/filters/schema";
import { formatPeriod } from "@/lib/format/dates";
import { presets } from "@/lib/period/period";
import type { Words } from "./prepare-tile";

type Wanted = {
  /** What counts while the address says nothing. */
  fallback?: (typeof presets)[number];
  /** The filters that mean something on this page; all unless said otherwise. */
  only?: readonly string[];
};

/** The one filter, the same on every page. */
export function prepareFilters(
  places: Places,
  chosen: PageFilter,
  { t, locale }: Words,
  { fallback = places.settings.defaultPeriod, only }: Wanted = {},
): Filter[] {
  const dates = chosen.from && chosen.to ? [chosen.from, chosen.to] : null;
  const period: Filter = {
    name: "period",
    label: t("filters.period"),
    kind: "period",
    options: presets.map((value) => ({ value, label: t(`presets.${value}`) })),
    value: dates ?? (chosen.period ? [chosen.period] : []),
    ...(dates ? { text: formatPeriod({ from: dates[0] ?? "", to: dates[1] ?? "" }, locale) } : {}),
    fallback: [fallback],
  };
  const multi = (
    name: Exclude<keyof PageFilter, "period" | "from" | "to">,
    options: Option[],
    isMore = false,
  ) => {
    const value: string[] = chosen[name] ?? [];
    const none = value.includes("-") ? [{ value: "-", label: t("none") }] : [];
    return {
      name,
      label: t(`filters.${name}`),
      kind: "multi" as const,
      options: [...options, ...none],
      value,
      isMore,
    };
  };
  const phaseName = new Map(places.phases.map(({ id, name }) => [id, name]));
  const inPhase = (id: number | null) => (id === null ? undefined : phaseName.get(id));
  const filters: Filter[] = [
    period,
    multi("segment", optionsOf(places.segments, chosen.segment)),
    multi(
      "phase",
      optionsOf(places.phases, chosen.phase, ({ parentId }) => inPhase(parentId)),
    ),
    multi(
      "touchpoint",
      optionsOf(places.touchpoints, chosen.touchpoint, ({ phaseId }) => inPhase(phaseId)),
    ),
    multi("channel", optionsOf(places.channels, chosen.channel)),
    multi("department", optionsOf(places.departments, chosen.department), true),
    multi("product-group", optionsOf(places.productGroups, chosen["product-group"]), true),
    multi(
      "technique",
      techniques.names.map((value) => ({ value, label: t(`techniques.${value}`) })),
      true,
    ),
  ];
  return filters
    .filter(({ name }) => !only || only.includes(name))
    .filter(({ kind, options, value }) => kind === "period" || options.length > 0 || value.length > 0);
}

/** Retired ones are offered only where they are chosen already. */
function optionsOf<One extends Place>(
  places: readonly One[],
  chosen: readonly string[] | undefined,
  groupOf: (one: One) => string | undefined = () => undefined,
): Option[] {
  return places
    .filter(({ key, retired }) => !retired || chosen?.includes(key))
    .map((one) => {
      const group = groupOf(one);
      return { value: one.key, label: one.name, ...(group ? { group } : {}) };
    });
}

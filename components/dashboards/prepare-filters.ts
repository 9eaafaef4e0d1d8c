import type { Filter } from "@/components/ui/filter-address";
import { formatPeriod } from "@/lib/format/dates";
import { presets } from "@/lib/period/period";
import type { Words } from "./prepare-tile";

type Choices = {
  touchpoints: { key: string; name: string; group?: string }[];
  channels: { key: string; name: string }[];
};
type Chosen = {
  period?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  touchpoint?: string[] | undefined;
  channel?: string[] | undefined;
};

/** The one filter, the same on every tab. */
export function prepareFilters(
  choices: Choices,
  chosen: Chosen,
  { t, locale }: Words,
  fallback = "last-quarter",
): Filter[] {
  const dates = chosen.from && chosen.to ? [chosen.from, chosen.to] : null;
  return [
    {
      name: "period",
      label: t("filters.period"),
      kind: "period",
      options: presets.map((value) => ({ value, label: t(`presets.${value}`) })),
      value: dates ?? (chosen.period ? [chosen.period] : []),
      ...(dates ? { text: formatPeriod({ from: dates[0] ?? "", to: dates[1] ?? "" }, locale) } : {}),
      fallback: [fallback],
    },
    {
      name: "touchpoint",
      label: t("filters.touchpoint"),
      kind: "multi",
      options: choices.touchpoints.map(({ key, name, group }) => ({
        value: key,
        label: name,
        ...(group ? { group } : {}),
      })),
      value: chosen.touchpoint ?? [],
    },
    {
      name: "channel",
      label: t("filters.channel"),
      kind: "multi",
      options: choices.channels.map(({ key, name }) => ({ value: key, label: name })),
      value: chosen.channel ?? [],
    },
  ];
}

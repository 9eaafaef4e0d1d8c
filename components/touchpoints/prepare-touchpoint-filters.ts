import type { Filter } from "@/components/ui/filter-address";
import type { Choice, Choices } from "@/lib/touchpoints/queries/list-rows";
import { touchpointStates } from "@/lib/touchpoints/schema";
import { lacks, type TouchpointRowsInput } from "@/lib/touchpoints/schema/admin";

type Word = (key: string) => string;

/** What a list of choices offers: what is retired only where the address already names it. */
export const offered = (choices: readonly Choice[], named: readonly string[] = []) =>
  choices
    .filter(({ isRetired, key }) => !isRetired || named.includes(key))
    .map(({ key, name }) => ({ value: key, label: name }));

export function prepareTouchpointFilters(choices: Choices, input: TouchpointRowsInput, t: Word): Filter[] {
  const multi = (name: string, list: Choice[], value: string[] | undefined, isMore = false): Filter => ({
    name,
    label: t(`fields.${name}`),
    kind: "multi",
    options: offered(list, value),
    value: value ?? [],
    isMore,
  });
  return [
    multi("phase", choices.phase, input.phase),
    multi("department", choices.department, input.department),
    multi("channel", choices.channel, input.channel),
    {
      name: "lacks",
      label: t("lacks.label"),
      kind: "select",
      options: lacks.map((value) => ({ value, label: t(`lacks.${value}`) })),
      value: input.lacks ? [input.lacks] : [],
    },
    multi("owner", choices.owner, input.owner, true),
    {
      name: "state",
      label: t("fields.state"),
      kind: "multi",
      options: touchpointStates.map((value) => ({ value, label: t(`states.${value}`) })),
      value: input.state ?? [],
      isMore: true,
    },
    multi("moment", choices.momentOfTruth, input.moment, true),
    multi("product-group", choices.productGroup, input["product-group"], true),
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

/** The address of the list with this input; what is usual is left out. */
export function addressOf(input: Partial<TouchpointRowsInput>): string {
  const search = new URLSearchParams();
  const usual: Record<string, unknown> = { sort: "order", page: 1 };
  for (const [name, value] of Object.entries(input)) {
    if (value === usual[name]) continue;
    for (const one of [value ?? []].flat()) search.append(name, String(one));
  }
  return search.size > 0 ? `?${search}` : "";
}

import type { Filter } from "@/components/ui/filter-address";
import type { CustomerListData } from "@/lib/dashboards/queries/load-customers";
import { type CustomerListInput, spans, states } from "@/lib/dashboards/schema/customer-pages";
import { attributeName } from "@/lib/format/attributes";
import type { Translate } from "@/lib/language/translator";

/** The filters of the list; what is chosen and no longer offered stays visible, so that it can be taken away. */
export function prepareCustomerFilters(
  data: CustomerListData,
  input: CustomerListInput,
  t: Translate,
): Filter[] {
  const named = (entries: { key: string; name: string }[]) =>
    entries.map(({ key, name }) => ({ value: key, label: name }));
  const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const one = (value: string | undefined) => (value ? [value] : []);
  const span = (name: "joined" | "contact"): Filter => ({
    name,
    label: t(`filters.${name}`),
    kind: "select",
    options: spans.map((value) => ({ value, label: t(`spans.${name}.${value}`) })),
    value: one(input[name]),
    isMore: true,
  });
  return [
    {
      name: "state",
      label: t("filters.state"),
      kind: "select",
      options: states.map((value) => ({ value, label: t(`states.${value}`) })),
      value: one(input.state),
    },
    {
      name: "segment",
      label: t("filters.segment"),
      kind: "multi",
      options: named(data.segments),
      value: input.segment ?? [],
    },
    {
      name: "phase",
      label: t("filters.phase"),
      kind: "multi",
      options: named(data.phases),
      value: input.phase ?? [],
    },
    {
      name: "plan",
      label: t("filters.plan"),
      kind: "multi",
      options: plain(data.plans),
      value: input.plan ?? [],
    },
    {
      name: "kind",
      label: t("filters.kind"),
      kind: "select",
      options: (["person", "company"] as const).map((value) => ({ value, label: t(`kinds.${value}`) })),
      value: one(input.kind),
      isMore: true,
    },
    span("joined"),
    span("contact"),
    ...(input.attribute
      ? [
          {
            name: "attribute",
            label: t("filters.attribute"),
            kind: "multi" as const,
            options: input.attribute.map((value) => ({ value, label: attributeIs(value) })),
            value: input.attribute,
          },
        ]
      : []),
  ];
}

/** `home_owner:yes` as "Home owner = yes". */
function attributeIs(said: string): string {
  const [key = "", ...value] = said.split(":");
  return `${attributeName(key)} = ${value.join(":")}`;
}

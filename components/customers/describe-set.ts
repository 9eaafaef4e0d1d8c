import { reasonInWords } from "@/lib/contracts/rules/usual-reasons";
import { formatBucket, formatDay, formatPeriod } from "@/lib/format/dates";
import type { Translate } from "@/lib/language/translator";
import type { CustomerSetInput } from "@/lib/retention/schema";

type Words = { t: Translate; locale: string };

/** In words, whose list this is: "Lost between 1 July and 30 September, plan Fibre 250, reason price". Null without a set. */
export function describeSet(input: CustomerSetInput, { t, locale }: Words): string | null {
  if (!input.set) return null;
  const { "set.from": from, "set.to": to, "set.month": month, "set.age": age, "set.reason": reason } = input;
  const when =
    from && to
      ? formatPeriod({ from, to }, locale)
      : from
        ? t("set.since", { day: formatDay(from, locale) })
        : null;
  const list = (values: readonly string[] | undefined) => values?.join(", ");
  const detail = (name: string, value: string | undefined | null) =>
    value ? t(`set.detail.${name}`, { value }) : null;
  return [
    t(`set.names.${input.set}`),
    input.set === "cohort" && month ? formatBucket(`${month}-01`, "month", locale).long : when,
    age !== undefined ? t("set.detail.age", { age }) : null,
    input["set.days"] !== undefined ? t("set.detail.days", { days: input["set.days"] }) : null,
    detail("plan", list(input["set.plan"])),
    detail("phase", list(input["set.phase"])),
    detail("product-group", list(input["set.product-group"])),
    detail("segment", list(input["set.segment"])),
    input["set.without"] ? t(`set.without.${input["set.without"]}`) : null,
    reason === "" ? t("set.noReason") : detail("reason", reason && reasonInWords(reason, locale)),
    detail("moment", input["set.moment"]),
    detail("touchpoint", list(input["set.touchpoint"])),
    input["set.handled"] ? t(`set.handled.${input["set.handled"]}`) : null,
    input["set.outcome"] ? t(`set.outcome.${input["set.outcome"]}`) : null,
    input["set.involuntary"] ? t(`set.involuntary.${input["set.involuntary"]}`) : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

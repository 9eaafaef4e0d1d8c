import { attributeName } from "@/lib/format/attributes";
import { formatCount, formatShare, formatValue } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import { LEAST_SIDE, type SplitRule } from "@/lib/metrics/splitting-attribute";
import type { Spread, SpreadAt } from "@/lib/splits/queries/read-spreads";

export type SplitWords = { t: Translate; locale: string };

export type SplitSide = { key: string; name: string; mean: string; n: string; spread: string };

/** The group in one sentence, and its two sides; without a split the sentence says that there is none. */
export function prepareSplit({ touchpoint, n, spread, split }: Spread, { t, locale }: SplitWords) {
  const values = {
    touchpoint: touchpoint.name,
    spread: formatValue("rating", spread, locale),
    n,
    shown: formatCount(n, locale),
  };
  if (!split) return { sentence: t("wideOnly", values), sides: [], explained: null };
  const side = (moments: typeof split.matching, isMatching: boolean): SplitSide => ({
    key: String(isMatching),
    name: sideText(split.rule, isMatching, t),
    mean: formatValue("rating", moments.mean, locale),
    n: t("answers", { n: moments.n, shown: formatCount(moments.n, locale) }),
    spread: t("spreadAfter", { spread: formatValue("rating", Math.sqrt(moments.variance ?? 0), locale) }),
  });
  const sides = [side(split.matching, true), side(split.others, false)];
  const [first, second] = sides;
  return {
    sentence: t("suggestion", {
      touchpoint: touchpoint.name,
      first: first?.name ?? "",
      firstMean: first?.mean ?? "",
      second: second?.name ?? "",
      secondMean: second?.mean ?? "",
    }),
    sides,
    explained: t("explained", { share: formatShare(split.explained, locale), ...values }),
  };
}

/** Why one value speaks for the group, or why it cannot be told yet. */
export function prepareWishes({ kind, n, spread }: SpreadAt, { t, locale }: SplitWords): string {
  return t(`wishes.${kind}`, {
    n,
    shown: formatCount(n, locale),
    least: LEAST_SIDE,
    both: 2 * LEAST_SIDE,
    spread: spread === null ? "" : formatValue("rating", spread, locale),
  });
}

function sideText(rule: SplitRule, isMatching: boolean, t: Translate): string {
  const attribute = attributeName(rule.attribute);
  if ("atMost" in rule)
    return t(isMatching ? "sides.atMost" : "sides.moreThan", { attribute, value: String(rule.atMost) });
  if (typeof rule.is === "boolean")
    return t(rule.is === isMatching ? "sides.yes" : "sides.no", { attribute, value: "" });
  return t(isMatching ? "sides.is" : "sides.isNot", { attribute, value: rule.is });
}

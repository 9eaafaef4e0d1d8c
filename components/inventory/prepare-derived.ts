import { howComputed } from "@/components/drivers/how-computed";
import { rangeText } from "@/components/drivers/prepare-drivers";
import type { DefinitionText } from "@/components/ui/definition-popover";
import type { DriversData } from "@/lib/drivers/queries/load-drivers";
import { analyseCases, driverShare, driversByTouchpoint } from "@/lib/drivers/rules/analyse-cases";
import { formatCount, formatShare } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import type { InventoryWords, ScoreText } from "./score-text";

/** Derived importance of every touchpoint; what is not certain is pale and has no rank. */
export function derivedTexts(
  data: DriversData,
  { t, locale }: InventoryWords,
): (touchpointId: number) => ScoreText {
  const drivers = driversByTouchpoint(data);
  return (touchpointId) => {
    const driver = drivers.get(touchpointId);
    const share = driver ? driverShare(driver) : null;
    if (!driver || share === null) return { value: "–", details: [t("derived.tooFew")], isThin: true };
    const rank = driver.rank === null ? t("derived.unsure") : t("derived.rank", { rank: driver.rank });
    return {
      value: formatShare(share, locale, 0),
      details: [rank, rangeText(driver, locale)].filter((part) => part !== ""),
      isThin: driver.significant !== true,
    };
  };
}

/** What the column is a share of, from how many, and how it is worked out. */
export function derivedNote(
  data: DriversData,
  { t, locale }: InventoryWords,
  drivers: Translate,
): { sentence: string; how: DefinitionText } {
  const analysis = analyseCases(data.cases);
  const values = {
    outcome: drivers(`outcomes.${data.outcome}`),
    n: analysis.n,
    shown: formatCount(analysis.n, locale),
  };
  return {
    sentence: t(analysis.result ? `derived.basis.${data.cases.together}` : "derived.none", values),
    how: howComputed(data, analysis, { t: drivers, locale }),
  };
}

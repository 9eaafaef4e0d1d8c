import type { DefinitionText } from "@/components/ui/definition-popover";
import type { DriversData } from "@/lib/drivers/queries/load-drivers";
import { formatCount, formatDecimals, formatShare } from "@/lib/format/numbers";
import type { DriverAnalysis } from "@/lib/metrics/drivers";
import type { DriverWords } from "./prepare-drivers";

/** "How is this computed?": the method, the numbers of the whole, and what the other method says. */
export function howComputed(
  data: DriversData,
  { n, incomplete, constant, result }: DriverAnalysis,
  { t, locale }: DriverWords,
): DefinitionText {
  const names = new Map(data.places.touchpoints.map(({ id, name }) => [String(id), name]));
  const exact = (value: number) => formatDecimals(value, locale, 3);
  const headline = result?.headline ?? "lmg";
  const other = headline === "lmg" ? "johnson" : "lmg";
  const parameters = [
    { label: t("how.method"), value: t(`how.methods.${headline}`) },
    { label: t("how.n"), value: formatCount(n, locale) },
    { label: t("how.incomplete"), value: formatCount(incomplete, locale) },
    { label: t("how.r2"), value: exact(result?.r2 ?? 0) },
    { label: t("how.adjustedR2"), value: exact(result?.adjustedR2 ?? 0) },
    ...(constant.length > 0
      ? [{ label: t("how.constant"), value: constant.map((key) => names.get(key) ?? "").join(", ") }]
      : []),
  ];
  const rows = (result?.drivers ?? []).map(({ key, beta, correlation, johnsonShare, lmgShare }) => {
    const share = other === "johnson" ? johnsonShare : lmgShare;
    const parts = [
      `β ${exact(beta)}`,
      `r ${exact(correlation)}`,
      ...(share === null ? [] : [`${t(`how.methods.${other}`)} ${formatShare(share, locale, 1)}`]),
    ];
    return { label: names.get(key) ?? "", value: parts.join(" · ") };
  });
  return {
    title: t("how.title"),
    paragraphs: [t(`how.${headline}`), t("how.cases"), t("how.certain"), t("how.suppressor")],
    parameters: [...parameters, ...rows],
  };
}

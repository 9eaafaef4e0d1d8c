import { touchpointAddress } from "@/components/inventory/inventory-address";
import { brandTexts } from "@/components/inventory/prepare-inventory";
import type { InventoryWords, ScoreText } from "@/components/inventory/score-text";
import type { BrandData } from "@/lib/brand/queries/load-brand";
import { formatCount, formatValue } from "@/lib/format/numbers";

export type BrandLine = {
  key: string;
  name: string;
  href: string;
  overall: ScoreText[];
  /** In the order of the values. */
  values: ScoreText[][];
};

export function prepareBrandLines(data: BrandData, workspace: string, words: InventoryWords): BrandLine[] {
  const values = data.values.filter(({ isRetired }) => !isRetired);
  return data.rated.map(({ key, name, fit }) => ({
    key,
    name,
    href: touchpointAddress(workspace, key),
    overall: fit ? brandTexts(fit.overall, words) : [],
    values: values.map(({ id }) => {
      const one = fit?.byValue.get(id);
      return one ? brandTexts(one, words) : [];
    }),
  }));
}

/** The answer: how many are rated, which fits least, which best, as customers say it. */
export function brandSentence({ rated, inUse }: BrandData, t: InventoryWords["t"], locale: string): string {
  const byCustomers = rated.flatMap(({ name, fit }) =>
    fit?.overall.customers ? [{ name, score: fit.overall.customers.score }] : [],
  );
  const [worst, best] = [byCustomers[0], byCustomers.at(-1)];
  if (!worst || !best) return t("nobodyRated");
  return t("sentence", {
    rated: formatCount(byCustomers.length, locale),
    inUse: formatCount(inUse, locale),
    worst: worst.name,
    worstScore: formatValue("rating", worst.score, locale),
    best: best.name,
    bestScore: formatValue("rating", best.score, locale),
  });
}

/** Which contacts are tied to the image, in words. */
export function tiesSentence({ ties }: BrandData, t: InventoryWords["t"]): string {
  const told = ties.found.filter(({ strength }) => strength === "closely" || strength === "loosely");
  const judgement = t(`judgements.${ties.judgement}`);
  if (ties.found.every(({ strength }) => strength === "tooFew")) return t("ties.tooFew", { judgement });
  const [first] = told;
  if (!first) return t("ties.none", { judgement });
  return t("ties.found", { count: told.length, name: first.name, judgement });
}

import type { Tone } from "@/components/ui/verdict-chip";

/** Fill of a mark: a judgement, or the first series where nothing is judged. */
export type ChartTone = Tone | "plain";

export const fillOf: Record<ChartTone, string> = {
  good: "bg-good",
  bad: "bg-bad",
  caution: "bg-caution",
  none: "bg-none",
  plain: "bg-series-1",
};

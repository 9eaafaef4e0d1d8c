import {
  ArrowDown,
  ArrowUp,
  Check,
  CircleDashed,
  CircleHelp,
  type LucideIcon,
  Minus,
  Star,
  TriangleAlert,
  X,
} from "lucide-react";

const icons = {
  up: ArrowUp,
  down: ArrowDown,
  same: Minus,
  open: CircleHelp,
  few: CircleDashed,
  check: Check,
  star: Star,
  cross: X,
  warning: TriangleAlert,
} satisfies Record<string, LucideIcon>;

const tones = {
  good: "bg-good-soft text-good-text",
  bad: "bg-bad-soft text-bad-text",
  caution: "bg-caution-soft text-caution-text",
  none: "bg-none-soft text-none-text",
} as const;

export type Tone = keyof typeof tones;
export type Verdict = { word: string; icon?: keyof typeof icons; tone: Tone };

/** A judgement in one word. The icon tells the direction, the colour whether that is good; the word says both. */
export function VerdictChip({ word, icon, tone }: Verdict) {
  const Icon = icon ? icons[icon] : null;
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-sm px-1.5 py-0.5 text-xs/4 font-medium whitespace-nowrap ${tones[tone]}`}
    >
      {Icon ? <Icon aria-hidden="true" strokeWidth={2.25} className="size-3 shrink-0" /> : null}
      {word}
    </span>
  );
}

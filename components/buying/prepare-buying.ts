import type { Tone, Verdict } from "@/components/ui/verdict-chip";
import type { BuyingData, BuyingPhase } from "@/lib/buying/queries/load-buying";
import type { AnswerState, GapCounts } from "@/lib/buying/rules/gaps";
import type { BuyingInput } from "@/lib/buying/schema/pages";
import type { Translate } from "@/lib/language/translator";

const looks: Record<AnswerState, { icon: Verdict["icon"]; tone: Tone }> = {
  nothing: { icon: "cross", tone: "bad" },
  stepOnly: { icon: "warning", tone: "caution" },
  answered: { icon: "check", tone: "good" },
};

export const answerChip = (answer: AnswerState, t: Translate): Verdict => {
  const { icon, tone } = looks[answer];
  return { word: t(`answers.${answer}`), tone, ...(icon ? { icon } : {}) };
};

/** "2 of 9 information needs have nothing, 3 only a step without content." */
export function gapSentence({ nothing, stepOnly, total }: GapCounts, t: Translate): string {
  if (total === 0) return t("lead.empty");
  if (nothing > 0 && stepOnly > 0) return t("lead.both", { nothing, stepOnly, total });
  if (nothing > 0) return t("lead.nothing", { nothing, total });
  if (stepOnly > 0) return t("lead.stepOnly", { stepOnly, total });
  return t("lead.answered", { total });
}

/** The page's answer: how many needs are open, and where most of them are. */
export function buyingLead({ counts, phases }: BuyingData, t: Translate): string {
  const open = (phase: BuyingPhase) => phase.counts.nothing + phase.counts.stepOnly;
  const [worst, next] = [...phases].sort((a, b) => open(b) - open(a));
  const said = gapSentence(counts, t);
  if (!worst || open(worst) === 0 || (next && open(next) === open(worst))) return said;
  return `${said} ${t("lead.worst", { phase: worst.name, n: open(worst) })}`;
}

/** What is shown of a sub-phase: all its needs, or only those that we do not answer well. */
export const shownNeeds = ({ needs }: BuyingPhase, { show }: BuyingInput) =>
  needs.filter(({ answer }) => show !== "gaps" || answer !== "answered");

/** The address of the page with something open on it; what is shown stays. */
export function buyingAddress(
  workspace: string,
  { show }: BuyingInput,
  open: Record<string, string> = {},
): string {
  const search = new URLSearchParams({ ...(show ? { show } : {}), ...open });
  return `/w/${workspace}/journey/buying${search.size > 0 ? `?${search}` : ""}`;
}

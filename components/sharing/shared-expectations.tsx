import { GapBars } from "@/components/charts/gap-bars";
import { GapMap } from "@/components/charts/gap-map";
import { type GapWords, groupName } from "@/components/expectations/gap-words";
import { prepareGapMap } from "@/components/expectations/prepare-gap-map";
import { gapBar, sayGaps } from "@/components/expectations/prepare-gaps";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { Locale } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import type { SharedExpectations, SharedGap } from "@/lib/sharing/queries/load-shared";

type PartProps = { content: SharedExpectations; locale: Locale };

/** Where most is missing from what customers expect, or all of it as a map, for somebody who may go no further. */
export function SharedExpectationsPart({ content, locale }: PartProps) {
  const t = translator(locale, "expectations");
  const words: GapWords = { t, locale };
  const { worst, counts, hasExpectations, map } = content;
  const named = ({ row, who, where }: SharedGap) => ({ row, where, who: who ?? groupName(null, [], words) });
  const [first] = worst;
  return (
    <>
      <p className="mb-6 max-w-[72ch] text-[0.9375rem]/6 text-pretty">
        {hasExpectations ? sayGaps(first && named(first), counts, words) : t("lead.none")}
      </p>
      {map ? <GapMap caption={t("map.title")} {...prepareGapMap(map, null, words)} /> : null}
      {worst.length > 0 && !map ? (
        <GapBars
          caption={t("worst.title")}
          labels={{ expected: t("expected"), experienced: t("experienced") }}
          bars={worst.map((gap) => {
            const { verdicts, ...bar } = gapBar(named(gap), words);
            const also = gap.also.map((who) => who ?? groupName(null, [], words));
            return {
              ...bar,
              details: also.length > 0 ? [t("also", { who: also.join(", ") })] : [],
              verdict: verdicts.map((verdict) => <VerdictChip key={verdict.word} {...verdict} />),
            };
          })}
        />
      ) : null}
    </>
  );
}

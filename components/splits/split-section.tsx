import { getTranslations } from "next-intl/server";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import type { SplitSegment } from "@/lib/splits/queries/load-cell-page";
import type { Spread } from "@/lib/splits/queries/read-spreads";
import { SplitSuggestion } from "./split-suggestion";

type SplitSectionProps = { segment: SplitSegment; spreads: readonly Spread[]; page: PageContext };

/** Where a group wants two things: both in one sentence each, and the button that makes two groups of it. */
export async function SplitSection({ segment, spreads, page }: SplitSectionProps) {
  const t = await getTranslations("splits");
  if (spreads.length === 0) return null;
  return (
    <Section
      title={t("title")}
      actions={<DefinitionPopover title={t("title")} paragraphs={[t("how.spread"), t("how.split")]} />}
    >
      <ul className="flex flex-col gap-6">
        {spreads.map((spread) => (
          <li key={spread.touchpoint.key}>
            <SplitSuggestion segment={segment} spread={spread} page={page} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { getTranslations } from "next-intl/server";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import type { GapCellPage } from "@/lib/splits/queries/load-cell-page";
import { prepareWishes } from "./prepare-split";
import { SplitSuggestion } from "./split-suggestion";

type WishesSectionProps = {
  wishes: NonNullable<GapCellPage["wishes"]>;
  touchpoint: { key: string; name: string };
  page: PageContext;
};

/** Whether one value can speak for this group here; if not, what tells who wants what. */
export async function WishesSection({ wishes: { segment, at }, touchpoint, page }: WishesSectionProps) {
  const t = await getTranslations("splits");
  const words = { t: translator(page.locale, "splits"), locale: page.locale };
  const { spread, n, scale, split } = at;
  return (
    <Section
      title={t("title")}
      actions={
        <DefinitionPopover
          title={t("title")}
          paragraphs={[t("how.spread"), t("how.split"), t("how.whole")]}
        />
      }
    >
      {at.kind === "wide" && spread !== null ? (
        <SplitSuggestion segment={segment} spread={{ touchpoint, scale, n, spread, split }} page={page} />
      ) : (
        <p className="max-w-[72ch] text-muted">{prepareWishes(at, words)}</p>
      )}
    </Section>
  );
}

import { MessagesSquare } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { JourneyTabs } from "@/components/phasebook/journey-tabs";
import { ChoiceLinks } from "@/components/ui/choice-links";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import type { BuyingData } from "@/lib/buying/queries/load-buying";
import type { BuyingInput } from "@/lib/buying/schema/pages";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import { BuyingDrawers } from "./buying-drawers";
import { NeedTable } from "./need-table";
import { buyingAddress, buyingLead, shownNeeds } from "./prepare-buying";

type BuyingViewProps = { data: BuyingData; input: BuyingInput; page: PageContext };

/** What customers want to know on the way to buying, what we have for it, and where nothing is. */
export async function BuyingView({ data, input, page }: BuyingViewProps) {
  const t = await getTranslations("buying");
  const { workspace } = page;
  const isShown = (show: BuyingInput["show"]) => input.show === show;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={buyingLead(data, translator(page.locale, "buying"))}
        actions={<DefinitionPopover title={t("title")} paragraphs={[t("how.needs"), t("how.answers")]} />}
      />
      <JourneyTabs current="/buying" workspace={workspace} />
      {data.phases.length === 0 ? (
        <EmptyState icon={MessagesSquare} title={t("noPhases.title")} text={t("noPhases.text")} />
      ) : (
        <>
          <div className="mb-6 flex flex-wrap items-center gap-2 print:hidden">
            <ChoiceLinks
              label={t("show.label")}
              choices={[
                { label: t("show.all"), href: buyingAddress(workspace, {}), isCurrent: isShown(undefined) },
                {
                  label: t("show.gaps"),
                  href: buyingAddress(workspace, { show: "gaps" }),
                  isCurrent: isShown("gaps"),
                },
              ]}
            />
            <div className="ms-auto">
              <ExportMenu href={`/w/${workspace}/journey/buying/export`} query={{ show: input.show }} />
            </div>
          </div>
          {data.phases.map((phase) => (
            <NeedTable
              key={phase.key}
              phase={phase}
              needs={shownNeeds(phase, input)}
              input={input}
              page={page}
            />
          ))}
        </>
      )}
      {page.can("journeys:write") ? <BuyingDrawers data={data} input={input} page={page} /> : null}
    </>
  );
}

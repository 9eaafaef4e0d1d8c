import { ArrowUpDown, Pencil, Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { touchpointAddress } from "@/components/inventory/inventory-address";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { BuyingPhase, NeedRow, OfferRow } from "@/lib/buying/queries/load-buying";
import { type OfferKind, offerKinds } from "@/lib/buying/rules/gaps";
import type { BuyingInput } from "@/lib/buying/schema/pages";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import { answerChip, buyingAddress, gapSentence } from "./prepare-buying";

type NeedTableProps = { phase: BuyingPhase; needs: NeedRow[]; input: BuyingInput; page: PageContext };

/** The needs of a sub-phase in the order in which they come up, each with our steps and contents beside it. */
export async function NeedTable({ phase, needs, input, page }: NeedTableProps) {
  const t = await getTranslations("buying");
  const words = translator(page.locale, "buying");
  const open = (what: Record<string, string>) => buyingAddress(page.workspace, input, what);
  const mayWrite = page.can("journeys:write");
  const isEditable = mayWrite && !phase.isRetired;
  const offersOf = (need: NeedRow, kind: OfferKind) => (
    <Offers
      offers={need.offers.filter((offer) => offer.kind === kind)}
      none={t(`no.${kind}`)}
      labels={{ retired: t("retired"), edit: (name) => t("edit", { what: name }) }}
      hrefOf={mayWrite ? (offer) => open({ offer }) : null}
      workspace={page.workspace}
    />
  );
  return (
    <Section
      title={phase.name}
      lead={gapSentence(phase.counts, words)}
      actions={
        isEditable ? (
          <>
            {phase.needs.length > 1 ? (
              <ButtonLink href={open({ sort: phase.key })} scroll={false} size="sm" variant="ghost">
                <ArrowUpDown aria-hidden="true" />
                {t("sort.open")}
              </ButtonLink>
            ) : null}
            <ButtonLink href={open({ need: "new", phase: phase.key })} scroll={false} size="sm">
              <Plus aria-hidden="true" />
              {t("needs.new")}
            </ButtonLink>
          </>
        ) : phase.isRetired ? (
          <Badge>{t("retired")}</Badge>
        ) : undefined
      }
    >
      <DataTable
        caption={phase.name}
        empty={<p className="text-muted">{phase.needs.length > 0 ? t("needs.noGaps") : t("needs.empty")}</p>}
        columns={[
          { key: "need", label: t("needs.label") },
          { key: "answer", label: t("answer"), phone: "line", width: "9rem" },
          ...offerKinds.map((kind) => ({
            key: kind,
            label: t(`columns.${kind}`),
            phone: "block" as const,
            width: "24%",
          })),
          ...(mayWrite
            ? [{ key: "edit", label: t("actions"), isLabelHidden: true, phone: "column" as const }]
            : []),
        ]}
        rows={needs.map((need) => ({
          key: need.id,
          cells: {
            need: <span className="font-medium text-pretty">{need.text}</span>,
            answer: <VerdictChip {...answerChip(need.answer, words)} />,
            step: offersOf(need, "step"),
            content: offersOf(need, "content"),
            edit: (
              <span className="flex justify-end gap-1 print:hidden">
                <ButtonLink
                  href={open({ offer: "new", for: need.id })}
                  scroll={false}
                  variant="ghost"
                  size="sm"
                  isIconOnly
                  aria-label={t("offers.newFor", { what: need.text })}
                >
                  <Plus aria-hidden="true" className="size-3.5" />
                </ButtonLink>
                <ButtonLink
                  href={open({ need: need.id })}
                  scroll={false}
                  variant="ghost"
                  size="sm"
                  isIconOnly
                  aria-label={t("edit", { what: need.text })}
                >
                  <Pencil aria-hidden="true" className="size-3.5" />
                </ButtonLink>
              </span>
            ),
          },
        }))}
      />
    </Section>
  );
}

type OffersProps = {
  offers: OfferRow[];
  none: string;
  labels: { retired: string; edit: (name: string) => string };
  /** Null: the reader may not edit. */
  hrefOf: ((id: string) => string) | null;
  workspace: string;
};

function Offers({ offers, none, labels, hrefOf, workspace }: OffersProps) {
  if (offers.length === 0) return <span className="text-muted">{none}</span>;
  return (
    <ul className="flex flex-col gap-1.5">
      {offers.map((offer) => (
        <li key={offer.id} className="min-w-0">
          <span className="inline-flex max-w-full items-baseline gap-1">
            {offer.address ? (
              <a
                href={offer.address}
                target="_blank"
                rel="noreferrer"
                className="text-link min-w-0 break-words"
              >
                {offer.name}
              </a>
            ) : (
              <span className="min-w-0 break-words">{offer.name}</span>
            )}
            {hrefOf ? (
              <ButtonLink
                href={hrefOf(offer.id)}
                scroll={false}
                variant="ghost"
                size="sm"
                isIconOnly
                aria-label={labels.edit(offer.name)}
                className="-my-1 print:hidden"
              >
                <Pencil aria-hidden="true" className="size-3" />
              </ButtonLink>
            ) : null}
          </span>
          {offer.touchpoint || offer.department ? (
            <span className="block text-xs text-muted">
              {offer.touchpoint ? (
                <Link
                  href={touchpointAddress(workspace, offer.touchpoint.key)}
                  className="underline decoration-border underline-offset-4 hover:text-foreground"
                >
                  {offer.touchpoint.name}
                </Link>
              ) : null}
              {offer.touchpoint?.isRetired ? ` (${labels.retired})` : null}
              {offer.touchpoint && offer.department ? " · " : null}
              {offer.department?.name}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

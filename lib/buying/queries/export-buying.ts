import type { ListExport } from "@/lib/doors/list-export";
import type { BuyingInput } from "../schema/pages";
import { loadBuying, type NeedRow, type OfferRow } from "./load-buying";

type ExportedRow = { phase: string; need: NeedRow; offer: OfferRow | null };

/** A line for each step or content, and one for each need that has nothing. */
export const buyingExport: ListExport<BuyingInput, ExportedRow> = {
  name: "buying",
  columns: [
    { key: "phase", value: ({ phase }) => phase },
    { key: "informationNeed", value: ({ need }) => need.text },
    { key: "state", value: ({ need }, { t }) => t(`buying.answers.${need.answer}`) },
    { key: "kind", value: ({ offer }, { t }) => offer && t(`buying.kinds.${offer.kind}`) },
    { key: "name", value: ({ offer }) => offer?.name ?? null },
    { key: "address", value: ({ offer }) => offer?.address ?? null },
    { key: "touchpoint", value: ({ offer }) => offer?.touchpoint?.name ?? null },
    { key: "department", value: ({ offer }) => offer?.department?.name ?? null },
  ],
  rows: async (scope, input) => {
    const { phases } = await loadBuying(scope, input);
    return phases.flatMap(({ name, needs }) =>
      needs
        .filter(({ answer }) => input.show !== "gaps" || answer !== "answered")
        .flatMap((need): ExportedRow[] => {
          const offers = need.offers.length > 0 ? need.offers : [null];
          return offers.map((offer) => ({ phase: name, need, offer }));
        }),
    );
  },
};

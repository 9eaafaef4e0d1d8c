import type { BuyingData } from "@/lib/buying/queries/load-buying";
import type { BuyingInput } from "@/lib/buying/schema/pages";
import type { PageContext } from "@/lib/doors/define-page";
import { NeedDrawer } from "./need-drawer";
import { OfferDrawer } from "./offer-drawer";
import { buyingAddress } from "./prepare-buying";
import { SortDrawer } from "./sort-drawer";

type BuyingDrawersProps = { data: BuyingData; input: BuyingInput; page: PageContext };

/** Whatever the address says is open. */
export function BuyingDrawers({ data, input, page }: BuyingDrawersProps) {
  const { workspace } = page;
  const { places, phases } = data;
  const closeHref = buyingAddress(workspace, input);
  const reload = (what: Record<string, string>) => buyingAddress(workspace, input, what);
  const common = { workspace, languages: data.languages, closeHref };
  const needs = phases.flatMap((phase) => phase.needs);

  const sorted = phases.find(({ key }) => key === input.sort);
  if (sorted)
    return (
      <SortDrawer
        phase={{ key: sorted.key, name: sorted.name }}
        needs={sorted.needs.map(({ id, text }) => ({ id, text }))}
        workspace={workspace}
        closeHref={closeHref}
      />
    );

  const need = needs.find(({ id }) => id === input.need) ?? null;
  const phase = need?.phase ?? phases.find(({ key }) => key === input.phase)?.key ?? phases[0]?.key;
  if (phase && (need || input.need === "new"))
    return (
      <NeedDrawer
        key={need ? `${need.id} ${need.version}` : "new"}
        need={need}
        phase={phase}
        phases={phases
          .filter(({ key, isRetired }) => !isRetired || key === phase)
          .map(({ key, name }) => ({ value: key, label: name }))}
        {...common}
        reloadHref={reload({ need: need?.id ?? "new" })}
      />
    );

  const offer = needs.flatMap(({ offers }) => offers).find(({ id }) => id === input.offer) ?? null;
  const target = needs.find(({ id }) => id === (offer?.need ?? input.for));
  if (!target || !(offer || input.offer === "new")) return null;
  const phaseName = new Map(places.phases.map(({ id, name }) => [id, name]));
  const inUse = <One extends { key: string; retired: boolean }>(list: readonly One[], chosen?: string) =>
    list.filter(({ key, retired }) => !retired || key === chosen);
  return (
    <OfferDrawer
      key={offer ? `${offer.id} ${offer.version}` : "new"}
      offer={offer}
      need={{ id: target.id, text: target.text }}
      touchpoints={inUse(places.touchpoints, offer?.touchpoint?.key).map(({ key, name, phaseId }) => {
        const group = phaseId === null ? undefined : phaseName.get(phaseId);
        return { value: key, label: name, ...(group ? { group } : {}) };
      })}
      departments={inUse(places.departments, offer?.department?.key).map(({ key, name }) => ({
        value: key,
        label: name,
      }))}
      {...common}
      reloadHref={reload(offer ? { offer: offer.id } : { offer: "new", for: target.id })}
    />
  );
}

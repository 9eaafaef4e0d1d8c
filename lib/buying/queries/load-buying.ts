import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localText, type Texts, textsOf } from "@/lib/fields/texts";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import type { Locale } from "@/lib/language/locale";
import { type BookPhase, familyOf, inOrder, leavesOf } from "@/lib/phasebook/rules/phases";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import { type AnswerState, answerOf, countGaps, type GapCounts, type OfferKind } from "../rules/gaps";
import type { BuyingInput } from "../schema/pages";

type Named = { key: string; name: string; isRetired: boolean };

export type OfferRow = {
  id: string;
  version: number;
  need: string;
  kind: OfferKind;
  name: string;
  texts: Texts;
  address: string | null;
  touchpoint: Named | null;
  department: Named | null;
};

export type NeedRow = {
  id: string;
  version: number;
  phase: string;
  text: string;
  texts: Texts;
  answer: AnswerState;
  offers: OfferRow[];
};

export type BuyingPhase = {
  key: string;
  name: string;
  isRetired: boolean;
  counts: GapCounts;
  needs: NeedRow[];
};

export type BuyingData = {
  counts: GapCounts;
  /** The way to the purchase, sub-phase by sub-phase. */
  phases: BuyingPhase[];
  languages: Locale[];
  places: Places;
};

/** The main phase whose parts are the way to the purchase; its key stays (lib/catalogue). */
const buyingKey = "acquisition";
/** More than anybody reads on one page. */
const mostNeeds = 500;

type OfferFound = {
  id: string;
  version: number;
  kind: OfferKind;
  name: string;
  address: string | null;
  translations: unknown;
  touchpointId: number | null;
  departmentId: number | null;
};

type Row = {
  id: string;
  version: number;
  phaseId: number;
  text: string;
  translations: unknown;
  offers: OfferFound[];
};

/** What customers want to know on the way to buying, and what we have for each of it. */
export async function loadBuying(scope: Scope, _: BuyingInput): Promise<BuyingData> {
  const { db, workspaceId } = scope;
  const places = await readPlaces(scope);
  const pages = buyingPhases(places.phases);
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    select n."publicId"::text as id, n."version", n."phaseId", n."text", n."translations",
      (select coalesce(json_agg(json_build_object('id', o."publicId", 'version', o."version", 'kind', o."kind",
          'name', o."name", 'address', o."address", 'translations', o."translations",
          'touchpointId', o."touchpointId", 'departmentId', o."departmentId")
          order by o."kind" desc, o."position", o."id"), '[]'::json)
        from information_offer o where o."workspaceId" = n."workspaceId" and o."needId" = n."id") as offers
    from information_need n
    where n."workspaceId" = ${workspaceId} and n."retiredAt" is null
      and n."phaseId" = any(${pages.map(({ id }) => id)}::int[])
    order by n."position", n."id" limit ${mostNeeds}`);
  const phases = pages.flatMap((phase): BuyingPhase[] => {
    const needs = rows
      .filter(({ phaseId }) => phaseId === phase.id)
      .map((row) => needOf(row, phase, { places, scope }));
    if (phase.retired && needs.length === 0) return [];
    const { key, name } = phase;
    return [{ key, name, isRetired: phase.retired, counts: countGaps(needs), needs }];
  });
  return {
    counts: countGaps(phases.flatMap(({ needs }) => needs)),
    phases,
    languages: (await readSettings(scope)).languages,
    places,
  };
}

/** The sub-phases of the acquisition phase; the phase itself where it is not divided. */
function buyingPhases(phases: readonly BookPhase[]): BookPhase[] {
  const main = phases.find(({ key }) => key === buyingKey);
  if (!main) return [];
  const [family, leaves] = [familyOf(phases, main), new Set(leavesOf(phases))];
  return inOrder(phases).filter((phase) => family.has(phase.id) && leaves.has(phase));
}

type Context = { places: Places; scope: Scope };

function needOf({ offers, translations, ...row }: Row, phase: BookPhase, context: Context): NeedRow {
  const { locale, workspaceLocale } = context.scope;
  const { id, version } = row;
  return {
    ...{ id, version, phase: phase.key },
    text: localText({ translations }, "text", row.text, locale) ?? row.text,
    texts: textsOf({ translations }, "text", row.text, workspaceLocale),
    answer: answerOf(offers),
    offers: offers.map((offer) => offerOf(offer, id, context)),
  };
}

function offerOf(
  { translations, touchpointId, departmentId, ...row }: OfferFound,
  need: string,
  { places, scope }: Context,
): OfferRow {
  const { id, version, kind, address } = row;
  return {
    ...{ id, version, kind, address, need },
    name: localText({ translations }, "name", row.name, scope.locale) ?? row.name,
    texts: textsOf({ translations }, "name", row.name, scope.workspaceLocale),
    touchpoint: namedIn(places.touchpoints, touchpointId),
    department: namedIn(places.departments, departmentId),
  };
}

function namedIn(
  list: readonly { id: number; key: string; name: string; retired: boolean }[],
  id: number | null,
): Named | null {
  const found = list.find((one) => one.id === id);
  return found ? { key: found.key, name: found.name, isRetired: found.retired } : null;
}

import type { Scope } from "@/lib/auth/scope";
import { localName } from "@/lib/language/locale";
import { addDays, type LocalDay, localDay } from "@/lib/period/local-day";
import type { Tie } from "../rules";
import type { BrandInput } from "../schema";
import { listVisits, type Visit } from "./list-visits";
import { type BrandFit, type BrandValueName, listBrandValues, readBrandFit } from "./read-ratings";
import { type Judgement, tiedTouchpoints } from "./tied-touchpoints";

export type BrandRow = { id: number; key: string; name: string; fit: BrandFit | null };

export type BrandData = {
  today: LocalDay;
  values: BrandValueName[];
  /** Touchpoints in use that somebody rated, the worst fit first. */
  rated: BrandRow[];
  /** In use at all. */
  inUse: number;
  touchpoints: { key: string; name: string }[];
  visits: Visit[];
  ties: { judgement: Judgement; since: LocalDay; found: (Tie & { key: string; name: string })[] };
};

/** How well touchpoints fit what the brand stands for, and which of them are tied to how customers see the company. */
export async function loadBrand(scope: Scope, _: BrandInput): Promise<BrandData> {
  const { db, workspaceId, locale } = scope;
  const today = localDay(new Date(), scope.timeZone);
  const since = addDays(today, -365);
  const rows = await db.touchpoint.findMany({
    where: { workspaceId, retiredAt: null },
    select: { id: true, key: true, name: true, translations: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 2_000,
  });
  const fits = await readBrandFit(scope);
  const touchpoints = rows.map(({ id, key, ...row }) => ({
    id,
    key,
    name: localName(row, locale),
    fit: fits.get(id) ?? null,
  }));
  const { judgement, ties } = await tiedTouchpoints(scope, since);
  const named = new Map(touchpoints.map((one) => [one.id, one]));
  return {
    today,
    values: await listBrandValues(scope),
    rated: touchpoints.filter(({ fit }) => fit !== null).sort((a, b) => scoreOf(a) - scoreOf(b)),
    inUse: touchpoints.length,
    touchpoints: touchpoints.map(({ key, name }) => ({ key, name })),
    visits: await listVisits(scope),
    ties: {
      judgement,
      since,
      found: ties.flatMap((tie) => {
        const one = named.get(tie.touchpointId);
        return one ? [{ ...tie, key: one.key, name: one.name }] : [];
      }),
    },
  };
}

/** Customers decide the order; a visit only where no customer was asked. */
const scoreOf = ({ fit }: BrandRow): number =>
  fit?.overall.customers?.score ?? fit?.overall.mystery?.score ?? 6;

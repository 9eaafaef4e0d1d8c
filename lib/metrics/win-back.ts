import type { Measured } from "@/lib/metrics/measured";
import { type Share, share } from "@/lib/metrics/share";

/** Win-back rate: won back over contacted; null when nobody was contacted. Interval: Wilson. */
export function winBackRate(counts: { wonBack: number; contacted: number }): Measured<Share> {
  return share("win-back", { numerator: counts.wonBack, denominator: counts.contacted });
}

/** The second figure: won back over all who were eligible, contacted or not. */
export function winBackOfEligible(counts: { wonBack: number; eligible: number }): Measured<Share> {
  return share("win-back-eligible", { numerator: counts.wonBack, denominator: counts.eligible });
}

/** A contacted customer: whole days from the notice to the first contact, and whether it came back. */
export type Contacted = { daysToContact: number; wonBack: boolean };

/** A band of days to the first contact, both ends inclusive; `to` null = and more. */
export type DayBand = { from: number; to: number | null };

/** The bands in which the speed of the first contact is shown. */
export const CONTACT_BANDS: readonly DayBand[] = [
  { from: 0, to: 3 },
  { from: 4, to: 14 },
  { from: 15, to: null },
];

/** Win-back rate by the days from the notice to the first contact. */
export function winBackBySpeed(
  contacted: readonly Contacted[],
  bands: readonly DayBand[] = CONTACT_BANDS,
): { band: DayBand; measured: Measured<Share> }[] {
  return bands.map((band) => {
    const inBand = contacted.filter(
      ({ daysToContact }) => daysToContact >= band.from && (band.to === null || daysToContact <= band.to),
    );
    const wonBack = inBand.filter((customer) => customer.wonBack).length;
    return { band, measured: winBackRate({ wonBack, contacted: inBand.length }) };
  });
}

/** What a success cost, in minor units: won back or newly won; null without a success. */
export function costPerSuccess(cost: number, successes: number): number | null {
  return successes === 0 ? null : cost / successes;
}

import type { BrandFit } from "@/lib/brand/queries/read-ratings";
import type { Shown } from "@/lib/feedback/rules/difference-of";
import type { GapVerdict } from "@/lib/metrics/gap-verdict";
import { sign } from "@/lib/metrics/measured";
import type { TouchpointStateName } from "@/lib/touchpoints/schema";
import { gapVerdicts, type InventoryInput, type Warning, warnings } from "../schema";

/** A touchpoint with what is known about it. Places by key; whoever looks after it by the id of the person. */
export type InventoryRow = {
  id: number;
  key: string;
  name: string;
  /** Everything that a search finds it by, in lower case. */
  words: string;
  phase: string | null;
  channel: string | null;
  department: string | null;
  moment: string | null;
  owner: string | null;
  planned: boolean | null;
  state: TouchpointStateName;
  contactsPerMonth: number | null;
  /** Measures that are not closed yet. */
  measures: number;
  warnings: Warning[];
  /** The mean of its own question in the period, by who experienced it. */
  score: Shown;
  gap: InventoryGap;
  /** How well it fits the brand; null where nobody has rated it, or where it was not asked for. */
  brand: BrandFit["overall"] | null;
};

/** Expected against experienced, of all customers or of the one segment that is asked for. */
export type InventoryGap = {
  verdict: GapVerdict;
  expected: number | null;
  /** Experienced less expected. */
  value: number | null;
  /** How much it matters, 1–5, as it was stated: by customers' answers or set by hand. */
  importance: { value: number; isAnswered: boolean } | null;
  /** What a miss weighs for certain; the worst comes first. */
  certain: number;
};

type Wanted = Omit<InventoryInput, "warning" | "page" | "open" | "column" | "sort">;

const none = "-";
const isIn = (keys: readonly string[] | undefined, key: string | null): boolean =>
  !keys || keys.includes(key ?? none);

/** Whether a touchpoint passes the filter, warnings aside. `phases` are those that are meant, with their parts. */
export function passes(row: InventoryRow, wanted: Wanted, phases: readonly string[] | undefined): boolean {
  const words = wanted.q?.toLowerCase().split(/\s+/) ?? [];
  return (
    isIn(phases, row.phase) &&
    isIn(wanted.channel, row.channel) &&
    isIn(wanted.department, row.department) &&
    isIn(wanted.owner, row.owner) &&
    isIn(wanted.moment, row.moment) &&
    isIn(wanted.state, row.state) &&
    isIn(wanted.gap, row.gap.verdict) &&
    (wanted.planned === undefined || String(row.planned) === wanted.planned) &&
    words.every((word) => row.words.includes(word))
  );
}

/** Some warnings together mean any of them. */
export const isWarnedOf = (row: InventoryRow, wanted: readonly Warning[] | undefined): boolean =>
  !wanted || row.warnings.some((one) => wanted.includes(one));

export type WarningCounts = Record<Warning, number>;

export type GapCounts = Record<GapVerdict, number>;

export const countGaps = (rows: readonly InventoryRow[]): GapCounts =>
  Object.fromEntries(
    gapVerdicts.map((one) => [one, rows.filter(({ gap }) => gap.verdict === one).length]),
  ) as GapCounts;

export const countWarnings = (rows: readonly InventoryRow[]): WarningCounts =>
  Object.fromEntries(
    warnings.map((one) => [one, rows.filter((row) => row.warnings.includes(one)).length]),
  ) as WarningCounts;

/** In the order of the list, by name, by what needs care first, by reach. The worst score is the one that is surely low. */
export function sortInventory(
  rows: readonly InventoryRow[],
  sort: InventoryInput["sort"],
  locale: string,
): InventoryRow[] {
  if (!sort || sort === "order") return [...rows];
  if (sort === "name") return rows.toSorted((a, b) => a.name.localeCompare(b.name, locale));
  const keyOf = {
    score: ({ score }: InventoryRow) => certainScore(score),
    gap: ({ gap }: InventoryRow) =>
      gap.verdict === "noExpectation" || gap.verdict === "nobodyAnswered" ? null : -gap.certain,
    warning: (row: InventoryRow) => -row.warnings.length,
    contacts: ({ contactsPerMonth }: InventoryRow) => (contactsPerMonth === null ? null : -contactsPerMonth),
  }[sort];
  return rows.toSorted((a, b) => nullsLast(keyOf(a), keyOf(b)));
}

/** The favourable bound: how good a touchpoint can be at most. Few answers do not lead the list. */
function certainScore({ value, interval, direction }: Shown): number | null {
  if (value === null) return null;
  if (interval === null) return Number.MAX_VALUE;
  return direction === "higher" ? interval.high : sign(direction) * interval.low;
}

function nullsLast(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}

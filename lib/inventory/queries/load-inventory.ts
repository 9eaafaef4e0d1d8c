import type { Scope } from "@/lib/auth/scope";
import type { Places } from "@/lib/filters/queries/read-places";
import type { Period } from "@/lib/period/period";
import { listTouchpointRows, type TouchpointRows } from "@/lib/touchpoints/queries/list-rows";
import { withSubPhases } from "@/lib/touchpoints/rules/ids-of-keys";
import { touchpointRowsInput } from "@/lib/touchpoints/schema/admin";
import {
  countGaps,
  countWarnings,
  type GapCounts,
  type InventoryRow,
  isWarnedOf,
  passes,
  sortInventory,
  type WarningCounts,
} from "../rules/inventory-rows";
import type { InventoryInput } from "../schema";
import { type Inventory, type InventoryChoices, readInventory } from "./read-inventory";

/** One page; four hundred touchpoints are one page. */
export const rowsPerPage = 500;

export type InventoryData = {
  rows: InventoryRow[];
  /** With the filter. */
  total: number;
  /** Without any filter. */
  inUse: number;
  /** How many there are of each warning within the filter, whatever warning is chosen. */
  counts: WarningCounts;
  /** The same of the verdicts on what was expected. */
  gaps: GapCounts;
  period: Period | null;
  places: Places;
  /** Null where nobody wants to see derived importance. */
  drivers: Inventory["drivers"];
  choices: InventoryChoices;
  /** What the reader's department and the reader look after, where they have anything. */
  mine: { department: Own | null; person: Own | null };
  /** What the drawer needs, while it is open. */
  drawer: TouchpointRows | null;
};

type Own = { key: string; count: number };

export async function loadInventory(scope: Scope, input: InventoryInput): Promise<InventoryData> {
  const inventory = await readInventory(scope, input, {
    isBrandWanted: input.column?.includes("brand") ?? false,
    isDerivedWanted: input.column?.includes("derived") ?? false,
  });
  const { rows, counts, gaps } = listed(inventory, input, scope.locale);
  const first = (input.page - 1) * rowsPerPage;
  return {
    rows: rows.slice(first, first + rowsPerPage),
    total: rows.length,
    inUse: inventory.rows.length,
    counts,
    gaps,
    period: inventory.period,
    places: inventory.places,
    drivers: inventory.drivers,
    choices: inventory.choices,
    mine: mineOf(inventory),
    drawer: input.open
      ? await listTouchpointRows(scope, touchpointRowsInput.parse({ open: input.open }))
      : null,
  };
}

/** The rows that a filter means, in their order, and how many of each warning there are among them. */
export function listed(
  { rows, places }: Inventory,
  input: InventoryInput,
  locale: string,
): { rows: InventoryRow[]; counts: WarningCounts; gaps: GapCounts } {
  const phases = phasesMeant(places, input.phase);
  const inFilter = rows.filter((row) => passes(row, input, phases));
  return {
    rows: sortInventory(
      inFilter.filter((row) => isWarnedOf(row, input.warning)),
      input.sort,
      locale,
    ),
    counts: countWarnings(inFilter),
    // Whatever verdict is chosen: the others can be chosen instead.
    gaps: countGaps(rows.filter((row) => passes(row, { ...input, gap: undefined }, phases))),
  };
}

/** A phase means its parts too. */
function phasesMeant({ phases }: Places, keys: readonly string[] | undefined): string[] | undefined {
  if (!keys) return undefined;
  const ids = withSubPhases(
    phases,
    phases.filter(({ key }) => keys.includes(key)).map(({ id }) => id),
  );
  return [
    ...keys.filter((key) => key === "-"),
    ...phases.filter(({ id }) => ids.includes(id)).map(({ key }) => key),
  ];
}

function mineOf({ rows, reader }: Inventory): InventoryData["mine"] {
  const own = (key: string | null, of: "department" | "owner"): Own | null => {
    const count = key === null ? 0 : rows.filter((row) => row[of] === key).length;
    return key !== null && count > 0 ? { key, count } : null;
  };
  return { department: own(reader.department, "department"), person: own(reader.id, "owner") };
}

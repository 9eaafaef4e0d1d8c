import type { ListExport } from "@/lib/doors/list-export";
import { driverShare, driversByTouchpoint } from "@/lib/drivers/rules/analyse-cases";
import type { Driver } from "@/lib/metrics/drivers";
import type { InventoryRow } from "../rules/inventory-rows";
import type { InventoryInput } from "../schema";
import { listed } from "./load-inventory";
import { type InventoryChoices, readInventory } from "./read-inventory";

type Row = InventoryRow & {
  driver: Driver | null;
  nameOf: (list: keyof InventoryChoices, key: string | null) => string | null;
};

const place = (list: keyof InventoryChoices) => ({
  key: list === "moment" ? "momentOfTruth" : list,
  value: (row: Row) => row.nameOf(list, row[list]),
});

/** The inventory as a file, with every column: what is withheld on the page is withheld here. */
export const inventoryExport: ListExport<InventoryInput, Row> = {
  name: "touchpoints",
  columns: [
    { key: "key", value: ({ key }) => key },
    { key: "name", value: ({ name }) => name },
    place("phase"),
    place("channel"),
    place("department"),
    place("owner"),
    place("moment"),
    {
      key: "planned",
      value: ({ planned }, { t }) => (planned === null ? null : t(`touchpoints.planned.${planned}`)),
    },
    { key: "state", value: ({ state }, { t }) => t(`touchpoints.states.${state}`) },
    { key: "contactsPerMonth", kind: "number", value: ({ contactsPerMonth }) => contactsPerMonth },
    { key: "experience", kind: "number", value: ({ score }) => score.value },
    { key: "n", kind: "number", value: ({ score }) => score.n },
    { key: "low", kind: "number", value: ({ score }) => score.interval?.low ?? null },
    { key: "high", kind: "number", value: ({ score }) => score.interval?.high ?? null },
    { key: "verdict", value: ({ gap }, { t }) => t(`inventory.verdicts.${gap.verdict}`) },
    { key: "expectation", kind: "number", value: ({ gap }) => gap.expected },
    { key: "importance", kind: "number", value: ({ gap }) => gap.importance?.value ?? null },
    { key: "derivedImportance", kind: "number", value: ({ driver }) => driver && driverShare(driver) },
    { key: "derivedRank", kind: "number", value: ({ driver }) => driver?.rank ?? null },
    { key: "brandCustomers", kind: "number", value: ({ brand }) => brand?.customers?.score ?? null },
    { key: "brandVisits", kind: "number", value: ({ brand }) => brand?.mystery?.score ?? null },
    { key: "measures", kind: "number", value: ({ measures }) => measures },
    {
      key: "warnings",
      value: ({ warnings }, { t }) =>
        warnings.length > 0 ? warnings.map((one) => t(`inventory.warnings.${one}`)).join("; ") : null,
    },
  ],
  rows: async (scope, input) => {
    const inventory = await readInventory(scope, input, { isBrandWanted: true, isDerivedWanted: true });
    const drivers = driversByTouchpoint(inventory.drivers);
    const names = new Map(
      Object.entries(inventory.choices).flatMap(([list, choices]) =>
        choices.map(({ key, name }): [string, string] => [`${list} ${key}`, name]),
      ),
    );
    // A touchpoint may stand in a phase that has parts; those are no choice.
    for (const phase of inventory.places.phases) names.set(`phase ${phase.key}`, phase.name);
    const nameOf: Row["nameOf"] = (list, key) =>
      key === null ? null : (names.get(`${list} ${key}`) ?? null);
    return listed(inventory, input, scope.locale).rows.map((row) => ({
      ...row,
      driver: drivers.get(row.id) ?? null,
      nameOf,
    }));
  },
};

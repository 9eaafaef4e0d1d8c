import type { ListExport } from "@/lib/doors/list-export";
import type { Driver } from "@/lib/metrics/drivers";
import { analyseCases, driverShare } from "../rules/analyse-cases";
import type { DriversInput } from "../schema";
import { loadDrivers } from "./load-drivers";
import type { StatedImportance } from "./stated-importance";

type Row = Driver & { name: string; n: number; share: number | null; stated: StatedImportance | null };

/** The ranking as a file: the same shares, with everything they were worked out from. */
export const driversExport: ListExport<DriversInput, Row> = {
  name: "drivers",
  columns: [
    { key: "touchpoint", value: ({ name }) => name },
    { key: "rank", kind: "number", value: ({ rank }) => rank },
    { key: "share", kind: "number", value: ({ share }) => share },
    { key: "low", kind: "number", value: ({ range }) => range?.low ?? null },
    { key: "high", kind: "number", value: ({ range }) => range?.high ?? null },
    { key: "certain", value: ({ significant }, { t }) => t(`exports.${significant ? "yes" : "no"}`) },
    { key: "mean", kind: "number", value: ({ mean }) => mean },
    { key: "statedImportance", kind: "number", value: ({ stated }) => stated?.value ?? null },
    { key: "correlation", kind: "number", value: ({ correlation }) => correlation },
    { key: "beta", kind: "number", value: ({ beta }) => beta },
    { key: "suppressor", value: ({ suppressor }, { t }) => t(`exports.${suppressor ? "yes" : "no"}`) },
    { key: "johnsonShare", kind: "number", value: ({ johnsonShare }) => johnsonShare },
    { key: "n", kind: "number", value: ({ n }) => n },
  ],
  rows: async (scope, input) => {
    const { cases, places, stated } = await loadDrivers(scope, input);
    const { result, n } = analyseCases(cases);
    const names = new Map(places.touchpoints.map(({ id, name }) => [String(id), name]));
    const said = new Map(stated.map(([id, one]) => [String(id), one]));
    return (result?.drivers ?? []).map((driver) => ({
      ...driver,
      n,
      name: names.get(driver.key) ?? "",
      share: driverShare(driver),
      stated: said.get(driver.key) ?? null,
    }));
  },
};

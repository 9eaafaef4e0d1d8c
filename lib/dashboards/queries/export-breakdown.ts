import type { ListExport } from "@/lib/doors/list-export";
import type { BreakdownRow } from "../rules/breakdowns";
import type { BreakdownInput } from "../schema";
import { loadBreakdown } from "./load-breakdown";

/** The breakdown as the page shows it, in its order; what is withheld there is withheld here. */
export const breakdownExport: ListExport<BreakdownInput, BreakdownRow> = {
  name: "breakdown",
  columns: [
    { key: "group", value: ({ name }) => name },
    { key: "value", kind: "number", value: ({ now }) => now.value },
    { key: "n", kind: "number", value: ({ now }) => now.n },
    { key: "low", kind: "number", value: ({ now }) => now.interval?.low ?? null },
    { key: "high", kind: "number", value: ({ now }) => now.interval?.high ?? null },
    { key: "valueBefore", kind: "number", value: ({ change }) => change?.before.value ?? null },
    { key: "change", kind: "number", value: ({ change }) => change?.difference?.value ?? null },
    {
      key: "verdict",
      value: ({ change }, { t }) => (change ? t(`overview.verdicts.${change.verdict}`) : null),
    },
    { key: "note", value: ({ now }, { t }) => (now.suppressed ? t("exports.suppressed") : null) },
    { key: "key", value: ({ key }) => key },
  ],
  rows: async (scope, input) => (await loadBreakdown(scope, input)).rows,
};

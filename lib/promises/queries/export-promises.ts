import type { ListExport } from "@/lib/doors/list-export";
import { promisesKept } from "@/lib/metrics/promises-kept";
import type { PromiseCount } from "../rules/judge-promises";
import type { PromisesInput } from "../schema";
import { type PromiseRow, readPromises } from "./list-promises";

type Row = { promise: PromiseRow; count: PromiseCount | null };

const keptOf = ({ count }: Row) => (count ? promisesKept(count.kept, count.cases) : null);

/** The register as a file: a line for each promise and each time that was counted. */
export const promisesExport: ListExport<PromisesInput, Row> = {
  name: "promises",
  columns: [
    { key: "promise", value: ({ promise }) => promise.text },
    { key: "touchpoint", value: ({ promise }) => promise.touchpoint.name },
    { key: "segment", value: ({ promise }) => promise.segment?.name ?? null },
    { key: "saidWhere", value: ({ promise }) => promise.saidWhere },
    { key: "howMuch", value: ({ promise }) => promise.howMuch },
    { key: "from", value: ({ count }) => count?.from ?? null },
    { key: "to", value: ({ count }) => count?.to ?? null },
    { key: "kept", kind: "number", value: ({ count }) => count?.kept ?? null },
    { key: "cases", kind: "number", value: ({ count }) => count?.cases ?? null },
    { key: "share", kind: "number", value: (row) => keptOf(row)?.value ?? null },
    { key: "low", kind: "number", value: (row) => keptOf(row)?.interval?.low ?? null },
    { key: "high", kind: "number", value: (row) => keptOf(row)?.interval?.high ?? null },
  ],
  rows: async (scope, input) =>
    (await readPromises(scope, input))
      .filter(({ isRetired }) => isRetired === (input.retired === "yes"))
      .flatMap((promise): Row[] => {
        const counts = promise.counts.map((count) => ({ promise, count }));
        return counts.length > 0 ? counts : [{ promise, count: null }];
      }),
};

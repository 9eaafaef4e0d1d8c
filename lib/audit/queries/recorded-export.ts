import type { ListExport } from "@/lib/doors/list-export";
import { writeAudit } from "../mutations";

/** A list that names people: who took it away as a file, and with which filter, stands in the log. */
export function recordedExport<Input extends object, Row>(
  list: ListExport<Input, Row>,
): ListExport<Input, Row> {
  return {
    ...list,
    rows: async function* (scope, input) {
      const filter = Object.entries(input).filter(([, value]) => value !== undefined && value !== "");
      await writeAudit(scope, "export.download", list.name, Object.fromEntries(filter));
      yield* await list.rows(scope, input);
    },
  };
}

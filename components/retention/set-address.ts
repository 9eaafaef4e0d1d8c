import type { RetentionData } from "@/lib/dashboards/queries/load-retention";
import type { RetentionInput } from "@/lib/dashboards/schema/customer-pages";
import type { Period } from "@/lib/period/period";
import type { CustomerSetInput, SetName } from "@/lib/retention/schema";

type SetDetails = Partial<Omit<CustomerSetInput, "set">>;

export type AddressOf = (set: SetName, period: Partial<Period>, details?: SetDetails) => string;

/** The address of the customers behind a number: the set it counts, with the filter that it was read with. */
export function setAddresses(workspace: string, input: RetentionInput, { rule }: RetentionData): AddressOf {
  return (set, { from, to }, details = {}) => {
    const search = new URLSearchParams({ set });
    const parameters: SetDetails = {
      "set.from": from,
      "set.to": to,
      "set.rule": rule.rule,
      "set.inactivityDays": rule.rule === "inactivity" ? rule.inactivityDays : undefined,
      "set.segment": input.segment,
      "set.plan": input.plan,
      "set.phase": input.phase,
      "set.product-group": input["product-group"],
      ...details,
    };
    for (const [name, value] of Object.entries(parameters)) {
      for (const one of [value ?? []].flat()) search.append(name, String(one));
    }
    return `/w/${workspace}/customers?${search}`;
  };
}

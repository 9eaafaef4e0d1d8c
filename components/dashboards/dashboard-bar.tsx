import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AddressMenu } from "@/components/ui/address-menu";
import type { Filter } from "@/components/ui/filter-address";
import { FilterBar } from "@/components/ui/filter-bar";
import type { OverviewInput } from "@/lib/dashboards/schema";
import { comparisons } from "@/lib/filters/rules/spans";
import { searchOf } from "./filter-search";

/** Filter on the left, what is compared with on the right. */
export async function DashboardBar({
  filters,
  input,
  children,
}: {
  filters: Filter[];
  input: Pick<OverviewInput, "compare">;
  /** Further buttons, such as export. */
  children?: ReactNode;
}) {
  const t = await getTranslations("overview.compare");
  return (
    <FilterBar filters={filters}>
      <AddressMenu
        label={t("label")}
        choices={comparisons.map((how) => ({
          label: t(how),
          href: searchOf({ ...input, compare: how === "before" ? undefined : how }),
          isCurrent: (input.compare ?? "before") === how,
        }))}
      />
      {children}
    </FilterBar>
  );
}

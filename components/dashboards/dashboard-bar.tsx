import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AddressMenu } from "@/components/ui/address-menu";
import type { Filter } from "@/components/ui/filter-address";
import { FilterBar } from "@/components/ui/filter-bar";
import { ViewsMenu } from "@/components/views/views-menu";
import type { OverviewInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import { comparisons } from "@/lib/filters/rules/spans";
import { searchOf } from "./filter-search";

/** Filter on the left, what is compared with on the right. */
export async function DashboardBar({
  filters,
  input,
  page,
  children,
}: {
  filters: Filter[];
  input: Pick<OverviewInput, "compare">;
  page: PageContext;
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
      <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
      {children}
    </FilterBar>
  );
}

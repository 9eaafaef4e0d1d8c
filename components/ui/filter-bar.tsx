"use client";

import { Button } from "@heroui/react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useOptimistic, useState, useTransition } from "react";
import { addressWith, addressWithout, type Filter } from "./filter-address";
import { FilterDrawer } from "./filter-drawer";
import { FilterMenu } from "./filter-menu";
import { MoreFilters } from "./more-filters";
import { PeriodMenu } from "./period-menu";

type FilterBarProps = {
  filters: Filter[];
  /** Where a page has several: which one this is. */
  label?: string;
  /** Right side: comparison, export. */
  children?: ReactNode;
};

/** The one filter bar. The address is its only memory, so every view can be sent as a link. */
export function FilterBar({ filters: saved, label, children }: FilterBarProps) {
  const t = useTranslations("ui.filter");
  const router = useRouter();
  const path = usePathname();
  const search = new URLSearchParams(useSearchParams());
  const [isPending, startTransition] = useTransition();
  const [filters, setFilters] = useOptimistic(saved);
  const [added, setAdded] = useState<string[]>([]);

  function go(next: URLSearchParams, expected: Filter[]) {
    startTransition(() => {
      setFilters(expected);
      router.push(next.size > 0 ? `${path}?${next}` : path, { scroll: false });
    });
  }
  const change = (filter: Filter, value: string[]) =>
    go(
      addressWith(search, filter, value),
      filters.map((one) => (one === filter ? { ...filter, value, text: undefined } : one)),
    );
  const reset = () => {
    setAdded([]);
    go(
      addressWithout(search, filters),
      filters.map((one) => ({ ...one, value: [] })),
    );
  };

  const periods = filters.filter(({ kind }) => kind === "period");
  const choices = filters.filter(({ kind }) => kind !== "period");
  const inUse = choices.filter(({ value }) => value.length > 0).length;
  const canReset = filters.some(({ value }) => value.length > 0);
  const isWaiting = ({ isMore, value, name }: Filter) =>
    isMore && value.length === 0 && !added.includes(name);
  const shown = choices.filter((filter) => !isWaiting(filter));

  const period = periods.map((filter) => (
    <PeriodMenu key={filter.name} filter={filter} onChange={(value) => change(filter, value)} />
  ));
  const menus = (list: Filter[], isBlock: boolean) =>
    list.map((filter) => (
      <FilterMenu
        key={filter.name}
        filter={filter}
        isBlock={isBlock}
        startsOpen={!isBlock && filter.name === added.at(-1) && filter.value.length === 0}
        onChange={(value) => change(filter, value)}
      />
    ));
  const resetButton = canReset ? (
    <Button variant="ghost" onPress={reset} className="text-muted">
      {t("reset")}
    </Button>
  ) : null;

  return (
    <search
      aria-label={label ?? t("filters")}
      aria-busy={isPending}
      className="mb-6 flex flex-wrap items-center gap-2 transition-opacity duration-100 aria-busy:opacity-85 print:hidden"
    >
      {period}
      <div className="contents max-md:hidden">
        {menus(shown, false)}
        <MoreFilters filters={choices.filter(isWaiting)} onAdd={(name) => setAdded([...added, name])} />
        {resetButton}
      </div>
      <div className="contents md:hidden">
        {choices.length > 0 ? (
          <FilterDrawer count={inUse} reset={resetButton}>
            {menus(choices, true)}
          </FilterDrawer>
        ) : (
          resetButton
        )}
      </div>
      {children ? (
        <div className="ms-auto flex max-w-full flex-wrap items-center justify-end gap-2">{children}</div>
      ) : null}
    </search>
  );
}

"use client";

import { ListBox, Popover } from "@heroui/react";
import { parseDate } from "@internationalized/date";
import { CalendarDays, ChevronDown } from "lucide-react";
import { useState } from "react";
import { useDateFormatter } from "react-aria";
import { type Filter, lastDayOf } from "./filter-address";
import { FilterButton } from "./filter-button";
import { PeriodRange } from "./period-range";

/** The period: a preset with one click, or any two dates. */
export function PeriodMenu({ filter, onChange }: { filter: Filter; onChange: (value: string[]) => void }) {
  const [isOpen, setOpen] = useState(false);
  // Digits only: names of months differ between the server's and the browser's tables.
  const format = useDateFormatter({ day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" });
  const value = filter.value.length > 0 ? filter.value : (filter.fallback ?? []);
  const [first, to] = value;

  function choose(next: string[]) {
    setOpen(false);
    onChange(next);
  }

  const preset = filter.options.find((option) => option.value === first)?.label;
  const dates =
    first && to ? [first, lastDayOf(to)].map((day) => format.format(parseDate(day).toDate("UTC"))) : [];
  const chosen = to ? (filter.text ?? dates.join(" – ")) : preset;
  return (
    <Popover isOpen={isOpen} onOpenChange={setOpen}>
      <FilterButton label={filter.label} chosen={chosen ? [chosen] : []} isQuiet={filter.value.length === 0}>
        <CalendarDays aria-hidden="true" className="order-first opacity-70" />
        <ChevronDown aria-hidden="true" className="size-3.5! opacity-70" />
      </FilterButton>
      <Popover.Content
        aria-label={filter.label}
        placement="bottom start"
        className="max-w-[calc(100vw-2rem)]"
      >
        <div className="scrollbar flex max-h-[80dvh] flex-col overflow-y-auto sm:flex-row">
          <ListBox
            aria-label={filter.label}
            selectionMode="single"
            selectedKeys={to ? [] : value}
            onSelectionChange={(keys) => keys !== "all" && choose([...keys].map(String))}
            className="min-w-52 p-1.5"
          >
            {filter.options.map((option) => (
              <ListBox.Item key={option.value} id={option.value} textValue={option.label}>
                <span className="flex-1">{option.label}</span>
                <ListBox.ItemIndicator />
              </ListBox.Item>
            ))}
          </ListBox>
          <PeriodRange
            from={to ? first : undefined}
            to={to}
            onChange={(from, until) => choose([from, until])}
          />
        </div>
      </Popover.Content>
    </Popover>
  );
}

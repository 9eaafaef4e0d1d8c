"use client";

import { Button, Popover } from "@heroui/react";
import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Filter } from "./filter-address";
import { FilterButton } from "./filter-button";
import { OptionList } from "./option-list";

type FilterMenuProps = {
  filter: Filter;
  /** As wide as its drawer. */
  isBlock?: boolean;
  startsOpen?: boolean;
  onChange: (value: string[]) => void;
};

/** One filter: a button that says what is chosen, a searchable list behind it. Several choices count once it closes. */
export function FilterMenu({ filter, isBlock, startsOpen = false, onChange }: FilterMenuProps) {
  const t = useTranslations("ui.filter");
  const [isOpen, setOpen] = useState(startsOpen);
  const [draft, setDraft] = useState(filter.value);
  const isMulti = filter.kind === "multi";

  function toggle(open: boolean) {
    if (open) setDraft(filter.value);
    else if (isMulti && draft.join() !== filter.value.join()) onChange(draft);
    setOpen(open);
  }

  function select(values: string[]) {
    if (isMulti) return setDraft(values);
    setOpen(false);
    onChange(values);
  }

  const chosen = filter.value.map(
    (value) => filter.options.find((option) => option.value === value)?.label ?? value,
  );
  return (
    <div className={`flex ${isBlock ? "w-full" : "max-w-full"}`}>
      <Popover isOpen={isOpen} onOpenChange={toggle}>
        <FilterButton label={filter.label} chosen={chosen} isBlock={isBlock} isJoined={chosen.length > 0}>
          <ChevronDown aria-hidden="true" className="ms-auto size-3.5! opacity-70" />
        </FilterButton>
        <Popover.Content
          aria-label={filter.label}
          placement="bottom start"
          className="w-[min(20rem,calc(100vw-2rem))]"
        >
          <OptionList
            label={filter.label}
            options={filter.options}
            selectionMode={isMulti ? "multiple" : "single"}
            selected={isMulti ? draft : filter.value}
            onSelect={select}
          />
          {isMulti ? (
            <div className="flex items-center justify-between gap-2 border-t border-separator p-1.5">
              <Button size="sm" variant="ghost" isDisabled={draft.length === 0} onPress={() => setDraft([])}>
                {t("clear")}
              </Button>
              <Button size="sm" onPress={() => toggle(false)}>
                {t("apply")}
              </Button>
            </div>
          ) : null}
        </Popover.Content>
      </Popover>
      {chosen.length > 0 ? (
        <Button
          isIconOnly
          variant="ghost"
          aria-label={t("remove", { label: filter.label })}
          onPress={() => onChange([])}
          className="w-8 rounded-s-none border border-s-0 border-transparent bg-accent-soft text-accent-text hover:bg-accent-soft-hover md:w-7"
        >
          <X aria-hidden="true" className="size-3.5!" />
        </Button>
      ) : null}
    </div>
  );
}

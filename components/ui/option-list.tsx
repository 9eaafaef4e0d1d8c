"use client";

import { ListBox, SearchField } from "@heroui/react";
import { useTranslations } from "next-intl";
import { Autocomplete, Header, ListBoxSection, type Selection, useFilter } from "react-aria-components";
import type { Option } from "./option";

type OptionListProps = {
  label: string;
  options: Option[];
  selectionMode?: "single" | "multiple";
  /** Left out inside a select, which keeps the choice itself. */
  selected?: string[];
  onSelect?: (values: string[]) => void;
};

/** A searchable list for a popover: type to narrow it down, arrows to move, Enter to choose. Groups keep their order. */
export function OptionList({ label, options, selectionMode, selected, onSelect }: OptionListProps) {
  const t = useTranslations("ui");
  const { contains } = useFilter({ sensitivity: "base" });
  const groups = [...new Set(options.map(({ group }) => group ?? ""))];
  const choice = onSelect && {
    selectionMode,
    selectedKeys: selected,
    onSelectionChange: (keys: Selection) =>
      onSelect(keys === "all" ? options.map(({ value }) => value) : [...keys].map(String)),
  };
  return (
    <div className="scrollbar rounded-xl max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain">
      <Autocomplete filter={contains}>
        <SearchField
          aria-label={t("searchIn", { label })}
          autoFocus
          fullWidth
          className="sticky top-0 z-1 bg-overlay p-1.5 pb-0"
        >
          <SearchField.Group>
            <SearchField.SearchIcon />
            <SearchField.Input placeholder={t("search")} />
          </SearchField.Group>
        </SearchField>
        <ListBox
          aria-label={label}
          {...choice}
          escapeKeyBehavior="none"
          className="p-1.5"
          renderEmptyState={() => <p className="px-2 py-4 text-center text-muted">{t("nothingFound")}</p>}
        >
          {groups.map((group) => {
            const members = options.filter((option) => (option.group ?? "") === group);
            if (group === "") return members.map(item);
            return (
              <ListBoxSection key={group} id={group}>
                <Header className="eyebrow px-2 pt-2.5 pb-1">{group}</Header>
                {members.map(item)}
              </ListBoxSection>
            );
          })}
        </ListBox>
      </Autocomplete>
    </div>
  );
}

const item = ({ value, label }: Option) => (
  <ListBox.Item
    key={value}
    id={value}
    textValue={label}
    className="data-[focused=true]:bg-accent-soft data-[focus-visible=true]:ring-0"
  >
    <span className="min-w-0 flex-1">{label}</span>
    <ListBox.ItemIndicator />
  </ListBox.Item>
);

"use client";

import { Button, Dropdown } from "@heroui/react";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Filter } from "./filter-address";

/** Filters that are rarely needed, one click away. */
export function MoreFilters({ filters, onAdd }: { filters: Filter[]; onAdd: (name: string) => void }) {
  const t = useTranslations("ui.filter");
  if (filters.length === 0) return null;
  return (
    <Dropdown>
      <Button variant="ghost" className="text-muted">
        <Plus aria-hidden="true" />
        {t("add")}
      </Button>
      <Dropdown.Popover placement="bottom start" className="min-w-48">
        <Dropdown.Menu aria-label={t("add")} onAction={(key) => onAdd(String(key))}>
          {filters.map(({ name, label }) => (
            <Dropdown.Item key={name} id={name} textValue={label}>
              {label}
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}

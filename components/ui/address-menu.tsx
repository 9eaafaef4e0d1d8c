"use client";

import { Button, Dropdown } from "@heroui/react";
import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";

type AddressMenuProps = {
  label: string;
  choices: { label: string; href: string; isCurrent?: boolean }[];
};

/** One of several addresses, behind a button that says which one this is. */
export function AddressMenu({ label, choices }: AddressMenuProps) {
  const router = useRouter();
  const current = choices.find(({ isCurrent }) => isCurrent);
  return (
    <Dropdown>
      <Button variant="outline" className="max-w-full gap-1.5">
        <span className="text-muted">{label}:</span>
        <span className="min-w-0 truncate font-semibold">{current?.label ?? "–"}</span>
        <ChevronDown aria-hidden="true" className="size-3.5! opacity-70" />
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-56">
        <Dropdown.Menu
          aria-label={label}
          selectionMode="single"
          selectedKeys={current ? [current.href] : []}
          onAction={(href) => router.push(String(href), { scroll: false })}
        >
          {choices.map((choice) => (
            <Dropdown.Item key={choice.href} id={choice.href} textValue={choice.label}>
              {choice.label}
              <Dropdown.ItemIndicator />
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}

"use client";

import { Button, Popover } from "@heroui/react";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { OptionList } from "./option-list";
import type { Option } from "./select-field";

type ChoiceMenuProps = {
  label: string;
  options: Option[];
  value?: string | null;
  /** What the button shows; the label without it. */
  children?: ReactNode;
  /** In a cell of a table: open from the start, and gone when it closes. */
  onClose?: () => void;
  onChoose: (value: string) => void;
};

/** A button that opens a list to choose one from at once: in a cell of a table, or for many rows. */
export function ChoiceMenu({ label, options, value, children, onClose, onChoose }: ChoiceMenuProps) {
  const [isOpen, setOpen] = useState(onClose !== undefined);

  function toggle(open: boolean) {
    setOpen(open);
    if (!open) onClose?.();
  }

  return (
    <Popover isOpen={isOpen} onOpenChange={toggle}>
      <Button
        variant={onClose ? "ghost" : "outline"}
        size="sm"
        className={onClose ? "-mx-2 max-w-full justify-start px-2 font-normal" : ""}
      >
        {children ?? label}
        {onClose ? null : <ChevronDown aria-hidden="true" className="size-3.5 text-muted" />}
      </Button>
      <Popover.Content
        aria-label={label}
        placement="bottom start"
        className="w-[min(18rem,calc(100vw-2rem))]"
      >
        <OptionList
          label={label}
          options={options}
          selectionMode="single"
          selected={value === undefined ? [] : [value ?? ""]}
          onSelect={([chosen]) => {
            toggle(false);
            if (chosen !== undefined && chosen !== value) onChoose(chosen);
          }}
        />
      </Popover.Content>
    </Popover>
  );
}

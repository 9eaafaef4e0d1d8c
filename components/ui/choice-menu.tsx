"use client";

import { Button, Popover } from "@heroui/react";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Option } from "./option";
import { OptionList } from "./option-list";

type ChoiceMenuProps = {
  label: string;
  options: Option[];
  value?: string | null;
  /** What the button shows; the label without it. */
  children?: ReactNode;
  /** On a card: nothing but what stands in the button, without a frame. */
  isBare?: boolean;
  /** In a cell of a table: open from the start, and gone when it closes. */
  onClose?: () => void;
  onChoose: (value: string) => void;
};

/** A button that opens a list to choose one from at once: in a cell of a table, or for many rows. */
export function ChoiceMenu({ label, options, value, children, isBare, onClose, onChoose }: ChoiceMenuProps) {
  const [isOpen, setOpen] = useState(onClose !== undefined);

  function toggle(open: boolean) {
    setOpen(open);
    if (!open) onClose?.();
  }

  return (
    <Popover isOpen={isOpen} onOpenChange={toggle}>
      <Button
        variant={onClose || isBare ? "ghost" : "outline"}
        size="sm"
        isIconOnly={isBare === true}
        className={onClose ? "-mx-2 max-w-[calc(100%+1rem)] justify-start px-2 font-normal" : ""}
      >
        {children ?? label}
        {onClose || isBare ? null : <ChevronDown aria-hidden="true" className="size-3.5 text-muted" />}
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

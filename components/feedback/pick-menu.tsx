"use client";

import { Button, Popover } from "@heroui/react";
import { useState } from "react";
import type { Option } from "@/components/ui/option";
import { OptionList } from "@/components/ui/option-list";

type PickMenuProps = {
  label: string;
  options: Option[];
  isPending: boolean;
  onPick: (option: Option) => void;
};

/** A button that does something with one of a list. */
export function PickMenu({ label, options, isPending, onPick }: PickMenuProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover isOpen={isOpen} onOpenChange={setOpen}>
      <Button size="sm" variant="outline" isDisabled={isPending}>
        {label}
      </Button>
      <Popover.Content aria-label={label} placement="top" className="w-[min(20rem,calc(100vw-2rem))]">
        <OptionList
          label={label}
          options={options}
          selectionMode="single"
          selected={[]}
          onSelect={([value]) => {
            const option = options.find((one) => one.value === value);
            setOpen(false);
            if (option) onPick(option);
          }}
        />
      </Popover.Content>
    </Popover>
  );
}

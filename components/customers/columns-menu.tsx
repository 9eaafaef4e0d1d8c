"use client";

import { Button, Popover } from "@heroui/react";
import { Columns3 } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { OptionList } from "@/components/ui/option-list";

type ColumnsMenuProps = {
  label: string;
  options: { value: string; label: string }[];
  chosen: string[];
};

/** Which columns a list shows; they stand in the address, so a link shows the same ones. */
export function ColumnsMenu({ label, options, chosen }: ColumnsMenuProps) {
  const router = useRouter();
  const search = useSearchParams();
  const [draft, setDraft] = useState(chosen);
  function close(isOpen: boolean) {
    if (isOpen) return setDraft(chosen);
    if (draft.join() === chosen.join()) return;
    const next = new URLSearchParams(search);
    next.delete("column");
    // In the order of the menu, whatever was clicked first.
    for (const { value } of options) if (draft.includes(value)) next.append("column", value);
    router.push(`?${next}`, { scroll: false });
  }
  return (
    <Popover onOpenChange={close}>
      <Button variant="outline" className="text-muted">
        <Columns3 aria-hidden="true" />
        {label}
      </Button>
      <Popover.Content aria-label={label} placement="bottom end" className="w-64">
        <OptionList
          label={label}
          options={options}
          selectionMode="multiple"
          selected={draft}
          onSelect={setDraft}
        />
      </Popover.Content>
    </Popover>
  );
}

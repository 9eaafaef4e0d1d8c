"use client";

import { Button, Popover } from "@heroui/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ComboField, type ComboOption } from "@/components/ui/combo-field";

type TagMenuProps = { label: string; tags: string[]; isPending: boolean; onPick: (name: string) => void };

/** Puts a tag on: one that there is, or a new one by typing it. */
export function TagMenu({ label, tags, isPending, onPick }: TagMenuProps) {
  const t = useTranslations("feedback.bulk");
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const said = text.trim();
  const found = tags.filter((tag) => tag.toLowerCase().includes(said.toLowerCase())).slice(0, 20);
  const isNew = said !== "" && !tags.includes(said);
  const options: ComboOption[] = [
    ...found.map((tag) => ({ value: tag, label: tag })),
    ...(isNew ? [{ value: said, label: t("newTag", { name: said }) }] : []),
  ];
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        setText("");
      }}
    >
      <Button size="sm" variant="outline" isDisabled={isPending}>
        {label}
      </Button>
      <Popover.Content aria-label={label} placement="top" className="w-[min(18rem,calc(100vw-2rem))] p-3">
        <ComboField
          label={t("tagName")}
          text={text}
          onText={(next) => setText(next.slice(0, 60))}
          options={options}
          opensAtOnce
          isInPopover
          onPick={({ value }) => {
            setOpen(false);
            setText("");
            onPick(value);
          }}
        />
      </Popover.Content>
    </Popover>
  );
}

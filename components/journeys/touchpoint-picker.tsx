"use client";

import { Button } from "@heroui/react";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ComboField } from "@/components/ui/combo-field";

type Choice = { key: string; name: string; group?: string };

const mostOffered = 30;

/** Several touchpoints of hundreds: type, Enter, and the next one. */
export function TouchpointPicker({
  label,
  choices,
  chosen,
}: {
  label: string;
  choices: Choice[];
  chosen: string[];
}) {
  const t = useTranslations("personas");
  const [keys, setKeys] = useState(chosen);
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const offered = choices
    .filter(
      ({ key, name, group }) =>
        !keys.includes(key) && `${name} ${group ?? ""}`.toLowerCase().includes(wanted),
    )
    .slice(0, mostOffered)
    .map(({ key, name, group }) => ({ value: key, label: name, ...(group ? { group } : {}) }));
  return (
    <div className="flex flex-col gap-2">
      <ComboField
        label={label}
        text={text}
        onText={setText}
        options={offered}
        onPick={({ value }) => {
          setKeys([...keys, value]);
          setText("");
        }}
        placeholder={t("addTouchpoint")}
      />
      <ul className="flex flex-wrap gap-1.5">
        {keys.map((key) => {
          const name = choices.find((one) => one.key === key)?.name ?? key;
          return (
            <li
              key={key}
              className="inline-flex items-center gap-0.5 rounded-sm bg-surface-tertiary ps-2 text-xs"
            >
              <input type="hidden" name="touchpoints[]" value={key} />
              {name}
              <Button
                isIconOnly
                variant="ghost"
                size="sm"
                aria-label={t("removeTouchpoint", { name })}
                onPress={() => setKeys(keys.filter((one) => one !== key))}
                className="h-6! w-6! min-w-0"
              >
                <X aria-hidden="true" className="size-3!" />
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

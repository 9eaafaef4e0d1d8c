"use client";

import { Input, TextField } from "@heroui/react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Locale } from "@/lib/language/locale";
import { FieldShell } from "./field-shell";
import { useFieldState } from "./form-state";
import { keyOf } from "./key-of";

/**
 * The key by which programs and files call a thing; it never changes afterwards. Until somebody writes their own, it
 * follows the name that is typed above it.
 */
export function KeyField({ languages, name = "key" }: { languages: readonly Locale[]; name?: string }) {
  const t = useTranslations("ui.key");
  const { error, typed, onEdit } = useFieldState(name);
  const [value, setValue] = useState(typed ?? "");
  const isOwn = useRef(false);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const form = box.current?.closest("form");
    if (!form) return;
    const follow = (event: Event) => {
      const field = event.target;
      if (isOwn.current || !(field instanceof HTMLInputElement) || field.name !== `names.${languages[0]}`)
        return;
      setValue(keyOf(field.value));
    };
    form.addEventListener("input", follow);
    return () => form.removeEventListener("input", follow);
  }, [languages]);

  return (
    <div ref={box}>
      <TextField
        name={name}
        fullWidth
        isRequired
        maxLength={60}
        validationBehavior="aria"
        isInvalid={error !== undefined}
        value={value}
        onChange={(next) => {
          isOwn.current = next !== "";
          setValue(next);
          onEdit();
        }}
      >
        <FieldShell label={t("label")} description={t("hint")} error={error}>
          <Input className="font-mono" autoCapitalize="none" spellCheck={false} />
        </FieldShell>
      </TextField>
    </div>
  );
}

"use client";

import { Button } from "@heroui/react";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";

type CopyFieldProps = {
  label: string;
  value: string;
  /** For secrets: why it must be copied now. */
  warning?: string;
};

/** A value to take along: a link, or a key that is shown this one time. */
export function CopyField({ label, value, warning }: CopyFieldProps) {
  const t = useTranslations("ui");
  const id = useId();
  const [isCopied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }

  return (
    <div>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="mt-1 flex gap-2">
        <input
          id={id}
          readOnly
          value={value}
          aria-describedby={warning ? `${id}-warning` : undefined}
          onFocus={(event) => event.currentTarget.select()}
          className="input min-w-0 flex-1 font-mono"
        />
        <Button variant="outline" onPress={copy} className="h-auto">
          {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          <span aria-live="polite">{isCopied ? t("copied") : t("copy")}</span>
        </Button>
      </div>
      {warning ? (
        <p id={`${id}-warning`} className="mt-1.5 text-xs text-caution-text">
          {warning}
        </p>
      ) : null}
    </div>
  );
}

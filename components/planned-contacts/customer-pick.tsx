"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFound } from "@/components/log/use-found";
import { ComboField } from "@/components/ui/combo-field";
import { useFieldState } from "@/components/ui/form-state";

type CustomerPickProps = { workspace: string; chosen: { id: string; name: string | null } | null };

/** One customer, found by a number in any form, a name or an address. */
export function CustomerPick({ workspace, chosen }: CustomerPickProps) {
  const t = useTranslations("plannedContacts");
  const { error, onEdit } = useFieldState("customer");
  const [picked, setPicked] = useState(
    chosen ? { id: chosen.id, label: chosen.name ?? t("nameless") } : null,
  );
  const [text, setText] = useState(picked?.label ?? "");
  const isPicked = picked !== null && picked.label === text;
  const { found, isLoading } = useFound(workspace, isPicked ? "" : text.trim());
  return (
    <div data-field>
      <ComboField
        label={t("audiences.customer")}
        text={text}
        onText={(said) => {
          onEdit();
          setPicked(null);
          setText(said);
        }}
        options={found.map(({ id, label, detail }) => ({ value: id, label, ...(detail ? { detail } : {}) }))}
        onPick={({ value, label }) => {
          onEdit();
          setPicked({ id: value, label });
          setText(label);
        }}
        isLoading={isLoading}
        hint={isLoading ? t("searching") : text.trim() && !isPicked ? t("nobody") : undefined}
        error={error}
      />
      <input type="hidden" name="customer" value={picked?.id ?? ""} />
    </div>
  );
}

"use client";

import { Button } from "@heroui/react";
import { HeartHandshake } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { Kbd } from "@/components/ui/kbd";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { needKinds, needLimits } from "@/lib/needs/schema";
import type { Draft } from "./draft";

type MattersFieldProps = { draft: Draft; change: (changed: Partial<Draft>) => void; onOpen: () => void };

/** Opens the field from anywhere in the form, whatever is being typed. */
const mattersKey = "F2";

/** What matters to this customer beyond today: kept with them as a statement, with this note as its source. */
export function MattersField({ draft, change, onOpen }: MattersFieldProps) {
  const t = useTranslations("log");
  const kinds = useTranslations("needs.kinds");
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== mattersKey) return;
    event.preventDefault();
    onOpen();
  });
  // A key of its own, because it has to answer while somebody types.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  if (draft.matters === null)
    return (
      <div>
        <Button variant="ghost" aria-keyshortcuts={mattersKey} onPress={onOpen} className="-ms-3 text-muted">
          <HeartHandshake aria-hidden="true" />
          {t("addMatters")}
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd keys={mattersKey} />
          </span>
        </Button>
      </div>
    );
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
      <div data-part="matters">
        <TextField
          name="matters"
          label={t("matters")}
          placeholder={t("mattersPlaceholder")}
          autoComplete="off"
          maxLength={needLimits.text}
          defaultValue={draft.matters}
          onChange={(matters) => change({ matters })}
        />
      </div>
      <SelectField
        name="mattersKind"
        label={t("mattersKind")}
        options={needKinds.map((value) => ({ value, label: kinds(value) }))}
        defaultValue={draft.mattersKind}
        onChange={(kind) => change({ mattersKind: needKinds.find((one) => one === kind) ?? "need" })}
      />
    </div>
  );
}

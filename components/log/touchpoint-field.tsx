"use client";

import { useTranslations } from "next-intl";
import { use, useState } from "react";
import { ComboField, type ComboOption } from "@/components/ui/combo-field";
import { FormStateContext } from "@/components/ui/form-state";
import { SelectField } from "@/components/ui/select-field";
import type { LogForm } from "@/lib/feedback/queries/load-log-form";
import type { Draft } from "./draft";

type TouchpointFieldProps = {
  draft: Draft;
  data: LogForm;
  change: (changed: Partial<Draft>) => void;
  onDone: () => void;
};

const mostShown = 30;

/** Where it was: what this person chose lately comes first; the channel follows and can be changed. */
export function TouchpointField({ draft, data, change, onDone }: TouchpointFieldProps) {
  const t = useTranslations("log");
  const { result } = use(FormStateContext);
  const chosen = data.touchpoints.find(({ key }) => key === draft.touchpoint);
  const [text, setText] = useState(chosen?.name ?? "");
  const isUntouched = text === (chosen?.name ?? "");

  function pick({ value }: ComboOption) {
    const touchpoint = data.touchpoints.find(({ key }) => key === value);
    if (!touchpoint) return;
    setText(touchpoint.name);
    change({ touchpoint: touchpoint.key, channel: "" });
    onDone();
  }

  const errorOf = (field: string) => (result && !result.ok ? result.fields[field] : undefined);
  return (
    <div className="grid gap-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div data-part="touchpoint">
        <ComboField
          label={t("touchpoint")}
          placeholder={t("touchpointPlaceholder")}
          text={text}
          onText={(next) => {
            setText(next);
            if (next !== chosen?.name) change({ touchpoint: "", channel: "" });
          }}
          options={offered(data, isUntouched ? "" : text, draft.touchpoint)}
          onPick={pick}
          onEnter={() => (draft.touchpoint ? onDone() : undefined)}
          chosen={draft.touchpoint}
          hint={isUntouched ? undefined : t("noTouchpoint")}
          error={draft.touchpoint ? undefined : errorOf("touchpoint")}
          opensAtOnce
        />
        <span data-field hidden>
          <input type="hidden" name="touchpoint" value={draft.touchpoint} />
        </span>
      </div>
      <SelectField
        key={`${draft.touchpoint} ${draft.channel}`}
        name="channel"
        label={t("channel")}
        placeholder={t("channelPlaceholder")}
        options={data.channels.map(({ key, name }) => ({ value: key, label: name }))}
        defaultValue={draft.channel || chosen?.channel || undefined}
        onChange={(channel) => change({ channel })}
      />
    </div>
  );
}

/** What is chosen, then the recent ones, then all in their order; narrowed down by what is typed. */
function offered({ touchpoints, recent }: LogForm, said: string, chosen: string): ComboOption[] {
  const rank = (key: string) => {
    if (key === chosen && said === "") return -1;
    const at = recent.indexOf(key);
    return at < 0 ? recent.length : at;
  };
  const wanted = said.trim().toLowerCase();
  return touchpoints
    .filter(({ name, group }) => `${name} ${group ?? ""}`.toLowerCase().includes(wanted))
    .map((touchpoint, order) => ({ ...touchpoint, order }))
    .sort((a, b) => rank(a.key) - rank(b.key) || a.order - b.order)
    .slice(0, mostShown)
    .map(({ key, name, group }) => ({ value: key, label: name, ...(group ? { group } : {}) }));
}

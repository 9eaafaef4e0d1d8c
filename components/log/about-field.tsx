"use client";

import { useTranslations } from "next-intl";
import { TextField } from "@/components/ui/text-field";
import { logLimits } from "@/lib/feedback/schema/log-feedback";
import type { Draft } from "./draft";
import { KeyChoice } from "./key-choice";

/** What it was about, and who began. */
export function AboutField({ draft, change }: { draft: Draft; change: (changed: Partial<Draft>) => void }) {
  const t = useTranslations("log");
  return (
    <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div data-part="subject">
        <TextField
          name="subject"
          label={t("subject")}
          placeholder={t("subjectPlaceholder")}
          autoComplete="off"
          maxLength={logLimits.subject}
          defaultValue={draft.subject}
          onChange={(subject) => change({ subject })}
        />
      </div>
      <KeyChoice
        name="direction"
        legend={t("direction")}
        isLegendHidden
        value={draft.direction}
        onChange={(direction) => change({ direction: direction === "out" ? "out" : "in" })}
        columns="grid-cols-2"
        options={(["in", "out"] as const).map((value) => ({ value, label: t(`directions.${value}`) }))}
      />
    </div>
  );
}

"use client";

import { Angry, Frown, Laugh, Meh, Smile } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, use } from "react";
import { FormStateContext } from "@/components/ui/form-state";
import { moods } from "@/lib/feedback/schema/log-feedback";
import type { Draft } from "./draft";
import { KeyChoice } from "./key-choice";

type MoodFieldProps = { draft: Draft; change: (changed: Partial<Draft>) => void; onDone: () => void };

const faces = { "-2": Angry, "-1": Frown, "0": Meh, "1": Smile, "2": Laugh } as const;

/** How the customer was, from angry to delighted: a key from 1 to 5 says it and goes on. */
export function MoodField({ draft, change, onDone }: MoodFieldProps) {
  const t = useTranslations("log");
  const { result } = use(FormStateContext);
  const isSaid = draft.mood !== "" || draft.score !== "" || draft.comment !== "";
  const error = !isSaid && result && !result.ok ? result.fields.mood : undefined;

  function onKeyDown(event: KeyboardEvent) {
    const mood = moods[Number(event.key) - 1];
    if (mood === undefined) return;
    // The digit is not typed into the field that comes next.
    event.preventDefault();
    change({ mood: String(mood) });
    onDone();
  }

  return (
    <div data-part="mood">
      <KeyChoice
        name="mood"
        legend={t("mood")}
        error={error}
        value={draft.mood}
        onKeyDown={onKeyDown}
        onChange={(mood) => change({ mood })}
        columns="grid-cols-5"
        options={moods.map((mood, index) => {
          const Face = faces[String(mood) as keyof typeof faces];
          return {
            value: String(mood),
            label: t(`moods.${mood}`),
            keyName: String(index + 1),
            icon: <Face aria-hidden="true" strokeWidth={1.75} className="size-5" />,
          };
        })}
      />
    </div>
  );
}

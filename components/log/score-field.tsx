"use client";

import { Button } from "@heroui/react";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, use, useState } from "react";
import { FormStateContext } from "@/components/ui/form-state";
import type { LogForm } from "@/lib/feedback/queries/load-log-form";
import { loggedQuestions, scaleOfQuestion } from "@/lib/feedback/schema/log-feedback";
import { SCALES } from "@/lib/metrics/scales";
import type { Draft } from "./draft";
import { KeyChoice } from "./key-choice";

type ScoreFieldProps = { draft: Draft; data: LogForm; change: (changed: Partial<Draft>) => void };

/** A number, only where the customer said one; on the scale of the question that they were asked. */
export function ScoreField({ draft, data, change }: ScoreFieldProps) {
  const t = useTranslations("log");
  const { result } = use(FormStateContext);
  const [isOpen, setOpen] = useState(draft.score !== "");
  const touchpoint = data.touchpoints.find(({ key }) => key === draft.touchpoint)?.name;
  const { min, max } = SCALES[scaleOfQuestion[draft.question]];
  const points = Array.from({ length: max - min + 1 }, (_, index) => min + index);

  function onKeyDown({ key }: KeyboardEvent) {
    const score = /^\d$/.test(key) ? Number(key) : Number.NaN;
    // 10 is typed as 1 and 0.
    if (draft.question === "nps" && score === 0 && draft.score === "1") change({ score: "10" });
    else if (score >= min && score <= max) change({ score: String(score) });
    else if (key === "Backspace" || key === "Delete") change({ score: "" });
  }

  return (
    <div>
      <input type="hidden" name="question" value={draft.question} />
      <Button
        variant="ghost"
        aria-expanded={isOpen}
        aria-controls="log-score"
        onPress={() => {
          if (isOpen) change({ score: "" });
          setOpen(!isOpen);
        }}
        className="-ms-3 text-muted"
      >
        <ChevronDown
          aria-hidden="true"
          className={`transition-transform duration-100 ${isOpen ? "" : "-rotate-90"}`}
        />
        {isOpen ? t("noScore") : t("addScore")}
      </Button>
      <div id="log-score" hidden={!isOpen} className="mt-2 flex flex-col gap-3">
        {isOpen ? (
          <>
            <KeyChoice
              name="asked"
              legend={t("question")}
              value={draft.question}
              onChange={(question) =>
                change({ question: question === "nps" ? "nps" : "touchpoint", score: "" })
              }
              columns="grid-cols-2"
              options={loggedQuestions.map((value) => ({
                value,
                label:
                  value === "nps"
                    ? t("questions.nps")
                    : t("questions.touchpoint", { touchpoint: touchpoint ?? t("thisTouchpoint") }),
              }))}
            />
            <KeyChoice
              name="score"
              legend={t("score")}
              value={draft.score}
              onChange={(score) => change({ score })}
              onKeyDown={onKeyDown}
              error={result && !result.ok ? result.fields.score : undefined}
              columns={draft.question === "nps" ? "grid-cols-6 sm:grid-cols-11" : "grid-cols-5"}
              options={points.map((point) => ({
                value: String(point),
                label:
                  draft.question === "nps"
                    ? String(point)
                    : `${point} ${t(`points.${point as 1 | 2 | 3 | 4 | 5}`)}`,
              }))}
            />
          </>
        ) : null}
      </div>
    </div>
  );
}

"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { IntervalBar, type IntervalMark } from "@/components/charts/interval-bar";
import { ActionForm } from "@/components/ui/action-form";
import { DateField } from "@/components/ui/date-field";
import { NumberField } from "@/components/ui/number-field";
import { SubmitButton } from "@/components/ui/submit-button";
import {
  removePromiseCountAction,
  savePromiseCountAction,
  undoPromiseCountAction,
} from "@/lib/promises/actions";

export type ShownCount = {
  from: string;
  to: string;
  period: string;
  counted: string;
  share: string;
  range: string;
  mark: IntervalMark | null;
};

type PromiseCountsProps = { id: string; counts: ShownCount[]; workspace: string; mayEdit: boolean };

/** How often it was kept, time by time, and a form for the next time. */
export function PromiseCounts({ id, counts, workspace, mayEdit }: PromiseCountsProps) {
  const t = useTranslations("promises");
  return (
    <>
      <h3 className="mb-2 font-semibold">{t("times")}</h3>
      {counts.length === 0 ? <p className="mb-4 text-muted">{t("notCounted")}</p> : null}
      <ul className="mb-5 divide-y divide-separator">
        {counts.map(({ from, period, counted, share, range, mark }) => (
          <li key={from} className="flex items-center gap-3 py-2">
            <div className="min-w-0 flex-1">
              <p>{period}</p>
              {mark ? <IntervalBar {...mark} /> : null}
            </div>
            <div className="text-end">
              <p className="figures font-semibold">{share}</p>
              <p className="figures text-xs text-muted">{range}</p>
              <p className="figures text-xs text-muted">{counted}</p>
            </div>
            {mayEdit ? (
              <ActionForm
                action={removePromiseCountAction}
                undo={undoPromiseCountAction}
                success={t("countDeleted", { period })}
                workspace={workspace}
                hidden={{ id, from }}
                className=""
              >
                <SubmitButton variant="ghost">
                  <Trash2 aria-hidden="true" />
                  <span className="sr-only">{t("deleteCount", { period })}</span>
                </SubmitButton>
              </ActionForm>
            ) : null}
          </li>
        ))}
      </ul>
      {mayEdit ? (
        <ActionForm
          action={savePromiseCountAction}
          undo={undoPromiseCountAction}
          success={t("countSaved")}
          workspace={workspace}
          hidden={{ id }}
          resetOnSuccess
          className="grid grid-cols-2 items-start gap-3"
        >
          <DateField name="from" label={t("from")} isRequired />
          <DateField name="through" label={t("through")} isRequired />
          <NumberField name="kept" label={t("kept")} minValue={0} isRequired />
          <NumberField name="cases" label={t("ofCases")} minValue={0} isRequired />
          <div className="col-span-2">
            <SubmitButton variant="outline">{t("addCount")}</SubmitButton>
          </div>
        </ActionForm>
      ) : null}
    </>
  );
}

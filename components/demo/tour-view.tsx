import { Check } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { SubmitButton } from "@/components/ui/submit-button";
import { tickStepAction } from "@/lib/demo/actions";
import type { Tour } from "@/lib/demo/queries";
import { type TourStep, tourSteps } from "@/lib/demo/schema";
import type { PageContext } from "@/lib/doors/define-page";
import { tourAddress } from "./tour-address";

type TourViewProps = { data: Tour; page: PageContext };

/** The story as a checklist; whoever leaves it comes back to where they were. */
export async function TourView({ data, page }: TourViewProps) {
  const t = await getTranslations("demo");
  const { seen } = data;
  const addresses = new Map(tourSteps.map((step) => [step, tourAddress(page.workspace, step, data)]));
  const steps = tourSteps.filter(
    (step) => addresses.get(step) && (step !== "log" || page.can("feedback:write")),
  );
  const done = steps.filter((step) => seen.includes(step)).length;
  const next = steps.find((step) => !seen.includes(step));
  return (
    <>
      <PageHeader title={t("tourTitle")} lead={t("tourLead")} />
      <p className="figures mb-4 text-sm text-muted">{t("tourDone", { done, all: steps.length })}</p>
      <ol className="flex max-w-3xl flex-col divide-y divide-border border-y border-border">
        {steps.map((step, index) => (
          <li key={step} className="flex flex-col gap-3 py-4 sm:flex-row sm:items-start">
            <StepMark number={index + 1} isSeen={seen.includes(step)} label={t("seen")} />
            <div className="min-w-0 flex-1">
              <h2 className="font-semibold">{t(`steps.${step}.title`)}</h2>
              <p className="mt-1 text-pretty text-muted">{t(`steps.${step}.text`)}</p>
            </div>
            <div className="flex shrink-0 items-center gap-2">
              <ButtonLink href={addresses.get(step) ?? ""} variant={step === next ? "primary" : "outline"}>
                {seen.includes(step) ? t("again") : t("open")}
              </ButtonLink>
              <Tick workspace={page.workspace} step={step} isSeen={seen.includes(step)} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function StepMark({ number, isSeen, label }: { number: number; isSeen: boolean; label: string }) {
  return (
    <span className="figures flex size-7 shrink-0 items-center justify-center rounded-full border border-border text-sm text-muted">
      {isSeen ? <Check role="img" aria-label={label} className="size-4 text-accent-text" /> : number}
    </span>
  );
}

async function Tick({ workspace, step, isSeen }: { workspace: string; step: TourStep; isSeen: boolean }) {
  const t = await getTranslations("demo");
  return (
    <ActionForm action={tickStepAction} workspace={workspace} hidden={{ step, seen: isSeen ? "no" : "yes" }}>
      <SubmitButton variant="ghost">{isSeen ? t("unmark") : t("mark")}</SubmitButton>
    </ActionForm>
  );
}

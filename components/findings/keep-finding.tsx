"use client";

import { Button, Modal } from "@heroui/react";
import { Lightbulb } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { useFieldState } from "@/components/ui/form-state";
import { SelectField } from "@/components/ui/select-field";
import { Skeleton } from "@/components/ui/skeleton";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { keepFindingAction, retireFindingAction } from "@/lib/findings/actions";
import type { FindingChoices } from "@/lib/findings/queries/list-choices";
import type { FindingPage } from "@/lib/findings/schema";

type KeepFindingProps = {
  workspace: string;
  page: FindingPage;
  /** What the page says, to begin with. */
  sentence?: string;
  /** What the page is about where its address does not say so as a filter; the view is then that of the list. */
  touchpoint?: string;
};

/** "Keep as a finding": this view with a sentence, sent to the departments that it concerns. */
export function KeepFinding({ workspace, page, sentence, touchpoint }: KeepFindingProps) {
  const t = useTranslations("findings");
  const search = new URLSearchParams(useSearchParams());
  if (touchpoint) search.set("touchpoint", touchpoint);
  const [isOpen, setOpen] = useState(false);
  const choices = useChoices(`/w/${workspace}/findings/choices`, isOpen);
  const touchpoints = search.getAll("touchpoint");
  return (
    <Modal isOpen={isOpen} onOpenChange={setOpen}>
      <span title={t("keep")}>
        <Button
          variant="outline"
          isIconOnly
          aria-label={t("keep")}
          className="text-muted hover:text-foreground"
        >
          <Lightbulb aria-hidden="true" className="size-4!" />
        </Button>
      </span>
      <Modal.Backdrop>
        <Modal.Container size="md">
          <Modal.Dialog>
            <Modal.CloseTrigger />
            <Modal.Header>
              <Modal.Heading>{t("keep")}</Modal.Heading>
            </Modal.Header>
            <Modal.Body className="pt-4">
              {choices === null ? <Skeleton shape="text" count={4} label={t("asking")} /> : null}
              {choices === "failed" ? <p>{t("failed")}</p> : null}
              {choices !== null && choices !== "failed" ? (
                <ActionForm
                  action={keepFindingAction}
                  undo={retireFindingAction}
                  workspace={workspace}
                  success={t("kept")}
                  hidden={{
                    page,
                    query: search.toString(),
                    ...(touchpoints.length === 1 ? { touchpoint: touchpoints[0] ?? "" } : {}),
                  }}
                  onSuccess={() => setOpen(false)}
                >
                  <TextAreaField
                    name="sentence"
                    label={t("sentence")}
                    description={t("sentenceHelp")}
                    defaultValue={sentence}
                    maxLength={1_000}
                    rows={3}
                    autoFocus
                  />
                  <Departments choices={choices} />
                  <SelectField
                    name="weakPoint"
                    label={t("weakPoint")}
                    options={[
                      { value: "", label: t("noWeakPoint") },
                      ...choices.weakPoints.map(({ id, text }) => ({ value: id, label: text })),
                    ]}
                    defaultValue=""
                  />
                  <TextField
                    name="weakPointText"
                    label={t("newWeakPoint")}
                    description={t("newWeakPointHelp")}
                    maxLength={500}
                  />
                  <SelectField
                    name="phase"
                    label={t("phase")}
                    options={[
                      { value: "", label: t("none") },
                      ...choices.phases.map(({ key, name }) => ({ value: key, label: name })),
                    ]}
                    defaultValue=""
                  />
                  <SubmitButton>{t("send")}</SubmitButton>
                </ActionForm>
              ) : null}
            </Modal.Body>
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}

function Departments({ choices }: { choices: FindingChoices }) {
  const t = useTranslations("findings");
  const { error } = useFieldState("departments");
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t("departments")}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {choices.departments.map(({ key, name }) => (
          <CheckboxField key={key} name="departments[]" value={key} label={name} />
        ))}
      </div>
      {error ? <p className="mt-1 text-xs text-bad-text">{error}</p> : null}
    </fieldset>
  );
}

function useChoices(href: string, isOpen: boolean): FindingChoices | "failed" | null {
  const [choices, setChoices] = useState<FindingChoices | "failed" | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    const asking = new AbortController();
    fetch(href, { signal: asking.signal })
      .then(async (answer) => setChoices(answer.ok ? ((await answer.json()) as FindingChoices) : "failed"))
      .catch(() => (asking.signal.aborted ? undefined : setChoices("failed")));
    return () => asking.abort();
  }, [href, isOpen]);
  return choices;
}

"use client";

import { Button, Modal } from "@heroui/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { DateField } from "@/components/ui/date-field";
import { NumberField } from "@/components/ui/number-field";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { judgeWeakPointAction } from "@/lib/findings/actions";
import { type WeakPointState, weakPointStates } from "@/lib/findings/schema";

type JudgeWeakPointProps = {
  workspace: string;
  weakPoint: {
    id: string;
    text: string;
    state: WeakPointState;
    namedBy: number | null;
    askedOf: number | null;
    version: number;
  };
};

/** From a suspicion to what customers named, and what a survey confirmed or refuted. */
export function JudgeWeakPoint({ workspace, weakPoint }: JudgeWeakPointProps) {
  const t = useTranslations("findings");
  const [isOpen, setOpen] = useState(false);
  const { id, text, version, state, namedBy, askedOf } = weakPoint;
  return (
    <Modal isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="ghost" size="sm">
        {t("judge")}
      </Button>
      <Modal.Backdrop>
        <Modal.Container size="sm">
          <Modal.Dialog>
            <Modal.CloseTrigger />
            <Modal.Header>
              <Modal.Heading>{text}</Modal.Heading>
            </Modal.Header>
            <Modal.Body className="pt-4">
              <ActionForm
                action={judgeWeakPointAction}
                undo={judgeWeakPointAction}
                workspace={workspace}
                success={t("judged")}
                onSuccess={() => setOpen(false)}
              >
                <input type="hidden" name="id" value={id} />
                <input type="hidden" name="version" value={version} />
                <SelectField
                  name="state"
                  label={t("state")}
                  options={weakPointStates.map((value) => ({ value, label: t(`states.${value}`) }))}
                  defaultValue={state}
                />
                <div className="grid gap-4 sm:grid-cols-2">
                  <NumberField
                    name="namedBy"
                    label={t("namedBy")}
                    minValue={0}
                    {...(namedBy === null ? {} : { defaultValue: namedBy })}
                  />
                  <NumberField
                    name="askedOf"
                    label={t("askedOf")}
                    minValue={1}
                    {...(askedOf === null ? {} : { defaultValue: askedOf })}
                  />
                </div>
                <DateField name="decidedOn" label={t("decidedOn")} description={t("decidedOnHelp")} />
                <ConflictChoice reloadHref="" />
                <SubmitButton>{t("save")}</SubmitButton>
              </ActionForm>
            </Modal.Body>
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}

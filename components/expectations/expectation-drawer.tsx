"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { DateField } from "@/components/ui/date-field";
import { NumberField } from "@/components/ui/number-field";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import {
  endExpectationAction,
  setExpectationAction,
  undoExpectationAction,
} from "@/lib/expectations/actions";

type Choice = { key: string; name: string; retired: boolean };

type ExpectationDrawerProps = {
  workspace: string;
  closeHref: string;
  touchpoints: Choice[];
  segments: Choice[];
  chosen: { touchpoint: string; segment: string };
  /** What is in force there now. */
  current?: { expected: number | null; importance: number | null };
  /** Whether something of its own is in force there, which can be ended. */
  isOwn?: boolean;
  today: string;
};

/** What is expected of a place from a day on, and how much it matters. */
export function ExpectationDrawer(props: ExpectationDrawerProps) {
  const { workspace, closeHref, touchpoints, segments, chosen, current, isOwn, today } = props;
  const t = useTranslations("expectations.set");
  const router = useRouter();
  const close = () => router.push(closeHref, { scroll: false });
  const options = (choices: Choice[], all: string) => [
    { value: "", label: all },
    ...choices.filter(({ retired }) => !retired).map(({ key, name }) => ({ value: key, label: name })),
  ];
  return (
    <SideDrawer title={t("title")} closeHref={closeHref}>
      <ActionForm
        action={setExpectationAction}
        undo={undoExpectationAction}
        success={t("saved")}
        workspace={workspace}
        onSuccess={close}
      >
        <SelectField
          name="touchpoint"
          label={t("touchpoint")}
          options={options(touchpoints, t("allTouchpoints"))}
          defaultValue={chosen.touchpoint}
        />
        <SelectField
          name="segment"
          label={t("segment")}
          description={t("segmentHint")}
          options={options(segments, t("everybody"))}
          defaultValue={chosen.segment}
        />
        <NumberField
          name="expected"
          label={t("expected")}
          description={t("expectedHint")}
          step={0.1}
          {...(current?.expected == null ? {} : { defaultValue: current.expected })}
        />
        <NumberField
          name="importance"
          label={t("importance")}
          description={t("importanceHint")}
          step={0.1}
          {...(current?.importance == null ? {} : { defaultValue: current.importance })}
        />
        <DateField name="validFrom" label={t("validFrom")} isRequired defaultValue={today} />
        <TextField name="source" label={t("source")} description={t("sourceHint")} maxLength={200} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
      {isOwn ? (
        <ActionForm
          action={endExpectationAction}
          undo={undoExpectationAction}
          success={t("ended")}
          workspace={workspace}
          hidden={{ ...chosen, validFrom: today }}
          onSuccess={close}
          className="mt-8 border-t border-separator pt-4"
        >
          <p className="text-muted">{t("endText")}</p>
          <div>
            <SubmitButton variant="outline">{t("end")}</SubmitButton>
          </div>
        </ActionForm>
      ) : null}
    </SideDrawer>
  );
}

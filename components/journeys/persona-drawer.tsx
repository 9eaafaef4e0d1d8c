"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { savePersonaAction, undoPersonaAction } from "@/lib/journeys/actions";
import type { Persona, PersonaChoices } from "@/lib/journeys/queries/list-personas";
import { personaLimits } from "@/lib/journeys/schema/persona";
import { TouchpointPicker } from "./touchpoint-picker";

type PersonaDrawerProps = {
  /** Null: a new one. */
  persona: Persona | null;
  choices: PersonaChoices;
  workspace: string;
  closeHref: string;
};

export function PersonaDrawer({ persona, choices, workspace, closeHref }: PersonaDrawerProps) {
  const t = useTranslations("personas");
  const router = useRouter();
  function done(saved: unknown) {
    const { key } = saved as { key: string };
    router.push(persona ? closeHref : `/w/${workspace}/personas/${key}`, { scroll: false });
  }
  const text = (field: "who" | "needs" | "quote") =>
    persona?.[field] ? { defaultValue: persona[field] } : {};
  return (
    <SideDrawer title={persona ? persona.name : t("new")} closeHref={closeHref}>
      <ActionForm
        action={savePersonaAction}
        undo={undoPersonaAction}
        success={t("saved")}
        workspace={workspace}
        hidden={persona ? { id: persona.id, version: String(persona.version) } : {}}
        onSuccess={done}
      >
        <TextField
          name="name"
          label={t("name")}
          isRequired
          maxLength={personaLimits.name}
          autoFocus={persona === null}
          {...(persona ? { defaultValue: persona.name } : {})}
        />
        <SelectField
          name="segment"
          label={t("segment")}
          description={t("segmentHelp")}
          options={[
            { value: "", label: t("noSegment") },
            ...choices.segments.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          defaultValue={persona?.segment?.key ?? ""}
        />
        <TextAreaField name="who" label={t("who")} rows={2} maxLength={personaLimits.who} {...text("who")} />
        <TextAreaField
          name="needs"
          label={t("needs")}
          description={t("needsHelp")}
          rows={3}
          maxLength={personaLimits.needs}
          {...text("needs")}
        />
        <TextAreaField
          name="quote"
          label={t("quote")}
          description={t("quoteHelp")}
          rows={2}
          maxLength={personaLimits.quote}
          {...text("quote")}
        />
        <TouchpointPicker
          label={t("touchpoints")}
          choices={choices.touchpoints}
          chosen={persona?.touchpoints.map(({ key }) => key) ?? []}
        />
        <ConflictChoice reloadHref={`${closeHref}?open=${persona ? "edit" : "new"}`} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
    </SideDrawer>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { DateField } from "@/components/ui/date-field";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TranslatedTextFields } from "@/components/ui/translated-text-fields";
import type { Locale } from "@/lib/language/locale";
import { savePlannedContactAction, undoPlannedContactsAction } from "@/lib/planned-contacts/actions";
import type { ContactRow } from "@/lib/planned-contacts/queries/read-contacts";
import { repetitions } from "@/lib/planned-contacts/rules/recurrence";
import { audiences } from "@/lib/planned-contacts/schema/edit";
import { CustomerPick } from "./customer-pick";

type ContactFormProps = {
  /** Null: a new one. Of a series, its next open day. */
  contact: ContactRow | null;
  customer: { id: string; name: string | null } | null;
  day: string;
  segments: Option[];
  touchpoints: Option[];
  channels: Option[];
  departments: Option[];
  languages: Locale[];
  workspace: string;
  closeHref: string;
  /** What is there now, for the second of two editors. */
  reloadHref: string;
};

/** A planned contact: with whom, when and how often, what it is for and how it shall feel. */
export function ContactForm({ contact, customer, day, ...props }: ContactFormProps) {
  const t = useTranslations("plannedContacts");
  const router = useRouter();
  const [audience, setAudience] = useState<string>(customer ? "customer" : "segment");
  const choices = [
    { name: "touchpoint", options: props.touchpoints, chosen: contact?.touchpoint },
    { name: "channel", options: props.channels, chosen: contact?.channel },
    { name: "department", options: props.departments, chosen: contact?.department },
  ] as const;
  const isSettled = contact !== null && contact.state !== "planned";
  return (
    <SideDrawer title={contact ? t("edit") : t("new")} closeHref={props.closeHref}>
      <ActionForm
        action={savePlannedContactAction}
        undo={undoPlannedContactsAction}
        success={t("saved")}
        workspace={props.workspace}
        hidden={{
          ...(contact ? { id: contact.id, version: String(contact.version) } : {}),
          ...(isSettled ? { repeats: "none" } : {}),
        }}
        onSuccess={() => router.push(props.closeHref, { scroll: false })}
      >
        <TranslatedTextFields
          name="purpose"
          label={t("fields.purpose")}
          languages={props.languages}
          defaultValues={contact?.texts.purpose ?? {}}
          maxLength={300}
          rows={1}
          isRequired
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="audience"
            label={t("fields.audience")}
            options={audiences.map((value) => ({ value, label: t(`audiences.${value}`) }))}
            defaultValue={audience}
            onChange={setAudience}
            isRequired
          />
          {audience === "segment" ? (
            <SelectField
              name="segment"
              label={t("audiences.segment")}
              options={props.segments}
              isRequired
              {...(contact?.segment ? { defaultValue: contact.segment.key } : {})}
            />
          ) : (
            <CustomerPick workspace={props.workspace} chosen={customer} />
          )}
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <DateField name="on" label={t("fields.on")} defaultValue={day} isRequired />
          {isSettled ? null : (
            <SelectField
              name="repeats"
              label={t("fields.repeats")}
              options={repetitions.map((value) => ({ value, label: t(`repetitions.${value}`) }))}
              defaultValue={contact?.repeats ?? "none"}
              isRequired
            />
          )}
        </div>
        <TranslatedTextFields
          name="feeling"
          label={t("fields.feeling")}
          languages={props.languages}
          defaultValues={contact?.texts.feeling ?? {}}
          maxLength={300}
          rows={1}
        />
        <TextField
          name="who"
          label={t("fields.who")}
          maxLength={120}
          {...(contact?.who ? { defaultValue: contact.who } : {})}
        />
        <TranslatedTextFields
          name="words"
          label={t("fields.words")}
          languages={props.languages}
          defaultValues={contact?.texts.words ?? {}}
          maxLength={2_000}
          rows={3}
        />
        {choices.map(({ name, options, chosen }) => (
          <SelectField
            key={name}
            name={name}
            label={t(`fields.${name}`)}
            options={[{ value: "", label: t("none") }, ...options]}
            defaultValue={chosen?.key ?? ""}
          />
        ))}
        <ConflictChoice reloadHref={props.reloadHref} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
    </SideDrawer>
  );
}

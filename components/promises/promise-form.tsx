"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TranslatedNameFields } from "@/components/ui/translated-name-fields";
import type { Locale } from "@/lib/language/locale";
import {
  restorePromiseAction,
  retirePromiseAction,
  savePromiseAction,
  undoPromiseAction,
} from "@/lib/promises/actions";
import type { PromiseRow, PromiseRows } from "@/lib/promises/queries/list-promises";
import { promiseLimits } from "@/lib/promises/schema";

export type PromiseFormProps = {
  /** Null: a new one. */
  promise: PromiseRow | null;
  choices: PromiseRows["choices"];
  languages: Locale[];
  workspace: string;
  closeHref: string;
};

export function PromiseForm({ promise, choices, languages, workspace, closeHref }: PromiseFormProps) {
  const t = useTranslations("promises");
  const router = useRouter();
  const close = () => router.push(closeHref, { scroll: false });
  const again = `${closeHref}${closeHref.includes("?") ? "&" : "?"}open=${promise?.id ?? "new"}`;
  return (
    <>
      <ActionForm
        action={savePromiseAction}
        undo={undoPromiseAction}
        success={t("saved")}
        workspace={workspace}
        hidden={promise ? { id: promise.id, version: String(promise.version) } : {}}
        onSuccess={close}
      >
        <TranslatedNameFields
          name="text"
          label={t("text")}
          languages={languages}
          defaultValues={promise?.texts.text ?? {}}
          maxLength={promiseLimits.text}
        />
        <SelectField
          name="touchpoint"
          label={t("touchpoint")}
          isRequired
          options={choices.touchpoint.map(({ key, name, group }) => ({
            value: key,
            label: name,
            ...(group ? { group } : {}),
          }))}
          {...(promise ? { defaultValue: promise.touchpoint.key } : {})}
        />
        <SelectField
          name="segment"
          label={t("segment")}
          options={[
            { value: "", label: t("everybody") },
            ...choices.segment.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          defaultValue={promise?.segment?.key ?? ""}
        />
        {(["saidWhere", "howMuch"] as const).map((field) => (
          <TranslatedNameFields
            key={field}
            name={field}
            label={t(field)}
            description={t(`${field}Hint`)}
            languages={languages}
            isRequired={false}
            defaultValues={promise?.texts[field] ?? {}}
            maxLength={promiseLimits[field]}
          />
        ))}
        <ConflictChoice reloadHref={again} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
      {promise ? (
        <ActionForm
          action={promise.isRetired ? restorePromiseAction : retirePromiseAction}
          undo={undoPromiseAction}
          success={t(promise.isRetired ? "restored" : "retired", { text: promise.text })}
          workspace={workspace}
          hidden={{ id: promise.id }}
          onSuccess={close}
          className="mt-8 border-t border-separator pt-4"
        >
          <div>
            <SubmitButton variant="outline">{t(promise.isRetired ? "restore" : "retire")}</SubmitButton>
          </div>
        </ActionForm>
      ) : null}
    </>
  );
}

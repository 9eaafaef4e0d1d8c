"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { use, useMemo, useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { FormStateContext } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { TranslatedNameFields } from "@/components/ui/translated-name-fields";
import { TranslatedTextFields } from "@/components/ui/translated-text-fields";
import { editSegmentAction, undoSegmentAction } from "@/lib/segments/actions";
import type { SegmentEditorData } from "@/lib/segments/queries/load-segment";
import { draftOf, ruleOf } from "./draft-rule";
import { RuleGroup } from "./rule-group";
import { RulePreview } from "./rule-preview";

type RuleEditorProps = SegmentEditorData & { workspace: string; currency: string };

/** Name, rule and what it comes to. Saving can be taken back; somebody who saves after somebody else is told. */
export function RuleEditor(props: RuleEditorProps) {
  const { workspace, currency, segment, names, attributes, languages } = props;
  const t = useTranslations("segments.editor");
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOf(segment?.rule ?? null, currency));
  const kinds = useMemo(() => new Map(attributes.map(({ key, kind }) => [key, kind])), [attributes]);
  const rule = JSON.stringify(ruleOf(draft, currency, kinds));
  const back = segment ? `/w/${workspace}/segments/${segment.id}` : `/w/${workspace}/segments`;
  return (
    <ActionForm
      action={editSegmentAction}
      undo={undoSegmentAction}
      workspace={workspace}
      hidden={{ rule, ...(segment ? { id: segment.id, version: String(segment.version) } : {}) }}
      success={t("saved")}
      onSuccess={(data) => router.push(`/w/${workspace}/segments/${(data as { id: string }).id}`)}
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]"
    >
      <div className="flex min-w-0 flex-col gap-4">
        <div className="flex max-w-xl flex-col gap-4">
          <TranslatedNameFields
            label={t("name")}
            languages={languages}
            defaultValues={segment?.names ?? {}}
          />
        </div>
        <RuleProblems />
        <RuleGroup group={draft} facts={{ names, attributes, kinds, currency }} onChange={setDraft} />
        <div className="flex max-w-xl flex-col gap-4">
          <TranslatedTextFields
            name="descriptions"
            label={t("description")}
            languages={languages}
            defaultValues={segment?.descriptions ?? {}}
            maxLength={1_000}
          />
          <CheckboxField name="leading" label={t("leading")} defaultSelected={segment?.leading ?? false} />
        </div>
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{t("save")}</SubmitButton>
          <ButtonLink href={back}>{t("cancel")}</ButtonLink>
        </div>
      </div>
      <RulePreview workspace={workspace} rule={rule} />
    </ActionForm>
  );
}

/** What was refused about the rule: each sentence once, beside the conditions. */
function RuleProblems() {
  const { result } = use(FormStateContext);
  if (!result || result.ok) return null;
  const said = Object.entries(result.fields).filter(([path]) => path === "rule" || path.startsWith("rule."));
  const sentences = [...new Set(said.map(([, sentence]) => sentence))];
  if (sentences.length === 0) return null;
  return (
    <ul role="alert" className="flex flex-col gap-1 text-bad-text">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

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
import { areComplete, draftOf, ruleOf } from "./draft-rule";
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
      hidden={segment ? { id: segment.id, version: String(segment.version) } : {}}
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
        <RuleProblems rule={rule} isComplete={areComplete(draft, currency, kinds)} />
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

/** The rule as it is sent, and what was refused about it: where something is missing it is said at its condition too. */
function RuleProblems({ rule, isComplete }: { rule: string; isComplete: boolean }) {
  const t = useTranslations("segments.preview");
  const { result } = use(FormStateContext);
  const refusal = result?.ok === false ? result : null;
  const said = Object.entries(refusal?.fields ?? {}).filter(([path]) => /^rule(\.|$)/.test(path));
  const about = said.map(([, sentence]) => sentence).filter((sentence) => sentence !== refusal?.message);
  const sentences = isComplete ? [...new Set(about)] : said.length > 0 ? [t("incomplete")] : [];
  return (
    <div data-field role="alert" className="text-bad-text empty:hidden">
      <input type="hidden" name="rule" value={rule} />
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

"use client";

import { Button } from "@heroui/react";
import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { DateField } from "@/components/ui/date-field";
import { Link } from "@/components/ui/link";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { Need } from "@/lib/needs/queries/list-needs";
import { type NeedAbout, needKinds, needLimits } from "@/lib/needs/schema";
import { needActions } from "./need-actions";

type NeedItemProps = {
  need: Need;
  about: NeedAbout;
  workspace: string;
  canWrite: boolean;
  /** Source, day and who noted it. */
  from: string;
};

/** A statement; it is reworded where it stands. */
export function NeedItem({ need, about, workspace, canWrite, from }: NeedItemProps) {
  const t = useTranslations("needs");
  const [isEditing, setEditing] = useState(false);
  if (isEditing)
    return <NeedEditor need={need} about={about} workspace={workspace} close={() => setEditing(false)} />;
  return (
    <li className="group flex items-start gap-3 border-b border-separator py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="text-pretty">{need.text}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-xs text-muted">
          <Badge>{t(`kinds.${need.kind}`)}</Badge>
          {need.feedback ? (
            <Link href={`/w/${workspace}/feedback/${need.feedback}`} className="hover:underline">
              {from}
            </Link>
          ) : (
            <span>{from}</span>
          )}
        </p>
      </div>
      {canWrite ? (
        <Button
          variant="ghost"
          size="sm"
          isIconOnly
          aria-label={t("edit", { text: need.text.slice(0, 60) })}
          onPress={() => setEditing(true)}
          className="print:hidden"
        >
          <Pencil aria-hidden="true" className="size-3.5!" />
        </Button>
      ) : null}
    </li>
  );
}

type NeedEditorProps = { need: Need; about: NeedAbout; workspace: string; close: () => void };

function NeedEditor({ need, about, workspace, close }: NeedEditorProps) {
  const t = useTranslations("needs");
  const { reword, retire, undo } = needActions(about);
  return (
    <li className="border-b border-separator py-3 last:border-0">
      <ActionForm
        action={reword}
        undo={undo}
        success={t("saved")}
        workspace={workspace}
        hidden={{ about, id: need.id, version: String(need.version) }}
        onSuccess={close}
        className="flex flex-col gap-3"
      >
        <TextAreaField
          name="text"
          label={t("text")}
          rows={2}
          maxLength={needLimits.text}
          defaultValue={need.text}
          autoFocus
          sendsOnEnter
        />
        <div className="grid gap-3 sm:grid-cols-3">
          <SelectField
            name="kind"
            label={t("kind")}
            options={needKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            defaultValue={need.kind}
          />
          <TextField
            name="source"
            label={t("source")}
            maxLength={needLimits.source}
            {...(need.source ? { defaultValue: need.source } : {})}
          />
          <DateField name="on" label={t("on")} defaultValue={need.on} />
        </div>
        <ConflictChoice reloadHref="?" />
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{t("save")}</SubmitButton>
          <Button variant="ghost" onPress={close}>
            {t("cancel")}
          </Button>
        </div>
      </ActionForm>
      <ActionForm
        action={retire}
        undo={undo}
        success={t("retired")}
        workspace={workspace}
        hidden={{ about, id: need.id }}
        className="mt-2"
      >
        <SubmitButton variant="ghost">{t("retire")}</SubmitButton>
      </ActionForm>
    </li>
  );
}

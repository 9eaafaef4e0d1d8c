"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { KeyField } from "@/components/ui/key-field";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TranslatedNameFields } from "@/components/ui/translated-name-fields";
import {
  changeEntryAction,
  createEntryAction,
  deleteEntryAction,
  restoreEntryAction,
  retireEntryAction,
  undoEntryAction,
} from "@/lib/catalogue/actions";
import type { EntryRow } from "@/lib/catalogue/queries/list-entries";
import type { CatalogueList } from "@/lib/catalogue/schema/admin";
import type { Locale } from "@/lib/language/locale";
import { RetireDialog } from "./retire-dialog";

type EntryDrawerProps = {
  list: CatalogueList;
  /** Null: a new one. */
  entry: EntryRow | null;
  parents: Option[];
  languages: Locale[];
  workspace: string;
  closeHref: string;
  canRetire: boolean;
};

export function EntryDrawer(props: EntryDrawerProps) {
  const { list, entry, parents, languages, workspace, closeHref, canRetire } = props;
  const t = useTranslations("catalogue");
  const router = useRouter();
  const close = () => router.push(closeHref, { scroll: false });
  const name = entry?.name ?? "";
  return (
    <SideDrawer title={entry ? entry.name : t(`new.${list}`)} closeHref={closeHref}>
      <ActionForm
        action={entry ? changeEntryAction : createEntryAction}
        undo={undoEntryAction}
        success={entry ? t("saved", { name }) : t("created")}
        workspace={workspace}
        hidden={entry ? { list, key: entry.key, version: String(entry.version) } : { list }}
        onSuccess={close}
      >
        <TranslatedNameFields
          label={t("name")}
          languages={languages}
          defaultValues={entry?.names ?? {}}
          autoFocus={entry === null}
        />
        {entry ? null : <KeyField languages={languages} />}
        {list === "departments" ? (
          <TextField name="headName" label={t("head")} defaultValue={entry?.headName ?? ""} maxLength={120} />
        ) : null}
        {list === "phases" && entry === null ? (
          <SelectField name="parent" label={t("parent")} options={parents} isRequired />
        ) : null}
        <ConflictChoice reloadHref={`${closeHref}?open=${entry?.key ?? "new"}`} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{entry ? t("save") : t("create")}</SubmitButton>
        </div>
      </ActionForm>
      {entry ? (
        <div className="mt-8 border-t border-separator pt-4">
          <p className="text-xs text-muted">
            {t("key")}: <code className="font-mono">{entry.key}</code>
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            {entry.isRetired ? (
              <ActionForm
                action={restoreEntryAction}
                undo={undoEntryAction}
                success={t("restored", { name })}
                workspace={workspace}
                hidden={{ list, key: entry.key }}
              >
                <SubmitButton variant="outline">{t("restore")}</SubmitButton>
              </ActionForm>
            ) : null}
            <RetireDialog
              used={list}
              entryKey={entry.key}
              name={name}
              workspace={workspace}
              hidden={{ list, key: entry.key }}
              undo={undoEntryAction}
              remove={deleteEntryAction}
              retire={canRetire && !entry.isRetired ? retireEntryAction : undefined}
            />
          </div>
        </div>
      ) : null}
    </SideDrawer>
  );
}

"use client";

import { Button } from "@heroui/react";
import { Check, Link2, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import {
  deleteViewAction,
  renameViewAction,
  restoreSharedViewAction,
  restoreViewAction,
} from "@/lib/views/actions";
import type { SavedView } from "@/lib/views/queries";

type ViewRowProps = {
  name: string;
  detail?: string | undefined;
  isCurrent: boolean;
  isBroken?: boolean;
  onOpen: () => void;
  /** Missing for the view that every page begins with: nobody made it. */
  view?: SavedView;
  workspace?: string;
  canShare?: boolean;
  onChanged?: () => void;
  /** Make a link for somebody without an account. */
  onShare?: () => void;
};

export function ViewRow(props: ViewRowProps) {
  const { name, detail, isCurrent, isBroken, onOpen, view, workspace = "", onChanged } = props;
  const t = useTranslations("views");
  const [isRenaming, setRenaming] = useState(false);
  const canEdit = view?.isMine && (!view.shared || props.canShare);
  if (view && isRenaming)
    return (
      <li className="p-1.5">
        <RenameForm
          view={view}
          workspace={workspace}
          onDone={() => {
            setRenaming(false);
            onChanged?.();
          }}
        />
      </li>
    );
  return (
    <li className="group flex items-center gap-0.5 rounded-md hover:bg-surface-secondary">
      <button
        type="button"
        onClick={onOpen}
        aria-current={isCurrent ? "true" : undefined}
        className="flex min-w-0 flex-1 items-center gap-2 rounded-md px-2.5 py-2 text-start"
      >
        <span className="min-w-0 flex-1">
          <span className={`block truncate ${isCurrent ? "font-semibold" : ""}`}>{name}</span>
          {detail ? (
            <span className={`block text-xs text-pretty ${isBroken ? "text-bad" : "text-muted"}`}>
              {detail}
            </span>
          ) : null}
        </span>
        {isCurrent ? <Check aria-hidden="true" className="size-4 shrink-0 text-accent-text" /> : null}
      </button>
      {props.onShare ? (
        <Button isIconOnly size="sm" variant="ghost" aria-label={t("link", { name })} onPress={props.onShare}>
          <Link2 aria-hidden="true" className="size-3.5!" />
        </Button>
      ) : null}
      {canEdit && view ? (
        <>
          <Button
            isIconOnly
            size="sm"
            variant="ghost"
            aria-label={t("rename", { name })}
            onPress={() => setRenaming(true)}
          >
            <Pencil aria-hidden="true" className="size-3.5!" />
          </Button>
          <DeleteButton view={view} workspace={workspace} onChanged={onChanged} />
        </>
      ) : null}
    </li>
  );
}

type OwnView = { view: SavedView; workspace: string };

function RenameForm({ view, workspace, onDone }: OwnView & { onDone: () => void }) {
  const t = useTranslations("views");
  return (
    <ActionForm
      action={renameViewAction}
      workspace={workspace}
      hidden={{ id: view.id, version: String(view.version) }}
      success={t("renamed")}
      onSuccess={onDone}
      className="flex flex-col gap-2"
    >
      <TextField
        name="name"
        label={t("newName")}
        defaultValue={view.name}
        maxLength={120}
        isRequired
        autoFocus
      />
      <div className="flex gap-2">
        <SubmitButton>{t("save")}</SubmitButton>
        <Button variant="ghost" onPress={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </ActionForm>
  );
}

function DeleteButton({ view, workspace, onChanged }: OwnView & { onChanged?: (() => void) | undefined }) {
  const t = useTranslations("views");
  const { run, isPending } = useAction({
    action: async (before, form) => {
      const result = await deleteViewAction(before, form);
      onChanged?.();
      return result;
    },
    workspace,
    undo: view.shared ? restoreSharedViewAction : restoreViewAction,
  });
  return (
    <Button
      isIconOnly
      size="sm"
      variant="ghost"
      isDisabled={isPending}
      aria-label={t("delete", { name: view.name })}
      onPress={() => run({ id: view.id }, t("deleted", { name: view.name }))}
    >
      <Trash2 aria-hidden="true" className="size-3.5!" />
    </Button>
  );
}

"use client";

import { Button } from "@heroui/react";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { useAction } from "@/components/ui/use-action";
import { deleteNoteAction, saveNoteAction, undoNoteAction } from "@/lib/journeys/actions";
import type { MapNote } from "@/lib/journeys/queries/load-journey-map";
import { type Lane, noteLimit } from "@/lib/journeys/schema/map";
import type { BoardContext } from "./board-context";
import type { MapColumnView } from "./prepare-map";

type NoteCellProps = { lane: Lane; column: MapColumnView; context: BoardContext };

/** What stands in a lane of a sub-phase; each sentence is edited where it stands. */
export function NoteCell({ lane, column, context }: NoteCellProps) {
  const t = useTranslations("journey");
  /** The id of a note, or "new". */
  const [edited, setEdited] = useState<string | null>(null);
  const notes = column.notes[lane];
  const where = { phase: column.name, lane: t(`lanes.${lane}`) };
  const close = () => setEdited(null);
  return (
    <div className="group min-w-0 border-t border-separator px-1.5 py-2.5 text-[0.8125rem]/5">
      <p className="eyebrow mb-1 lg:sr-only">{where.lane}</p>
      <ul className="flex flex-col gap-1">
        {notes.map((note) => (
          <li key={`${note.id} ${note.version}`} className="min-w-0">
            {edited === note.id ? (
              <NoteForm {...{ lane, column, context, note, close }} />
            ) : context.canWrite ? (
              <button
                type="button"
                onClick={() => setEdited(note.id)}
                className={`-mx-1 w-[calc(100%+0.5rem)] cursor-text rounded-sm px-1 text-start text-pretty hyphens-auto hover:bg-surface-secondary ${styles[lane]}`}
              >
                <span className="sr-only">{t("editNote")} </span>
                {note.text}
              </button>
            ) : (
              <p className={`text-pretty hyphens-auto ${styles[lane]}`}>{note.text}</p>
            )}
          </li>
        ))}
      </ul>
      {edited === "new" ? <NoteForm {...{ lane, column, context, note: null, close }} /> : null}
      {context.canWrite && edited === null ? (
        <Button
          isIconOnly
          variant="ghost"
          size="sm"
          aria-label={t("addNote", where)}
          onPress={() => setEdited("new")}
          className="-ms-1 h-6! w-6! min-w-0 text-muted opacity-50 group-hover:opacity-100 focus-visible:opacity-100"
        >
          <Plus aria-hidden="true" className="size-3.5!" />
        </Button>
      ) : null}
    </div>
  );
}

/** Thoughts are said, fears weigh. */
const styles: Record<Lane, string> = {
  does: "",
  thinks: "italic",
  fears: "text-muted",
  process: "",
};

type NoteFormProps = NoteCellProps & { note: MapNote | null; close: () => void };

function NoteForm({ lane, column, context, note, close }: NoteFormProps) {
  const t = useTranslations("journey");
  const { run: remove } = useAction({
    action: deleteNoteAction,
    undo: undoNoteAction,
    workspace: context.workspace,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc in the field closes it; nothing here is pressed
    <div onKeyDown={onKeyDown}>
      <ActionForm
        action={saveNoteAction}
        undo={undoNoteAction}
        success={t("noteSaved")}
        workspace={context.workspace}
        hidden={{
          ...context.whose,
          side: context.side,
          phase: column.key,
          lane,
          ...(note ? { id: note.id, version: String(note.version) } : {}),
        }}
        onSuccess={close}
        className="flex flex-col gap-1.5"
      >
        <TextAreaField
          name="text"
          label={t(`lanes.${lane}`)}
          hideLabel
          rows={3}
          maxLength={noteLimit}
          autoFocus
          sendsOnEnter
          {...(note ? { defaultValue: note.text } : {})}
        />
        <ConflictChoice reloadHref="?" />
        <div className="flex flex-wrap items-center gap-1">
          <SubmitButton>{t("save")}</SubmitButton>
          {note ? (
            <Button
              isIconOnly
              variant="ghost"
              size="sm"
              aria-label={t("deleteNote")}
              onPress={() => {
                remove({ id: note.id }, t("noteDeleted"));
                close();
              }}
            >
              <Trash2 aria-hidden="true" className="size-3.5!" />
            </Button>
          ) : null}
        </div>
      </ActionForm>
    </div>
  );
}

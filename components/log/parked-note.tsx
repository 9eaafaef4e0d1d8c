"use client";

import { Button } from "@heroui/react";
import { useTranslations } from "next-intl";
import type { Draft } from "./draft";

type ParkedNoteProps = { note: Draft; onResume: () => void; onDrop: () => void };

/** An unfinished note about somebody else, kept while the telephone brought the next customer. */
export function ParkedNote({ note, onResume, onDrop }: ParkedNoteProps) {
  const t = useTranslations("log");
  return (
    <div
      role="status"
      className="mb-5 flex flex-wrap items-center gap-2 rounded-md bg-caution-soft px-3 py-2 text-caution-text"
    >
      <p className="min-w-0 flex-1 basis-60">{t("parked", { name: note.search || t("unnamed") })}</p>
      <Button size="sm" variant="outline" onPress={onResume}>
        {t("resume")}
      </Button>
      <Button size="sm" variant="ghost" onPress={onDrop}>
        {t("drop")}
      </Button>
    </div>
  );
}

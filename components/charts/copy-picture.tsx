"use client";

import { Button, toast } from "@heroui/react";
import { ImageDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type ChartCaption, pictureOf } from "./chart-image";

/**
 * "Copy as picture" beside a chart: into the clipboard, or as a file where the browser keeps that to itself. What is
 * copied is the drawing in the same figure or section.
 */
export function CopyPicture({ title, lines }: ChartCaption) {
  const t = useTranslations("charts");
  const place = useRef<HTMLSpanElement>(null);
  const [isBusy, setBusy] = useState(false);

  async function copy() {
    setBusy(true);
    try {
      const around = place.current?.closest("[data-picture], figure, section");
      const drawing = around?.querySelector(".recharts-surface, svg[role=img], table");
      if (!drawing) throw new Error("There is no drawing here.");
      const picture = await pictureOf(drawing, { title, lines });
      if (await toClipboard(picture)) toast.success(t("pictureCopied"));
      else {
        save(picture, title);
        toast.success(t("pictureSaved"));
      }
    } catch {
      toast.danger(t("noPicture"));
    } finally {
      setBusy(false);
    }
  }

  return (
    <span ref={place} className="print:hidden">
      <Button
        isIconOnly
        size="sm"
        variant="ghost"
        isDisabled={isBusy}
        aria-label={t("copyPicture", { title })}
        onPress={copy}
        className="text-muted"
      >
        <ImageDown aria-hidden="true" className="size-4!" />
      </Button>
    </span>
  );
}

async function toClipboard(picture: Blob): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    return true;
  } catch {
    return false;
  }
}

function save(picture: Blob, title: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(picture);
  link.download = `${title.replaceAll(/[^\p{Letter}\p{Number}]+/gu, "-")}.png`;
  link.click();
  URL.revokeObjectURL(link.href);
}

"use client";

import { Button } from "@heroui/react";
import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { ImportProgress } from "@/components/ui/import-progress";
import { formatBytes } from "@/lib/format/numbers";

type Sending = { file: string; sent: number; total: number };
type Answer = { id?: string; error?: { message?: string } };

/** Takes a file by drop or choice and sends it, with counts, until it is there or given up. */
export function UploadBox({ workspace }: { workspace: string }) {
  const t = useTranslations("importWizard");
  const locale = useLocale();
  const router = useRouter();
  const id = useId();
  const request = useRef<XMLHttpRequest | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => () => request.current?.abort(), []);

  const takePasted = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData: pasted, target } = event;
    const isTyping = target instanceof Element && target.closest("input:not([type=file]), textarea");
    if (sending || isTyping || !pasted) return;
    const [file] = pasted.files;
    const text = pasted.getData("text/plain");
    // Several lines are a table; a word is somebody's mistake.
    const table = /\n./.test(text) ? new File([text], t("pastedName"), { type: "text/plain" }) : undefined;
    // Programs for tables copy a picture beside the cells.
    const taken = table ?? file;
    if (taken) send(taken);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => takePasted(event);
    document.addEventListener("paste", listen);
    return () => document.removeEventListener("paste", listen);
  }, []);

  function send(file: File): void {
    const form = new FormData();
    form.set("file", file);
    const sent = new XMLHttpRequest();
    request.current = sent;
    setProblem(null);
    setSending({ file: file.name, sent: 0, total: file.size });
    const stop = (sentence: string) => {
      setSending(null);
      setProblem(sentence);
    };
    sent.upload.onprogress = ({ loaded, total }) => setSending({ file: file.name, sent: loaded, total });
    sent.onerror = () => stop(t("uploadFailed"));
    sent.onabort = () => stop(t("cancelled"));
    sent.onload = () => {
      const answer = answerOf(sent.responseText);
      if (sent.status === 201 && answer.id) router.push(`/w/${workspace}/imports/drafts/${answer.id}`);
      else stop(answer.error?.message ?? t("uploadFailed"));
    };
    sent.open("POST", `/w/${workspace}/imports/upload`);
    sent.send(form);
  }

  if (sending) {
    const isThere = sending.sent >= sending.total;
    return (
      <div className="rounded-lg border border-border p-6">
        <ImportProgress
          label={isThere ? t("looking") : t("uploading", { file: sending.file })}
          share={isThere ? null : sending.sent / sending.total}
          counts={t("uploadCounts", {
            done: formatBytes(sending.sent, locale),
            total: formatBytes(sending.total, locale),
          })}
        />
        <Button variant="outline" className="mt-4" onPress={() => request.current?.abort()}>
          {t("cancel")}
        </Button>
      </div>
    );
  }
  return (
    <div>
      <div role="alert" className="empty:hidden">
        {problem ? <p className="mb-3 rounded-md bg-bad-soft px-3 py-2.5 text-bad-text">{problem}</p> : null}
      </div>
      {/* The label is the target; the field itself takes the keyboard. */}
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file) send(file);
        }}
        className={`flex cursor-pointer flex-col items-center rounded-lg border border-dashed px-4 py-12 text-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus ${isOver ? "border-accent-text bg-surface-secondary" : "border-border hover:bg-surface-secondary"}`}
      >
        <FileUp aria-hidden="true" strokeWidth={1.5} className="size-7 text-muted" />
        <span className="mt-3 font-medium">{t("drop")}</span>
        <span className="mt-1 text-accent-text underline underline-offset-2">{t("choose")}</span>
        <span className="mt-3 max-w-[52ch] text-pretty text-muted">{t("limits")}</span>
        <input
          id={id}
          type="file"
          className="sr-only"
          accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/plain"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) send(file);
            event.target.value = "";
          }}
        />
      </label>
    </div>
  );
}

function answerOf(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}

"use client";

import { Button } from "@heroui/react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { ActionResult } from "@/lib/doors/define-action";
import { logFeedbackAction, undoLogAction } from "@/lib/feedback/actions";
import type { LogForm as LogFormData } from "@/lib/feedback/queries/load-log-form";
import { AboutField } from "./about-field";
import { CustomerField } from "./customer-field";
import { type Caller, type Draft, draftPlace, isWorthKeeping, keepDraft, newDraft, readDraft } from "./draft";
import { MattersField } from "./matters-field";
import { MoodField } from "./mood-field";
import { ParkedNote } from "./parked-note";
import { ScoreField } from "./score-field";
import { TouchpointField } from "./touchpoint-field";

type LogFormProps = { workspace: string; data: LogFormData; caller: Caller | null; search: string };

/**
 * Twenty seconds, no mouse: customer, Enter; touchpoint, Enter; mood by a digit; a sentence, Enter; and the caret waits
 * for the next customer. What is typed is kept in the browser until it has been saved.
 */
export function LogForm({ workspace, data, caller, search }: LogFormProps) {
  const t = useTranslations("log");
  const place = draftPlace(workspace, data.person);
  const parkedPlace = `${place}.parked`;
  const [draft, setDraft] = useState<Draft | null>(null);
  const [parked, setParked] = useState<Draft | null>(null);
  const [round, setRound] = useState(0);
  const [noted, setNoted] = useState(data.notedToday);
  const [isSignedOut, setSignedOut] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const lastSaved = useRef<Draft | null>(null);

  const begin = useCallback((next: Draft) => {
    setDraft(next);
    setRound((before) => before + 1);
  }, []);

  // Only the browser knows what was kept, so the form begins after the first paint.
  const start = useEffectEvent(() => {
    const fresh = { ...newDraft(data.recent[0] ?? ""), ...whoCalls(caller, search) };
    const kept = readDraft(place);
    const isAnother = Boolean(kept && (caller || search) && kept.search !== fresh.search);
    if (isAnother) keepDraft(parkedPlace, kept);
    setParked(readDraft(parkedPlace));
    begin(kept && !isAnother ? kept : fresh);
  });
  useEffect(() => start(), []);

  const change = (changed: Partial<Draft>) =>
    setDraft((before) => {
      if (!before) return before;
      const after = { ...before, ...changed };
      keepDraft(place, after);
      return after;
    });

  // At once, so that whoever types fast is never ahead of the caret; what appears only now is waited for.
  function focus(part: string) {
    if (!focusPart(form.current, part)) requestAnimationFrame(() => focusPart(form.current, part));
  }
  const goToFirst = useEffectEvent(() =>
    focusPart(form.current, draft?.who === "known" ? "touchpoint" : "customer"),
  );
  // The caret goes to what is missing first, each time the form begins anew; not out of a menu that was opened meanwhile.
  useEffect(() => {
    if (round > 0 && !document.activeElement?.closest('[role="menu"], [role="dialog"]')) goToFirst();
  }, [round]);

  const unpark = () => {
    keepDraft(parkedPlace, null);
    setParked(null);
  };

  async function save(before: unknown, data: FormData): Promise<ActionResult> {
    try {
      const result: ActionResult = await logFeedbackAction(before, data);
      const isOut = !result.ok && result.code === "unauthenticated";
      setSignedOut(isOut);
      return isOut ? { ...result, message: t("signedOut") } : result;
    } catch {
      return { ok: false, code: "unavailable", message: t("connectionLost"), fields: {}, values: {} };
    }
  }

  function next(saved: unknown) {
    const { notedToday, customer } = saved as { notedToday: number; customer: string | null };
    const done = draft;
    setNoted(notedToday);
    if (done) lastSaved.current = { ...done, ...(customer ? knownAs(done, customer) : {}) };
    keepDraft(place, null);
    begin(newDraft(done?.touchpoint ?? ""));
  }

  /** Taken back from the database, what was typed is there again, to be put right. */
  async function takeBack(before: unknown, data: FormData): Promise<ActionResult> {
    const result = await undoLogAction(before, data);
    if (result.ok) {
      setNoted(result.data.notedToday);
      const again = lastSaved.current && { ...lastSaved.current, submissionKey: crypto.randomUUID() };
      if (again) {
        keepDraft(place, again);
        begin(again);
      }
    }
    return result;
  }

  function openMatters() {
    if (draft?.matters === null) flushSync(() => change({ matters: "" }));
    focus("matters");
  }

  if (!draft) return <div className="min-h-[40rem]" aria-hidden="true" />;
  return (
    <div ref={form}>
      {parked ? (
        <ParkedNote
          note={parked}
          onResume={() => {
            unpark();
            keepDraft(place, parked);
            begin(parked);
          }}
          onDrop={unpark}
        />
      ) : null}
      <ActionForm
        key={round}
        action={save}
        workspace={workspace}
        hidden={{ submissionKey: draft.submissionKey }}
        success={t("saved")}
        undo={takeBack}
        onSuccess={next}
        className="flex flex-col gap-5"
      >
        {isSignedOut ? (
          <div>
            <ButtonLink href={`/sign-in?next=${encodeURIComponent(`/w/${workspace}/log`)}`} variant="primary">
              {t("signIn")}
            </ButtonLink>
          </div>
        ) : null}
        <CustomerField
          workspace={workspace}
          draft={draft}
          change={change}
          onDone={() => focus("touchpoint")}
          onNew={(part) => focus(part)}
        />
        <TouchpointField draft={draft} data={data} change={change} onDone={() => focus("mood")} />
        <MoodField draft={draft} change={change} onDone={() => focus("subject")} />
        <AboutField draft={draft} change={change} />
        <div data-part="comment">
          <TextAreaField
            name="comment"
            label={t("comment")}
            description={t("commentHelp")}
            rows={3}
            sendsOnEnter
            defaultValue={draft.comment}
            onChange={(comment) => change({ comment })}
          />
        </div>
        <MattersField draft={draft} change={change} onOpen={openMatters} />
        <ScoreField draft={draft} data={data} change={change} />
        <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-separator bg-surface px-4 py-3 sm:static sm:mx-0 sm:border-0 sm:px-0">
          <SubmitButton>{t("save")}</SubmitButton>
          {isWorthKeeping(draft) ? (
            <Button
              variant="ghost"
              onPress={() => {
                keepDraft(place, null);
                begin(newDraft(draft.touchpoint));
              }}
            >
              {t("empty")}
            </Button>
          ) : null}
          <p className="figures ms-auto text-muted" role="status">
            {t("notedToday", { count: noted })}
          </p>
        </div>
      </ActionForm>
    </div>
  );
}

const whoCalls = (caller: Caller | null, search: string): Partial<Draft> =>
  caller ? { who: "known", caller, search: caller.label } : { search };

/** Somebody made with the note is somebody known from then on. */
const knownAs = (draft: Draft, id: string): Partial<Draft> => {
  if (draft.who !== "new") return {};
  const label = draft.name || draft.email || draft.phone;
  return {
    who: "known",
    caller: { id, label, detail: draft.name ? draft.phone || draft.email : "" },
    search: label,
  };
};

/** Whether the part is there to take the caret. */
function focusPart(form: HTMLElement | null, part: string): boolean {
  const fields = `[data-part="${part}"] :is(input, textarea):not([type=hidden])`;
  const field = form?.querySelector<HTMLElement>(fields);
  field?.focus();
  return Boolean(field);
}

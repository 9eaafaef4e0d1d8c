"use client";

import { AlertDialog, Button } from "@heroui/react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { ActionForm } from "./action-form";
import type { FormAction } from "./form-state";
import { Link } from "./link";
import { Skeleton } from "./skeleton";
import { SubmitButton } from "./submit-button";

/** What speaks of a thing, as the usage route of its room answers. */
export type Use = { kind: string; count: number; isMore?: boolean };
export type Usage = {
  uses: Use[];
  /** Nothing in history needs it: it may go for good. */
  canDelete: boolean;
};

type UsedByDialogProps = {
  trigger: ReactNode;
  title: string;
  /** GET route that answers `Usage`; asked when the dialog opens, given up when it closes. */
  usageHref: string;
  say: (use: Use) => { text: string; href?: string };
  workspace: string;
  hidden: Record<string, string>;
  retire?: { action: FormAction; undo: FormAction; success: string };
  remove: { action: FormAction; undo: FormAction; success: string };
};

/**
 * "What uses this?" before anything is retired or deleted. What history needs is only offered to be retired, and a
 * sentence says so; the server decides the same once more.
 */
export function UsedByDialog(props: UsedByDialogProps) {
  const { trigger, title, usageHref, say, workspace, hidden, retire, remove } = props;
  const t = useTranslations("ui.usedBy");
  const [isOpen, setOpen] = useState(false);
  const usage = useUsage(usageHref, isOpen);
  const found = usage === "failed" ? null : usage;
  return (
    <AlertDialog isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="ghost" size="sm">
        {trigger}
      </Button>
      <AlertDialog.Backdrop isDismissable isKeyboardDismissDisabled={false}>
        <AlertDialog.Container size="sm">
          <AlertDialog.Dialog>
            <AlertDialog.Heading className="text-base font-semibold">{title}</AlertDialog.Heading>
            <div className="mt-2 text-pretty text-muted" aria-live="polite">
              {usage === null ? <Skeleton shape="text" count={2} label={t("asking")} /> : null}
              {usage === "failed" ? <p>{t("failed")}</p> : null}
              {found ? <UsageList usage={found} say={say} canRetire={retire !== undefined} /> : null}
            </div>
            <div className="mt-5 flex flex-wrap justify-end gap-2">
              <Button variant="outline" onPress={() => setOpen(false)}>
                {t("cancel")}
              </Button>
              {found?.canDelete ? (
                <ActionForm
                  {...remove}
                  workspace={workspace}
                  hidden={hidden}
                  onSuccess={() => setOpen(false)}
                >
                  <SubmitButton variant="danger">{t("delete")}</SubmitButton>
                </ActionForm>
              ) : null}
              {found && retire ? (
                <ActionForm
                  {...retire}
                  workspace={workspace}
                  hidden={hidden}
                  onSuccess={() => setOpen(false)}
                >
                  <SubmitButton variant={found.canDelete ? "outline" : "primary"}>{t("retire")}</SubmitButton>
                </ActionForm>
              ) : null}
            </div>
          </AlertDialog.Dialog>
        </AlertDialog.Container>
      </AlertDialog.Backdrop>
    </AlertDialog>
  );
}

function UsageList({
  usage,
  say,
  canRetire,
}: {
  usage: Usage;
  say: UsedByDialogProps["say"];
  canRetire: boolean;
}) {
  const t = useTranslations("ui.usedBy");
  if (usage.uses.length === 0) return <p>{t("nothing")}</p>;
  return (
    <>
      <p>{t("lead")}</p>
      <ul className="my-2 flex flex-col gap-1 text-foreground">
        {usage.uses.map((use) => {
          const { text, href } = say(use);
          return (
            <li key={use.kind}>
              {href ? (
                <Link href={href} className="text-accent-text underline underline-offset-4">
                  {text}
                </Link>
              ) : (
                text
              )}
            </li>
          );
        })}
      </ul>
      {usage.canDelete ? null : <p>{t(canRetire ? "onlyRetire" : "stays")}</p>}
    </>
  );
}

function useUsage(href: string, isOpen: boolean): Usage | "failed" | null {
  const [usage, setUsage] = useState<Usage | "failed" | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    const asking = new AbortController();
    setUsage(null);
    fetch(href, { signal: asking.signal })
      .then(async (answer) => setUsage(answer.ok ? ((await answer.json()) as Usage) : "failed"))
      .catch(() => (asking.signal.aborted ? undefined : setUsage("failed")));
    return () => asking.abort();
  }, [href, isOpen]);
  return usage;
}

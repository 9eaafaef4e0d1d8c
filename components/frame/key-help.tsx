"use client";

import { Modal } from "@heroui/react";
import { useTranslations } from "next-intl";
import { Fragment, useState, useSyncExternalStore } from "react";
import { Kbd } from "@/components/ui/kbd";
import { listShortcuts, type ShortcutGroup, watchShortcuts } from "@/components/ui/shortcuts";
import { useShortcut } from "@/components/ui/use-shortcut";

type Line = { keys: string; label: string };

/** `?` lists the keys of this page and those that work everywhere. */
export function KeyHelp() {
  const t = useTranslations("keys");
  const [isOpen, setOpen] = useState(false);
  useShortcut("?", () => setOpen(true), t("help"), "general");
  const shortcuts = useSyncExternalStore(watchShortcuts, listShortcuts, nothing);
  const of = (group: ShortcutGroup): Line[] => [
    ...new Map(
      shortcuts.flatMap(({ keys, label, group: own }) =>
        own === group && label !== undefined ? [[keys, { keys, label }] as const] : [],
      ),
    ).values(),
  ];
  const always: Line[] = [
    { keys: "arrows", label: t("rows") },
    { keys: "enter", label: t("openRow") },
    { keys: "alt+arrows", label: t("moveRow") },
    { keys: "esc", label: t("close") },
  ];
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={setOpen}>
      <Modal.Container size="lg">
        <Modal.Dialog>
          <Modal.CloseTrigger />
          <Modal.Header>
            <Modal.Heading>{t("title")}</Modal.Heading>
          </Modal.Header>
          <Modal.Body className="grid gap-x-10 gap-y-6 pt-4 sm:grid-cols-2">
            <KeyList title={t("page")} lines={of("page")} />
            <KeyList title={t("general")} lines={[...of("general"), ...always]} />
            <KeyList title={t("places")} lines={of("places")} />
          </Modal.Body>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

const none: [] = [];
const nothing = () => none;

function KeyList({ title, lines }: { title: string; lines: Line[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3 className="eyebrow pb-2">{title}</h3>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1.5">
        {lines.map(({ keys, label }) => (
          <Fragment key={keys}>
            <dt className="order-none">{label}</dt>
            <dd className="flex gap-1">
              {keys.split(" ").map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

"use client";

import { ListBox, Modal, SearchField } from "@heroui/react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Autocomplete, Header, ListBoxSection, useFilter } from "react-aria-components";
import { SearchButton } from "@/components/frame/search-button";
import { keepRecent, type Recent, readRecent } from "./recent";
import { useFound } from "./use-found";

export type Command = {
  id: string;
  title: string;
  /** Other words by which people look for it. */
  words?: string;
  href?: string;
  run?: () => void;
};

type CommandPaletteProps = {
  workspace: string;
  /** Only what the person's role opens. */
  pages: Command[];
  actions: Command[];
};

type Item = Recent & { run?: (() => void) | undefined };

const foundGroups = {
  customer: "customers",
  touchpoint: "touchpoints",
  segment: "segments",
  savedView: "savedViews",
} as const;

/** Ctrl/⌘ K: pages, customers, touchpoints, segments, saved views and actions; what was opened last comes first. */
export function CommandPalette({ workspace, pages, actions }: CommandPaletteProps) {
  const t = useTranslations("palette");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <SearchButton onOpen={() => setOpen(true)} />
      <Modal.Backdrop isOpen={isOpen} onOpenChange={setOpen}>
        <Modal.Container placement="top" size="lg" scroll="inside">
          <Modal.Dialog className="p-0 sm:mt-[10dvh]" aria-label={t("title")}>
            <Palette workspace={workspace} pages={pages} actions={actions} onDone={() => setOpen(false)} />
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </>
  );
}

function Palette({ workspace, pages, actions, onDone }: CommandPaletteProps & { onDone: () => void }) {
  const t = useTranslations("palette");
  const router = useRouter();
  const { contains } = useFilter({ sensitivity: "base" });
  const [text, setText] = useState("");
  const [recent] = useState(() => readRecent(workspace));
  const { found, state } = useFound(workspace, text);

  const words = text.trim().split(/\s+/).filter(Boolean);
  const fits = (command: Command) =>
    words.every((word) => contains(`${command.title} ${command.words ?? ""}`, word));
  const item =
    (group: string) =>
    (command: Command): Item => ({
      id: `${group} ${command.id}`,
      title: command.title,
      hint: null,
      group,
      href: command.href ?? "",
      run: command.run,
    });
  const foundItems = found.map(({ kind, key, title, hint, path }): Item => {
    const group = foundGroups[kind];
    return { id: `${group} ${key}`, title, hint, group, href: `/w/${workspace}${path}` };
  });
  const sections: { group: string; items: Item[] }[] = [
    {
      group: "recent",
      items: words.length === 0 ? recent.map((one) => ({ ...one, id: `recent ${one.id}` })) : [],
    },
    { group: "pages", items: pages.filter(fits).map(item("pages")) },
    ...Object.values(foundGroups).map((group) => ({
      group,
      items: foundItems.filter((one) => one.group === group),
    })),
    { group: "actions", items: actions.filter(fits).map(item("actions")) },
  ].filter(({ items }) => items.length > 0);
  const byId = new Map(sections.flatMap(({ items }) => items.map((one) => [one.id, one] as const)));

  function choose(id: string) {
    const chosen = byId.get(id);
    if (!chosen) return;
    onDone();
    if (chosen.run) {
      chosen.run();
      return;
    }
    const { title, hint, group, href } = chosen;
    if (group !== "actions") keepRecent(workspace, { id: href, title, hint, group, href });
    router.push(href);
  }

  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField
        aria-label={t("title")}
        autoFocus
        fullWidth
        className="border-b border-separator p-2"
        // Esc closes, also while something is typed: the field alone would only empty itself.
        onKeyDown={(event) => (event.key === "Escape" ? onDone() : undefined)}
      >
        <SearchField.Group className="border-0 bg-transparent shadow-none outline-none">
          <SearchField.SearchIcon />
          <SearchField.Input placeholder={t("placeholder")} className="text-base" />
        </SearchField.Group>
      </SearchField>
      <div className="scrollbar max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain p-2">
        <ListBox
          aria-label={t("results")}
          escapeKeyBehavior="none"
          onAction={(key) => choose(String(key))}
          renderEmptyState={() => <p className="px-2 py-6 text-center text-muted">{t(emptyText(state))}</p>}
        >
          {sections.map(({ group, items }) => (
            <ListBoxSection key={group} id={group}>
              <Header className="eyebrow px-2 pt-2.5 pb-1">{t(`groups.${group as GroupName}`)}</Header>
              {items.map((one) => (
                <ListBox.Item
                  key={one.id}
                  id={one.id}
                  textValue={one.title}
                  className="data-[focused=true]:bg-accent-soft data-[focus-visible=true]:ring-0"
                >
                  <span className="min-w-0 flex-1 truncate">{one.title}</span>
                  {one.hint ? <span className="shrink-0 text-xs text-muted">{one.hint}</span> : null}
                </ListBox.Item>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </div>
      <p role="status" className="sr-only">
        {state === "done" ? t("count", { count: byId.size }) : ""}
      </p>
    </Autocomplete>
  );
}

type GroupName = "recent" | "pages" | "actions" | (typeof foundGroups)[keyof typeof foundGroups];

const emptyText = (state: string) =>
  state === "asking" ? "asking" : state === "failed" ? "failed" : "nothing";

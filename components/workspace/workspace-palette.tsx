"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { startTransition } from "react";
import { type Command, CommandPalette } from "@/components/search/command-palette";
import { formOf } from "@/components/ui/form-state";
import { useShortcut } from "@/components/ui/use-shortcut";
import { signOutAction, updateProfileAction } from "@/lib/accounts/actions";
import { may, type Permission, type Role } from "@/lib/auth/roles";

type Page = { label: string; href: string; group?: string; goKey?: string };
type WorkspacePaletteProps = { workspace: string; role: Role; pages: Page[] };

const themes = ["light", "dark", "system"] as const;

/** The palette with what this workspace and this person's role offer, and `g` with a letter for the pages. */
export function WorkspacePalette({ workspace, role, pages }: WorkspacePaletteProps) {
  const t = useTranslations("palette.actions");
  const locale = useLocale();
  const other = locale === "de" ? "en" : "de";
  const at = (path: string) => `/w/${workspace}${path}`;

  const setProfile = (values: Record<string, string>) =>
    startTransition(async () => {
      await updateProfileAction(null, formOf(values));
    });
  const offered: (Command & { can?: Permission })[] = [
    { id: "log", title: t("log"), href: at("/log"), can: "feedback:write" },
    {
      id: "touchpoint",
      title: t("newTouchpoint"),
      href: at("/admin/touchpoints?open=new"),
      can: "touchpoints:write",
    },
    { id: "import", title: t("import"), href: at("/imports"), can: "imports:write" },
    { id: "marker", title: t("newMarker"), href: at("/admin/markers?open=new"), can: "markers:write" },
    { id: "start", title: t("start"), href: at("/start") },
    { id: "invite", title: t("invite"), href: at("/admin/members"), can: "members:manage" },
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      title: t(`themes.${theme}`),
      words: t("themeWords"),
      run: () => {
        document.documentElement.dataset.theme = theme;
        setProfile({ theme });
      },
    })),
    {
      id: "language",
      title: t(`languages.${other}`),
      words: t("languageWords"),
      run: () => setProfile({ locale: other }),
    },
    { id: "profile", title: t("profile"), href: "/profile" },
    {
      id: "sign-out",
      title: t("signOut"),
      run: () =>
        startTransition(async () => {
          await signOutAction(null, formOf({}));
        }),
    },
  ];
  return (
    <>
      <CommandPalette
        workspace={workspace}
        pages={pages.map(({ label, href, group }) => ({
          id: href,
          title: label,
          href,
          ...(group ? { words: group } : {}),
        }))}
        actions={offered.filter(({ can }) => !can || may(role, can)).map(({ can: _, ...action }) => action)}
      />
      {pages.map(({ label, href, goKey }) =>
        goKey ? <GoKey key={href} letter={goKey} href={href} label={label} /> : null,
      )}
    </>
  );
}

function GoKey({ letter, href, label }: { letter: string; href: string; label: string }) {
  const router = useRouter();
  useShortcut(`g ${letter}`, () => router.push(href), label, "places");
  return null;
}

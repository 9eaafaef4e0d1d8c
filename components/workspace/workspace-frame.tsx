import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DemoStrip } from "@/components/demo/demo-strip";
import { AppFrame } from "@/components/frame/app-frame";
import { KeyHelp } from "@/components/frame/key-help";
import { UserMenu } from "@/components/frame/user-menu";
import { LogButton } from "@/components/log/log-button";
import { signOutAction, updateProfileAction } from "@/lib/accounts/actions";
import { may, type Role } from "@/lib/auth/roles";
import { places } from "./places";
import { WorkspacePalette } from "./workspace-palette";

type WorkspaceFrameProps = {
  current: { slug: string; role: Role; isDemo: boolean };
  memberships: { slug: string; workspaceName: string }[];
  person: { name: string; email: string };
  theme: "light" | "dark" | "system";
  children: ReactNode;
};

/** The frame around every page of a workspace; it offers only what the person's role opens. */
export async function WorkspaceFrame({ current, memberships, person, theme, children }: WorkspaceFrameProps) {
  const t = await getTranslations("nav");
  const pages = places
    .filter(({ can }) => may(current.role, can))
    .map(({ name, path, under, icon, group, key }) => ({
      label: t(name),
      href: `/w/${current.slug}${path}`,
      icon,
      isRoot: path === "",
      under: (under ?? []).map((start) => `/w/${current.slug}${start}`),
      ...(group ? { group: t(`groups.${group}`) } : {}),
      ...(key ? { goKey: key } : {}),
    }));
  return (
    <AppFrame
      nav={pages}
      workspaces={memberships.map(({ slug, workspaceName }) => ({
        name: workspaceName,
        href: `/w/${slug}`,
        isCurrent: slug === current.slug,
      }))}
      primaryAction={
        may(current.role, "feedback:write") ? <LogButton href={`/w/${current.slug}/log`} /> : null
      }
      search={<WorkspacePalette workspace={current.slug} role={current.role} pages={pages} />}
      userMenu={
        <UserMenu
          person={person}
          theme={theme}
          profileHref="/profile"
          setLocale={updateProfileAction}
          setTheme={updateProfileAction}
          signOut={signOutAction}
        />
      }
    >
      <KeyHelp />
      {current.isDemo ? <DemoStrip workspace={current.slug} role={current.role} /> : null}
      {children}
    </AppFrame>
  );
}

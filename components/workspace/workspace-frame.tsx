import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AppFrame } from "@/components/frame/app-frame";
import type { NavItem } from "@/components/frame/nav-list";
import { UserMenu } from "@/components/frame/user-menu";
import { LogButton } from "@/components/log/log-button";
import { signOutAction, updateProfileAction } from "@/lib/accounts/actions";
import { may, type Permission, type Role } from "@/lib/auth/roles";

type Place = NavItem & { can: Permission };

type WorkspaceFrameProps = {
  current: { slug: string; role: Role };
  memberships: { slug: string; workspaceName: string }[];
  person: { name: string; email: string };
  theme: "light" | "dark" | "system";
  children: ReactNode;
};

/** The frame around every page of a workspace; it offers only what the person's role opens. */
export async function WorkspaceFrame({ current, memberships, person, theme, children }: WorkspaceFrameProps) {
  const t = await getTranslations("nav");
  const at = (path: string) => `/w/${current.slug}${path}`;
  const places: Place[] = [
    { label: t("overview"), href: at(""), icon: "overview", can: "metrics:read" },
    { label: t("feedback"), href: at("/feedback"), icon: "feedback", can: "feedback:read" },
    { label: t("imports"), href: at("/imports"), icon: "imports", group: t("data"), can: "imports:read" },
    {
      label: t("members"),
      href: at("/admin/members"),
      icon: "members",
      group: t("admin"),
      can: "members:manage",
    },
    {
      label: t("apiKeys"),
      href: at("/admin/api-keys"),
      icon: "keys",
      group: t("admin"),
      can: "apiKeys:manage",
    },
  ];
  return (
    <AppFrame
      nav={places.filter(({ can }) => may(current.role, can)).map(({ can: _, ...place }) => place)}
      workspaces={memberships.map(({ slug, workspaceName }) => ({
        name: workspaceName,
        href: `/w/${slug}`,
        isCurrent: slug === current.slug,
      }))}
      primaryAction={may(current.role, "feedback:write") ? <LogButton href={at("/log")} /> : null}
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
      {children}
    </AppFrame>
  );
}

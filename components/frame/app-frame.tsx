import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { NavDrawer } from "./nav-drawer";
import { type NavItem, NavList } from "./nav-list";
import { type WorkspaceChoice, WorkspaceSwitcher } from "./workspace-switcher";

type AppFrameProps = {
  nav: NavItem[];
  workspaces: WorkspaceChoice[];
  createWorkspaceHref?: string;
  /** "Search or jump", usually a `SearchButton` that opens the palette. */
  search?: ReactNode;
  /** The one thing people come to do here, such as logging feedback. */
  primaryAction?: ReactNode;
  /** Small icon buttons before the user's menu: inbox, help. */
  tools?: ReactNode;
  userMenu: ReactNode;
  children: ReactNode;
};

/** The page around every page of a workspace: navigation left, one bar above, the content below. */
export function AppFrame(props: AppFrameProps) {
  const t = useTranslations("frame");
  const switcher = <WorkspaceSwitcher workspaces={props.workspaces} createHref={props.createWorkspaceHref} />;
  return (
    <div className="min-h-dvh print:block lg:grid lg:grid-cols-[var(--frame-side)_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed start-2 top-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-2 font-medium text-accent-foreground focus:translate-y-0 print:hidden"
      >
        {t("skip")}
      </a>
      <div className="sticky top-0 hidden h-dvh flex-col border-e border-separator bg-background lg:flex print:hidden">
        <div className="flex h-(--frame-top) shrink-0 items-center px-2">{switcher}</div>
        <nav aria-label={t("navigation")} className="scrollbar flex-1 overflow-y-auto px-2 pt-2 pb-6">
          <NavList items={props.nav} />
        </nav>
      </div>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-30 flex h-(--frame-top) shrink-0 items-center gap-2 border-b border-separator bg-surface px-4 md:px-6 lg:px-8 print:hidden">
          <NavDrawer items={props.nav} head={switcher} />
          <div className="min-w-0 flex-1">{props.search}</div>
          {props.primaryAction}
          {props.tools}
          {props.userMenu}
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="w-full max-w-[112rem] flex-1 print:p-0 px-4 pt-6 pb-16 outline-none md:px-6 lg:px-8"
        >
          {props.children}
        </main>
      </div>
    </div>
  );
}

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "./logo";
import { PageTitle } from "./page-title";

type PublicFrameProps = { title: string; lead?: string; children?: ReactNode; footer?: ReactNode };

/** Pages before the door: sign-in, invitation, first set-up. One calm card, nothing else to look at. */
export function PublicFrame({ title, lead, children, footer }: PublicFrameProps) {
  const t = useTranslations("app");
  return (
    <main className="grid min-h-dvh place-items-center bg-background px-4 py-10">
      <PageTitle title={title} />
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center justify-center gap-2.5">
          <Logo className="size-7" />
          <span className="text-lg font-semibold tracking-tight">{t("name")}</span>
        </div>
        <div className="rounded-xl border border-separator bg-surface p-6 shadow-surface sm:p-8">
          <h1 className="text-lg/6 font-semibold tracking-tight">{title}</h1>
          {lead ? <p className="mt-1.5 text-muted">{lead}</p> : null}
          {children ? <div className="mt-6">{children}</div> : null}
        </div>
        {footer ? <div className="mt-6 text-center text-xs text-muted">{footer}</div> : null}
      </div>
    </main>
  );
}

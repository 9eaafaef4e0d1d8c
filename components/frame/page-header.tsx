import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { PageTitle } from "./page-title";

type PageHeaderProps = {
  title: string;
  /** The page's answer in one or two sentences; it comes before every number. */
  lead?: ReactNode;
  back?: { href: string; label: string };
  actions?: ReactNode;
};

export function PageHeader({ title, lead, back, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-start gap-x-6 gap-y-3">
      <PageTitle title={title} />
      <div className="min-w-0 flex-1 basis-80">
        {back ? (
          <Link
            href={back.href}
            className="mb-2 inline-flex items-center gap-1 text-xs text-muted hover:text-foreground print:hidden"
          >
            <ArrowLeft aria-hidden="true" className="size-3.5" />
            {back.label}
          </Link>
        ) : null}
        <h1 className="text-xl/7 font-semibold tracking-tight">{title}</h1>
        {lead ? (
          <div className="mt-1 max-w-[68ch] text-[0.9375rem]/6 text-pretty text-muted">{lead}</div>
        ) : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div> : null}
    </header>
  );
}

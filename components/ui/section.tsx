import { type ReactNode, useId } from "react";

type SectionProps = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A part of a page under a heading; a hairline above, no box around. */
export function Section({ title, lead, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="mt-10 border-t border-separator pt-5 first:mt-0 first:border-0 first:pt-0"
    >
      <div className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={id} className="text-[0.9375rem]/6 font-semibold">
            {title}
          </h2>
          {lead ? <div className="mt-0.5 max-w-[72ch] text-pretty text-muted">{lead}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}

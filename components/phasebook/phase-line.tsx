import { Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";

type PhaseLineProps = {
  /** What is written there. */
  text: ReactNode;
  /** Where it stands. */
  standing: ReactNode;
  /** Null: the reader may not edit. */
  edit: { href: string; label: string } | null;
};

/** A line of a page of the book: what is written, where it stands, and the way to change it. */
export function PhaseLine({ text, standing, edit }: PhaseLineProps) {
  return (
    <li
      data-keep
      className="grid grid-cols-[minmax(0,1fr)_2rem] gap-x-4 gap-y-2 border-b border-separator py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,19rem)_2rem] md:gap-x-8"
    >
      <div className="col-start-1 row-start-1 min-w-0">{text}</div>
      <div className="col-span-2 row-start-2 min-w-0 md:col-span-1 md:col-start-2 md:row-start-1">
        {standing}
      </div>
      <div className="col-start-2 row-start-1 md:col-start-3 print:hidden">
        {edit ? (
          <ButtonLink
            href={edit.href}
            scroll={false}
            variant="ghost"
            size="sm"
            isIconOnly
            aria-label={edit.label}
          >
            <Pencil aria-hidden="true" className="size-3.5" />
          </ButtonLink>
        ) : null}
      </div>
    </li>
  );
}

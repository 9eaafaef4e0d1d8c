import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { ScrollRegion } from "@/components/ui/scroll-region";

type MapTableProps = {
  caption: string;
  corner: string;
  isWhole?: boolean;
  head: ReactNode;
  children: ReactNode;
};

/** A map that is a table; too wide a one is scrolled, and its first column stays. */
export function MapTable({ caption, corner, isWhole, head, children }: MapTableProps) {
  return (
    <ScrollRegion label={`${caption}: ${corner}`}>
      <table className={`border-separate border-spacing-0.5 text-xs ${isWhole ? "w-full" : ""}`}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-muted">{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollRegion>
  );
}

type RowHeadProps = { label: string; href: string | undefined; className: string };

/** What a row is about, with the way to it where there is one. */
export function RowHead({ label, href, className }: RowHeadProps) {
  return (
    <th scope="row" className={`sticky start-0 z-1 bg-surface pe-3 text-start font-medium ${className}`}>
      {href ? (
        <Link href={href} className="hover:underline">
          {label}
        </Link>
      ) : (
        label
      )}
    </th>
  );
}

type CellLinkProps = {
  href: string | undefined;
  /** All of the cell in one sentence. */
  label: string;
  className: string;
  style?: React.CSSProperties;
  children: ReactNode;
};

/** A cell, which leads to what it counts, or only says it. */
export const CellLink = ({ href, label, className, style, children }: CellLinkProps) =>
  href ? (
    <Link
      href={href}
      aria-label={label}
      title={label}
      {...(style ? { style } : {})}
      className={`block rounded-sm outline-offset-1 hover:outline-2 hover:outline-accent ${className}`}
    >
      {children}
    </Link>
  ) : (
    <div title={label} {...(style ? { style } : {})} className={`rounded-sm ${className}`}>
      {children}
    </div>
  );

"use client";

import { Button } from "@heroui/react";
import type { ReactNode } from "react";

type FilterButtonProps = {
  label: string;
  chosen: string[];
  isBlock?: boolean;
  /** A remove button follows without a gap. */
  isJoined?: boolean;
  /** What is chosen is only what counts anyway. */
  isQuiet?: boolean;
  children: ReactNode;
};

export function FilterButton({ label, chosen, isBlock, isJoined, isQuiet, children }: FilterButtonProps) {
  const [first, ...rest] = chosen;
  const look =
    first && !isQuiet
      ? "border-transparent bg-accent-soft text-accent-text hover:bg-accent-soft-hover"
      : isQuiet
        ? ""
        : "text-muted hover:text-foreground";
  return (
    <Button
      variant="outline"
      className={`min-w-0 gap-1.5 ${isBlock ? "flex-1 justify-start" : ""} ${isJoined ? "rounded-e-none pe-1.5" : ""} ${look}`}
    >
      <span
        className={`shrink-0 ${isQuiet ? "text-muted" : ""} ${first && !isBlock ? "max-sm:sr-only" : ""}`}
      >
        {label}
        {first ? ":" : ""}
      </span>
      {first ? <span className="max-w-44 min-w-0 truncate font-semibold">{first}</span> : null}
      {rest.length > 0 ? <span className="figures shrink-0">+{rest.length}</span> : null}
      {children}
    </Button>
  );
}

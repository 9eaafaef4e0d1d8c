"use client";

import { Description, FieldError, Label } from "@heroui/react";
import type { ReactNode } from "react";

type FieldShellProps = {
  label: string;
  description?: ReactNode;
  error?: string;
  hideLabel?: boolean;
  children: ReactNode;
};

/** Label above, help below, and in its place the reason when a field was refused. */
export function FieldShell({ label, description, error, hideLabel, children }: FieldShellProps) {
  return (
    <>
      <Label className={hideLabel ? "sr-only" : undefined}>{label}</Label>
      {children}
      {description ? <Description>{description}</Description> : null}
      <FieldError>{error}</FieldError>
    </>
  );
}

"use client";

import { Button } from "@heroui/react";
import { LoaderCircle } from "lucide-react";
import { type ReactNode, use } from "react";
import { useFormStatus } from "react-dom";
import { FormStateContext } from "./form-state";

type SubmitButtonProps = {
  children: ReactNode;
  variant?: "primary" | "secondary" | "outline" | "ghost" | "danger";
  fullWidth?: boolean;
  /** Sent with the form when this button was the one pressed. */
  name?: string;
  value?: string;
};

export function SubmitButton({ children, variant = "primary", ...props }: SubmitButtonProps) {
  const { isPending } = use(FormStateContext);
  const { pending } = useFormStatus();
  const isBusy = isPending || pending;
  return (
    <Button type="submit" variant={variant} isPending={isBusy} {...props}>
      {isBusy ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
      {children}
    </Button>
  );
}

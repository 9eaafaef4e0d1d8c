"use client";

import { TextField as Field, Input } from "@heroui/react";
import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import { FieldShell } from "./field-shell";
import { useFieldState } from "./form-state";

export type TextFieldProps = {
  name: string;
  label: string;
  description?: ReactNode;
  hideLabel?: boolean;
  defaultValue?: string;
  type?: "text" | "email" | "password" | "tel" | "url" | "search";
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  placeholder?: string;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: "text" | "email" | "tel" | "url" | "numeric" | "decimal" | "search";
  maxLength?: number;
  autoFocus?: boolean;
  onChange?: (value: string) => void;
};

export function TextField({
  label,
  description,
  hideLabel,
  defaultValue,
  placeholder,
  onChange,
  ...props
}: TextFieldProps) {
  const { error, typed, onEdit } = useFieldState(props.name);
  return (
    <Field
      {...props}
      fullWidth
      validationBehavior="aria"
      isInvalid={error !== undefined}
      defaultValue={typed ?? defaultValue}
      onChange={(value) => {
        onEdit();
        onChange?.(value);
      }}
    >
      <FieldShell label={label} description={description} error={error} hideLabel={hideLabel}>
        <Input placeholder={placeholder} />
      </FieldShell>
    </Field>
  );
}

"use client";

import { TextField as Field, Input } from "@heroui/react";
import { type HTMLInputAutoCompleteAttribute, type ReactNode, useId } from "react";
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
  /** What is offered while somebody types; anything else may be written too. */
  suggestions?: readonly string[];
  autoFocus?: boolean;
  onChange?: (value: string) => void;
};

export function TextField({
  label,
  description,
  hideLabel,
  defaultValue,
  placeholder,
  suggestions,
  onChange,
  ...props
}: TextFieldProps) {
  const list = useId();
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
        <Input placeholder={placeholder} list={suggestions ? list : undefined} />
      </FieldShell>
      {suggestions ? (
        <datalist id={list}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      ) : null}
    </Field>
  );
}

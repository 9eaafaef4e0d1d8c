"use client";

import { NumberField as Field } from "@heroui/react";
import type { ReactNode } from "react";
import { FieldShell } from "./field-shell";
import { useFieldState } from "./form-state";

type NumberFieldProps = {
  name: string;
  label: string;
  description?: ReactNode;
  hideLabel?: boolean;
  defaultValue?: number;
  minValue?: number;
  maxValue?: number;
  step?: number;
  /** How the number is written, such as { style: "currency", currency: "EUR" }. */
  formatOptions?: Intl.NumberFormatOptions;
  isRequired?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
  onChange?: (value: number) => void;
};

/** A number in the reader's own notation; the form sends it with a decimal point. Arrow keys count up and down. */
export function NumberField(all: NumberFieldProps) {
  const { label, description, hideLabel, defaultValue, onChange, ...props } = all;
  const { error, typed, onEdit } = useFieldState(props.name);
  return (
    <Field
      {...props}
      fullWidth
      validationBehavior="aria"
      isInvalid={error !== undefined}
      defaultValue={typed ? Number(typed) : defaultValue}
      onChange={(value) => {
        onEdit();
        onChange?.(value);
      }}
      data-field
    >
      <FieldShell label={label} description={description} error={error} hideLabel={hideLabel}>
        <Field.Group className="grid-cols-1">
          <Field.Input className="figures" />
        </Field.Group>
      </FieldShell>
    </Field>
  );
}

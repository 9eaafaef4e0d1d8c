"use client";

import { TextField as Field, TextArea } from "@heroui/react";
import type { KeyboardEvent } from "react";
import { FieldShell } from "./field-shell";
import { useFieldState } from "./form-state";
import type { TextFieldProps } from "./text-field";

type TextAreaFieldProps = Omit<TextFieldProps, "type" | "inputMode"> & {
  rows?: number;
  /** Enter sends the form, Shift and Enter begins a new line. */
  sendsOnEnter?: boolean;
};

export function TextAreaField(props: TextAreaFieldProps) {
  const {
    label,
    description,
    hideLabel,
    defaultValue,
    placeholder,
    onChange,
    rows = 4,
    sendsOnEnter,
    ...field
  } = props;
  const { error, typed, onEdit } = useFieldState(field.name);
  return (
    <Field
      {...field}
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
        <TextArea rows={rows} placeholder={placeholder} onKeyDown={sendsOnEnter ? sendOnEnter : undefined} />
      </FieldShell>
    </Field>
  );
}

function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

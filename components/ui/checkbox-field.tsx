"use client";

import { Checkbox, Description, FieldError } from "@heroui/react";
import type { ReactNode } from "react";
import { useFieldState } from "./form-state";

type CheckboxFieldProps = {
  name: string;
  label: ReactNode;
  description?: ReactNode;
  /** What the form sends when it is ticked; "on" without it. Boxes of one list share a name ending in []. */
  value?: string;
  defaultSelected?: boolean;
  isDisabled?: boolean;
  isRequired?: boolean;
  onChange?: (isSelected: boolean) => void;
};

export function CheckboxField({
  label,
  description,
  defaultSelected,
  value = "on",
  onChange,
  ...props
}: CheckboxFieldProps) {
  const { error, typedList, onEdit } = useFieldState(props.name);
  return (
    <Checkbox
      {...props}
      value={value}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      defaultSelected={typedList ? typedList.includes(value) : defaultSelected}
      onChange={(isSelected) => {
        onEdit();
        onChange?.(isSelected);
      }}
    >
      <Checkbox.Content>
        <Checkbox.Control>
          <Checkbox.Indicator />
        </Checkbox.Control>
        {label}
      </Checkbox.Content>
      {description ? <Description>{description}</Description> : null}
      {error ? <FieldError>{error}</FieldError> : null}
    </Checkbox>
  );
}

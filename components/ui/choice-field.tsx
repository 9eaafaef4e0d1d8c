"use client";

import { Description, Radio, RadioGroup } from "@heroui/react";
import { FieldShell } from "./field-shell";
import { useFieldState } from "./form-state";

type ChoiceFieldProps = {
  name: string;
  label: string;
  options: { value: string; label: string; description?: string }[];
  description?: string;
  defaultValue?: string;
  orientation?: "vertical" | "horizontal";
  isRequired?: boolean;
  isDisabled?: boolean;
};

/** One of a few, all visible. */
export function ChoiceField({ label, description, options, defaultValue, ...props }: ChoiceFieldProps) {
  const { error, typed, onEdit } = useFieldState(props.name);
  return (
    <RadioGroup
      {...props}
      className="flex-col gap-1.5"
      validationBehavior="aria"
      isInvalid={error !== undefined}
      defaultValue={typed ?? defaultValue}
      onChange={onEdit}
    >
      <FieldShell label={label} description={description} error={error}>
        <div
          className={`flex gap-x-6 gap-y-2 ${props.orientation === "horizontal" ? "flex-wrap" : "flex-col"}`}
        >
          {options.map((option) => (
            <Radio key={option.value} value={option.value}>
              <Radio.Content>
                <Radio.Control>
                  <Radio.Indicator />
                </Radio.Control>
                {option.label}
              </Radio.Content>
              {option.description ? <Description>{option.description}</Description> : null}
            </Radio>
          ))}
        </div>
      </FieldShell>
    </RadioGroup>
  );
}

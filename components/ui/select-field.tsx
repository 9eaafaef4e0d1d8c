"use client";

import { ListBox, Select } from "@heroui/react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FieldShell } from "./field-shell";
import { useFieldState } from "./form-state";
import type { Option } from "./option";
import { OptionList } from "./option-list";

export type SelectFieldProps = {
  name: string;
  label: string;
  options: Option[];
  description?: ReactNode;
  hideLabel?: boolean;
  defaultValue?: string;
  placeholder?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  onChange?: (value: string) => void;
};

/** One of a list; from thirteen options on the list can be searched. */
export function SelectField(props: SelectFieldProps) {
  const { label, description, hideLabel, options, defaultValue, onChange, ...field } = props;
  const t = useTranslations("ui");
  const { error, typed, onEdit } = useFieldState(field.name);
  return (
    <Select
      placeholder={t("choose")}
      {...field}
      fullWidth
      validationBehavior="aria"
      isInvalid={error !== undefined}
      defaultValue={typed ?? defaultValue}
      onChange={(value) => {
        onEdit();
        onChange?.(String(value));
      }}
      data-field
    >
      <FieldShell label={label} description={description} error={error} hideLabel={hideLabel}>
        <Select.Trigger>
          <Select.Value />
          <Select.Indicator />
        </Select.Trigger>
      </FieldShell>
      <Select.Popover>
        {options.length > 12 ? (
          <OptionList label={label} options={options} />
        ) : (
          <ListBox>
            {options.map(({ value, label: name }) => (
              <ListBox.Item key={value} id={value} textValue={name}>
                {name}
                <ListBox.ItemIndicator />
              </ListBox.Item>
            ))}
          </ListBox>
        )}
      </Select.Popover>
    </Select>
  );
}

"use client";

import { Calendar, DatePicker, DateField as Segments } from "@heroui/react";
import { parseDate } from "@internationalized/date";
import { FieldShell } from "./field-shell";
import { useFieldState } from "./form-state";

type DateFieldProps = {
  name: string;
  label: string;
  description?: string;
  hideLabel?: boolean;
  /** Calendar dates as 2026-03-31; so the form sends them. */
  defaultValue?: string;
  minValue?: string;
  maxValue?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
};

export function DateField({
  label,
  description,
  hideLabel,
  defaultValue,
  minValue,
  maxValue,
  ...props
}: DateFieldProps) {
  const { error, typed, onEdit } = useFieldState(props.name);
  const start = typed || defaultValue;
  return (
    <DatePicker
      {...props}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      defaultValue={start ? parseDate(start) : undefined}
      minValue={minValue ? parseDate(minValue) : undefined}
      maxValue={maxValue ? parseDate(maxValue) : undefined}
      onChange={onEdit}
      data-field
    >
      <FieldShell label={label} description={description} error={error} hideLabel={hideLabel}>
        <Segments.Group fullWidth>
          <Segments.Input>{(segment) => <Segments.Segment segment={segment} />}</Segments.Input>
          <Segments.Suffix>
            <DatePicker.Trigger>
              <DatePicker.TriggerIndicator />
            </DatePicker.Trigger>
          </Segments.Suffix>
        </Segments.Group>
      </FieldShell>
      <DatePicker.Popover aria-label={label}>
        <Calendar aria-label={label}>
          <div className="calendar__header">
            <Calendar.Heading />
            <Calendar.NavButton slot="previous" />
            <Calendar.NavButton slot="next" />
          </div>
          <Calendar.Grid>
            <Calendar.GridHeader>
              {(day) => <Calendar.HeaderCell>{day}</Calendar.HeaderCell>}
            </Calendar.GridHeader>
            <Calendar.GridBody>{(date) => <Calendar.Cell date={date} />}</Calendar.GridBody>
          </Calendar.Grid>
        </Calendar>
      </DatePicker.Popover>
    </DatePicker>
  );
}

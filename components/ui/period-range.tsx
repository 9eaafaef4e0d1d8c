"use client";

import { Button, DateField, Label, RangeCalendar } from "@heroui/react";
import { type CalendarDate, type DateValue, parseDate } from "@internationalized/date";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { dayAfter, lastDayOf } from "./filter-address";

type PeriodRangeProps = { from?: string; to?: string; onChange: (from: string, to: string) => void };

/** Two dates, typed or picked; both days are included here, the address holds the day after. */
export function PeriodRange({ from, to, onChange }: PeriodRangeProps) {
  const t = useTranslations("ui.filter");
  const [start, setStart] = useState<DateValue | null>(from ? parseDate(from) : null);
  const [end, setEnd] = useState<DateValue | null>(to ? parseDate(lastDayOf(to)) : null);
  const isReady = start !== null && end !== null && start.compare(end) <= 0;

  return (
    <form
      className="flex flex-col gap-3 border-separator p-3 max-sm:border-t sm:border-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onChange(start.toString(), dayAfter(end.toString()));
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <Day label={t("from")} value={start} onChange={setStart} />
        <Day label={t("to")} value={end} onChange={setEnd} />
      </div>
      <RangeCalendar
        aria-label={t("range")}
        value={isReady ? { start: start as CalendarDate, end: end as CalendarDate } : null}
        onChange={(range) => {
          setStart(range.start);
          setEnd(range.end);
        }}
        className="max-sm:hidden"
      >
        <div className="range-calendar__header">
          <RangeCalendar.Heading />
          <RangeCalendar.NavButton slot="previous" />
          <RangeCalendar.NavButton slot="next" />
        </div>
        <RangeCalendar.Grid>
          <RangeCalendar.GridHeader>
            {(day) => <RangeCalendar.HeaderCell>{day}</RangeCalendar.HeaderCell>}
          </RangeCalendar.GridHeader>
          <RangeCalendar.GridBody>{(date) => <RangeCalendar.Cell date={date} />}</RangeCalendar.GridBody>
        </RangeCalendar.Grid>
      </RangeCalendar>
      <Button type="submit" isDisabled={!isReady} className="self-end">
        {t("apply")}
      </Button>
    </form>
  );
}

type DayProps = { label: string; value: DateValue | null; onChange: (value: DateValue | null) => void };

function Day({ label, value, onChange }: DayProps) {
  return (
    <DateField value={value} onChange={onChange} fullWidth>
      <Label>{label}</Label>
      <DateField.Group fullWidth>
        <DateField.Input>{(segment) => <DateField.Segment segment={segment} />}</DateField.Input>
      </DateField.Group>
    </DateField>
  );
}

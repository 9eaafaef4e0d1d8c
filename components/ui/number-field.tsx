"use client";

import { TextField as Field, Input } from "@heroui/react";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { formatTyped } from "@/lib/format/numbers";
import { readNumber } from "@/lib/format/read-number";
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
  /** How far an arrow key counts. */
  step?: number;
  /** How the number is written, such as { style: "currency", currency: "EUR" }. */
  formatOptions?: Intl.NumberFormatOptions;
  isRequired?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
};

/**
 * A number in the reader's own notation; the form sends it with a decimal point. Arrow keys count up and down. What is
 * no number, or too large, stays as it was typed and is answered with a sentence: nothing is taken away or put right in
 * silence. The server is sent it as it is and refuses it too.
 */
export function NumberField(all: NumberFieldProps) {
  const { name, label, description, hideLabel, defaultValue, minValue, maxValue, step, ...rest } = all;
  const { formatOptions = {}, ...props } = rest;
  const t = useTranslations("errors");
  const locale = useLocale();
  const { error, typed, onEdit } = useFieldState(name);
  const write = (value: number) => formatTyped(value, locale, formatOptions);
  const written = (value: string) =>
    value === "" || Number.isNaN(Number(value)) ? value : write(Number(value));
  const [text, setText] = useState(() => written(typed ?? String(defaultValue ?? "")));
  const [isLeft, setLeft] = useState(false);
  const [shownAs, setShownAs] = useState(formatOptions);
  const value = readNumber(text, locale, shownAs);
  if (shownAs.style !== formatOptions.style) {
    setShownAs(formatOptions);
    if (value !== null) setText(write(value));
  }

  function reason(): string | undefined {
    if (text.trim() === "") return undefined;
    if (value === null) return t("reasons.notANumber");
    if (minValue !== undefined && value < minValue) return t("input.tooSmall", { limit: minValue });
    if (maxValue !== undefined && value > maxValue) return t("input.tooLarge", { limit: maxValue });
    return undefined;
  }

  function put(next: string) {
    onEdit();
    setLeft(false);
    setText(next);
  }

  function leave() {
    setLeft(true);
    // Written anew only where that says the same: 4,5678 keeps its last digit.
    if (value !== null && readNumber(write(value), locale, formatOptions) === value) setText(write(value));
  }

  function count(event: KeyboardEvent) {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (value === null && text.trim() !== "") return;
    event.preventDefault();
    const size = step ?? (formatOptions.style === "percent" ? 0.01 : 1);
    const from = value === null ? (minValue ?? 0) : value + by * size;
    const next = Math.min(maxValue ?? from, Math.max(minValue ?? from, from));
    put(write(Math.round(next * 1e6) / 1e6));
  }

  const wrong = (isLeft ? reason() : undefined) ?? error;
  return (
    <Field
      {...props}
      fullWidth
      validationBehavior="aria"
      isInvalid={wrong !== undefined}
      value={text}
      onChange={put}
      onBlur={leave}
      onKeyDown={count}
      data-field
    >
      <FieldShell label={label} description={description} error={wrong} hideLabel={hideLabel}>
        <Input className="figures" autoComplete="off" inputMode={(minValue ?? -1) < 0 ? "text" : "decimal"} />
      </FieldShell>
      <input type="hidden" name={name} value={value === null ? text.trim() : String(value)} />
    </Field>
  );
}

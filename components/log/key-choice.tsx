"use client";

import { type KeyboardEvent, type ReactNode, useId } from "react";

type KeyOption = { value: string; label: string; keyName?: string; icon?: ReactNode };

type KeyChoiceProps = {
  name: string;
  legend: string;
  isLegendHidden?: boolean;
  options: KeyOption[];
  value: string;
  onChange: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  error?: string | undefined;
  /** Tailwind's name for the grid's columns. */
  columns: string;
};

/** One of a few as large keys: arrows, digits or a thumb. */
export function KeyChoice({ name, legend, options, value, onChange, onKeyDown, ...props }: KeyChoiceProps) {
  const id = useId();
  return (
    <fieldset
      className="min-w-0"
      onKeyDown={onKeyDown}
      aria-describedby={props.error === undefined ? undefined : `${id}-error`}
    >
      <legend className={props.isLegendHidden ? "sr-only" : "label mb-1"}>{legend}</legend>
      <div className={`grid gap-1 sm:gap-1.5 ${props.columns}`}>
        {options.map((option) => (
          <label
            key={option.value}
            className="relative flex min-h-12 cursor-pointer flex-col items-center justify-center gap-0.5 rounded-md border border-border py-1.5 text-center sm:px-1 hover:bg-surface-secondary has-checked:border-transparent has-checked:bg-accent-soft has-checked:text-accent-text has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {option.icon}
            <span className="w-full text-[0.6875rem]/4 tracking-tighter break-words hyphens-auto sm:text-xs/4 sm:tracking-normal">
              {option.label}
            </span>
            {option.keyName ? (
              <span
                aria-hidden="true"
                className="figures absolute end-1.5 top-1 hidden text-[0.6875rem]/4 text-muted sm:block"
              >
                {option.keyName}
              </span>
            ) : null}
          </label>
        ))}
      </div>
      {props.error === undefined ? null : (
        <p id={`${id}-error`} className="mt-1 text-xs text-bad-text">
          {props.error}
        </p>
      )}
    </fieldset>
  );
}

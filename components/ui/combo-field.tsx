"use client";

import { Input, Label } from "@heroui/react";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type Ref, useEffect, useEffectEvent, useId, useState } from "react";

export type ComboOption = { value: string; label: string; detail?: string; group?: string };

type ComboFieldProps = {
  label: string;
  text: string;
  onText: (text: string) => void;
  /** In the order in which they are offered; the first one is what Enter takes. */
  options: ComboOption[];
  onPick: (option: ComboOption) => void;
  /** Enter while nothing is offered: what is chosen stays, the caret goes on. */
  onEnter?: () => void;
  chosen?: string | undefined;
  placeholder?: string;
  error?: string | undefined;
  /** Said instead of options. */
  hint?: string | undefined;
  /** Options are on their way: Enter waits for them, and takes the only one there is. */
  isLoading?: boolean;
  /** So many of the options, at the end, are always there and were not found. */
  extras?: number;
  /** In a popover: the caret is there at once, and the suggestions make room for themselves. */
  isInPopover?: boolean;
  /** Offers as soon as the caret is there, not only when somebody types. */
  opensAtOnce?: boolean;
  ref?: Ref<HTMLInputElement>;
};

/**
 * A text field with suggestions below it. The first suggestion is marked, so typing and Enter is enough; the caret never
 * leaves the field.
 */
export function ComboField({ options, onPick, ...props }: ComboFieldProps) {
  const t = useTranslations("ui");
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [marked, setMarked] = useState(0);
  const [isWaiting, setWaiting] = useState(false);
  const isShown = isOpen && (options.length > 0 || props.hint !== undefined);
  const at = Math.min(marked, options.length - 1);

  function pick(option: ComboOption | undefined) {
    if (!option) return;
    setOpen(false);
    setMarked(0);
    onPick(option);
  }

  const takeAwaited = useEffectEvent(() => {
    setWaiting(false);
    if (options.length <= (props.extras ?? 0) + 1) pick(options[0]);
  });
  useEffect(() => {
    if (isWaiting && !props.isLoading) takeAwaited();
  }, [isWaiting, props.isLoading]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!isShown) return setOpen(true);
      if (options.length > 0) setMarked((at + step + options.length) % options.length);
    } else if (event.key === "Enter") {
      // Never sends the form: here Enter means "this one".
      event.preventDefault();
      if (props.isLoading) setWaiting(true);
      else if (isShown && options.length > 0) pick(options[at]);
      else props.onEnter?.();
    } else if (event.key === "Escape" && isShown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  }

  return (
    <div className="relative flex flex-col gap-1">
      <Label htmlFor={id}>{props.label}</Label>
      <Input
        id={id}
        ref={props.ref}
        fullWidth
        role="combobox"
        autoFocus={props.isInPopover}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown && options.length > 0 ? `${id}-${at}` : undefined}
        aria-invalid={props.error !== undefined}
        aria-describedby={props.error === undefined ? undefined : `${id}-error`}
        autoComplete="off"
        spellCheck={false}
        placeholder={props.placeholder}
        value={props.text}
        onChange={(event) => {
          setMarked(0);
          setWaiting(false);
          setOpen(true);
          props.onText(event.target.value);
        }}
        onFocus={(event) => {
          event.currentTarget.select();
          setMarked(0);
          setOpen(props.opensAtOnce === true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {props.error === undefined ? null : (
        <p id={`${id}-error`} className="text-xs text-bad-text">
          {props.error}
        </p>
      )}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={props.label}
        hidden={!isShown}
        className={`scrollbar overflow-y-auto ${
          props.isInPopover
            ? "-mx-1.5 max-h-64"
            : "absolute inset-x-0 top-full z-20 mt-1 max-h-[min(22rem,50dvh)] rounded-xl bg-overlay p-1.5 shadow-(--overlay-shadow)"
        }`}
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the caret stays in the field, whose keys choose
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => (index === at ? undefined : setMarked(index))}
            onClick={() => pick(option)}
            className="list-box-item flex min-h-11 cursor-pointer items-center gap-3 px-2 py-1.5 aria-selected:bg-accent-soft md:min-h-9"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">{option.label}</span>
              {option.detail ? (
                <span className="block truncate text-xs text-muted">{option.detail}</span>
              ) : null}
            </span>
            {option.group ? <span className="shrink-0 text-xs text-muted">{option.group}</span> : null}
            {option.value === props.chosen ? (
              <Check aria-label={t("chosen")} className="size-4 shrink-0 text-accent-text" />
            ) : null}
          </div>
        ))}
        {options.length === 0 && props.hint ? (
          <p className="px-2 py-3 text-center text-muted">{props.hint}</p>
        ) : null}
      </div>
    </div>
  );
}

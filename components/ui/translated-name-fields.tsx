"use client";

import { useTranslations } from "next-intl";
import type { Locale } from "@/lib/language/locale";
import { TextField } from "./text-field";

type TranslatedNameFieldsProps = {
  label: string;
  /** The languages of the workspace, its own one first. */
  languages: readonly Locale[];
  defaultValues?: Partial<Record<Locale, string>>;
  /** Sent as `names.de`, `names.en`. */
  name?: string;
  maxLength?: number;
  autoFocus?: boolean;
};

/** A name in every language of the workspace. The first one is needed; where another is empty, readers see the first. */
export function TranslatedNameFields(props: TranslatedNameFieldsProps) {
  const { label, languages, defaultValues, name = "names", maxLength = 120, autoFocus } = props;
  const t = useTranslations("ui.languages");
  return languages.map((language, index) => (
    <TextField
      key={language}
      name={`${name}.${language}`}
      label={languages.length > 1 ? t("labelIn", { label, language: t(language) }) : label}
      defaultValue={defaultValues?.[language]}
      maxLength={maxLength}
      isRequired={index === 0}
      autoFocus={autoFocus && index === 0}
    />
  ));
}

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
  /** Whether the first one is needed; it is, unless said otherwise. */
  isRequired?: boolean;
  /** Stands under the first one. */
  description?: string;
};

/** A name in every language of the workspace. Where another than the first is empty, readers see the first. */
export function TranslatedNameFields(props: TranslatedNameFieldsProps) {
  const {
    label,
    languages,
    defaultValues,
    name = "names",
    maxLength = 120,
    isRequired = true,
    autoFocus,
  } = props;
  const t = useTranslations("ui.languages");
  return languages.map((language, index) => (
    <TextField
      key={language}
      name={`${name}.${language}`}
      label={languages.length > 1 ? t("labelIn", { label, language: t(language) }) : label}
      defaultValue={defaultValues?.[language]}
      maxLength={maxLength}
      isRequired={isRequired && index === 0}
      description={index === 0 ? props.description : undefined}
      autoFocus={autoFocus && index === 0}
    />
  ));
}

"use client";

import { useTranslations } from "next-intl";
import type { Locale } from "@/lib/language/locale";
import { TextAreaField } from "./text-area-field";

type TranslatedTextFieldsProps = {
  /** Sent as `name.de`, `name.en`. */
  name: string;
  label: string;
  /** The languages of the workspace, its own one first. */
  languages: readonly Locale[];
  defaultValues?: Partial<Record<Locale, string>>;
  maxLength: number;
  rows?: number;
  isRequired?: boolean;
};

/** A text in every language of the workspace; where one is empty, readers see the first. */
export function TranslatedTextFields(props: TranslatedTextFieldsProps) {
  const { name, label, languages, defaultValues, maxLength, rows = 2, isRequired = false } = props;
  const t = useTranslations("ui.languages");
  return languages.map((language, index) => (
    <TextAreaField
      key={language}
      name={`${name}.${language}`}
      label={languages.length > 1 ? t("labelIn", { label, language: t(language) }) : label}
      defaultValue={defaultValues?.[language]}
      maxLength={maxLength}
      rows={rows}
      isRequired={isRequired && index === 0}
    />
  ));
}

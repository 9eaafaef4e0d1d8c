import { createTranslator } from "use-intl/core";
import type { z } from "zod";
import type { AppError, FieldErrors } from "@/lib/errors/app-error";
import type { Locale } from "./locale";
import de from "./messages/de.json";
import en from "./messages/en.json";

export const messages: Record<Locale, typeof en> = { de, en };

export type Translate = (key: string, values?: Record<string, string | number | Date>) => string;

/** A translator outside React: for errors, mail, API and exports. */
export function translator(locale: Locale, namespace?: string): Translate & { has(key: string): boolean } {
  // The keys are checked by a test over all calls, not by the type: namespaces are chosen at run time here.
  return createTranslator({
    locale,
    messages: messages[locale] as never,
    namespace: namespace as never,
  }) as never;
}

type ZodIssue = Parameters<NonNullable<z.core.ParseContext<z.core.$ZodIssue>["error"]>>[0];

/** What is wrong with one field, in words for the person who typed it. */
export function inputErrorMap(locale: Locale) {
  const t = translator(locale, "errors.input");
  return (issue: ZodIssue): string => {
    switch (issue.code) {
      case "invalid_type":
        if (issue.input === undefined || issue.input === null || issue.input === "") return t("required");
        if (issue.expected === "int") return t("whole");
        return issue.expected === "number" ? t("number") : t("type");
      case "too_small":
        if (issue.origin === "string")
          return Number(issue.minimum) <= 1 ? t("required") : t("tooShort", { count: Number(issue.minimum) });
        if (issue.origin === "array") return t("tooFew", { count: Number(issue.minimum) });
        return t("tooSmall", { limit: Number(issue.minimum) });
      case "too_big":
        if (issue.origin === "string") return t("tooLong", { count: Number(issue.maximum) });
        if (issue.origin === "array") return t("tooMany", { count: Number(issue.maximum) });
        return t("tooLarge", { limit: Number(issue.maximum) });
      case "invalid_format":
        return issue.format === "email" ? t("email") : t("format");
      case "invalid_value":
        return t("choice", { choices: issue.values.map(String).join(", ") });
      case "unrecognized_keys":
        return t("unknown", { names: issue.keys.join(", ") });
      default:
        return t("format");
    }
  };
}

/** Reasons that schemas and rooms name by key become sentences; sentences stay as they are. */
function inWords(
  reason: string,
  t: ReturnType<typeof translator>,
  values?: Record<string, string | number>,
): string {
  return /^[a-zA-Z][a-zA-Z0-9]*$/.test(reason) && t.has(reason) ? t(reason, values) : reason;
}

function valuesOf({ details }: AppError, locale: Locale): Record<string, string | number> | undefined {
  if (!details.things) return details.values;
  const t = translator(locale, "errors.things");
  const things = details.things.map((key) => (t.has(key) ? t(key) : t("other")));
  return { ...details.values, things: [...new Set(things)].join(", ") };
}

/** An expected refusal as the user reads it. */
export function sentenceOf(error: AppError, locale: Locale): { message: string; fields?: FieldErrors } {
  const t = translator(locale, "errors.codes");
  const reasons = translator(locale, "errors.reasons");
  const values = valuesOf(error, locale);
  const message = error.reason ? inWords(error.reason, reasons, values) : t(error.code, values);
  if (!error.details.fields) return { message };
  const fields = Object.fromEntries(
    Object.entries(error.details.fields).map(([path, reason]) => [path, inWords(reason, reasons, values)]),
  );
  return { message, fields };
}

import { searchOf } from "@/components/dashboards/filter-search";
import type { Locale } from "@/lib/language/locale";
import type { Translate } from "@/lib/language/translator";

/** `t` speaks of the book, `f` of figures as every page does. */
export type BookWords = { t: Translate; f: Translate; locale: Locale; currency: string; fewBelow: number };

/** The part of an address that keeps the period from page to page. */
export function periodSearch(input: {
  period?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of ["period", "from", "to"] as const) if (input[name]) search.set(name, input[name]);
  return search;
}

/** The form of a new measure with what is known of it already. */
export const newMeasure = (
  workspace: string,
  known: Record<string, string | readonly string[] | undefined>,
): string => `/w/${workspace}/measures/new${searchOf(known)}`;

export function pageAddress(
  workspace: string,
  path: string,
  kept: URLSearchParams,
  more: Record<string, string> = {},
): string {
  const search = new URLSearchParams(kept);
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  return `/w/${workspace}/journey${path}${search.size > 0 ? `?${search}` : ""}`;
}

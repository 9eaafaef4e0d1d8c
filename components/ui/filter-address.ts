import { parseDate } from "@internationalized/date";
import type { Option } from "./option";

export type Filter = {
  /** Name in the address. A period writes `<name>=preset`, or `from` and `to` with the same prefix ("a.from"). */
  name: string;
  label: string;
  kind: "select" | "multi" | "period";
  /** For a period: its presets. */
  options: Option[];
  /** What stands in the address. For a period one preset, or two dates [from, to), the last day not included. */
  value: string[];
  /** How the caller writes two own dates, such as "1 Jan – 31 Mar 2026". */
  text?: string;
  /** What counts while the address says nothing, such as the preset "last-quarter". */
  fallback?: string[];
  /** Kept under "+ Filter" until it is used. */
  isMore?: boolean;
};

/** The address after one filter has changed; everything else in it stays, except the place in a list. */
export function addressWith(search: URLSearchParams, filter: Filter, value: string[]): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of [...namesOf(filter), "after", "cursor"]) next.delete(name);
  if (filter.kind === "period" && value.length === 2) {
    const [from, to] = endsOf(filter);
    next.set(from, value[0] ?? "");
    next.set(to, value[1] ?? "");
  } else {
    for (const one of value) next.append(filter.name, one);
  }
  return next;
}

export function addressWithout(search: URLSearchParams, filters: Filter[]): URLSearchParams {
  return filters.reduce((next, filter) => addressWith(next, filter, []), search);
}

const namesOf = (filter: Filter) =>
  filter.kind === "period" ? [filter.name, ...endsOf(filter)] : [filter.name];

function endsOf({ name }: Filter): [from: string, to: string] {
  const prefix = name.slice(0, name.lastIndexOf(".") + 1);
  return [`${prefix}from`, `${prefix}to`];
}

/** People read a period with its last day, addresses hold the day after it. */
export const lastDayOf = (to: string): string => parseDate(to).subtract({ days: 1 }).toString();
export const dayAfter = (lastDay: string): string => parseDate(lastDay).add({ days: 1 }).toString();

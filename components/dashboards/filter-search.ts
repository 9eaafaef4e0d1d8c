import { filterNames, type PageFilter } from "@/lib/filters/schema";

const ofPeriod = ["period", "from", "to"];

/** The filter without its period, as it stands in an address. */
export const filterSearch = (filter: PageFilter): [string, string][] =>
  filterNames
    .filter((name) => !ofPeriod.includes(name))
    .flatMap((name) => [filter[name] ?? []].flat().map((value): [string, string] => [name, value]));

type Choices = Record<string, string | number | boolean | readonly (string | number)[] | undefined>;

/** An address with these choices; what is undefined is left out. */
export function searchOf(choices: Choices): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(choices))
    for (const one of [value ?? []].flat()) search.append(name, String(one));
  return `?${search}`;
}

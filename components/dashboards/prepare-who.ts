import type { WhoAnswered } from "@/lib/dashboards/queries/who-reading";
import { techniques } from "@/lib/feedback/rules/codes";
import type { Places } from "@/lib/filters/queries/read-places";
import { formatCount, formatShare } from "@/lib/format/numbers";
import type { Words } from "./prepare-tile";

export type WhoRow = { key: string; name: string; share: string; n: string; shown: string; href: string };

/** Who answered, by channel and by technique: shares of all, and of those who were shown the question. */
export function prepareWho(
  who: readonly WhoAnswered[],
  places: Places,
  hrefOf: (by: WhoAnswered["by"], key: string) => string,
  { t, locale }: Words,
): { by: string; title: string; rows: WhoRow[] }[] {
  return who.map(({ by, groups }) => {
    const all = groups.reduce((sum, { n }) => sum + n, 0);
    return {
      by,
      title: t(`filters.${by}`),
      rows: groups
        .filter(({ n, unanswered }) => n + unanswered > 0)
        .map(({ id, n, unanswered }) => {
          const { key, name } = nameOf(by, id, places, t);
          return {
            key,
            name,
            share: all === 0 ? "–" : formatShare(n / all, locale, 0),
            n: formatCount(n, locale),
            shown: formatCount(n + unanswered, locale),
            href: hrefOf(by, key),
          };
        }),
    };
  });
}

function nameOf(by: WhoAnswered["by"], id: string | null, places: Places, t: Words["t"]) {
  if (id === null) return { key: "-", name: t("none") };
  if (by === "technique") {
    const key = techniques.nameOf(Number(id));
    return { key, name: t(`techniques.${key}`) };
  }
  const channel = places.channels.find((one) => String(one.id) === id);
  return { key: channel?.key ?? "-", name: channel?.name ?? t("none") };
}

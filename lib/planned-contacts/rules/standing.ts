import type { LocalDay } from "@/lib/period/local-day";

/** What is written down; whatever else is said of a contact follows from its day. */
export const contactStates = ["planned", "done", "missed", "cancelled"] as const;
export type ContactState = (typeof contactStates)[number];

/** How a contact stands today: what was planned for a day that is over and was not done is missed. */
export const standings = ["due", "planned", "done", "missed", "cancelled"] as const;
export type Standing = (typeof standings)[number];

export function standingOf(
  { state, day }: { state: ContactState; day: LocalDay },
  today: LocalDay,
): Standing {
  if (state !== "planned") return state;
  if (day === today) return "due";
  return day < today ? "missed" : "planned";
}

export type StandingCounts = Record<Standing, number>;

export function countStandings(contacts: readonly { standing: Standing }[]): StandingCounts {
  const counts: StandingCounts = { due: 0, planned: 0, done: 0, missed: 0, cancelled: 0 };
  for (const { standing } of contacts) counts[standing]++;
  return counts;
}

/** What was cancelled is shown to those who ask for it. */
export const isShown = (standing: Standing, wanted: readonly Standing[] | undefined): boolean =>
  wanted ? wanted.includes(standing) : standing !== "cancelled";

import type { GapRow } from "@/lib/expectations/rules/gap-row";
import type { Change } from "@/lib/feedback/rules/difference-of";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import type { Measured } from "@/lib/metrics/measured";
import type { LocalDay } from "@/lib/period/local-day";
import type { FindingsWaiting } from "../queries/read-desk";

/** A touchpoint whose figure has really changed. */
export type TouchpointChange = { id: number; key: string; name: string; now: Measured; change: Change };

/** Somewhere something is expected that is not given. */
export type MissedExpectation = {
  row: GapRow;
  touchpoint: { key: string; name: string };
  segment: { key: string; name: string } | null;
};

/** Something that wants somebody's attention. */
export type Notice =
  | { kind: "gap"; subject: string; said: string; gap: MissedExpectation }
  | { kind: "fall"; subject: string; said: string; touchpoint: TouchpointChange }
  | { kind: "rise"; subject: string; said: string; touchpoint: TouchpointChange }
  | {
      kind: "findings";
      subject: string;
      said: string;
      findings: FindingsWaiting;
    }
  | {
      kind: "ownerless" | "silent";
      subject: string;
      said: string;
      touchpoints: { key: string; name: string }[];
    };

type Found = {
  changes: readonly TouchpointChange[];
  gaps: readonly MissedExpectation[];
  ownerless: readonly { key: string; name: string }[];
  silent: readonly { key: string; name: string }[];
  findings: FindingsWaiting | null;
};

const mostChanges = 5;

/** What needs somebody: what is expected and not given, then what colleagues found for one's department, then falls, the largest certain ones on top, then what nobody answers for, then silence. */
export function noticesOf({ changes, gaps, ownerless, silent, findings }: Found): Notice[] {
  const real = changes
    .filter(({ change }) => change.verdict === "up" || change.verdict === "down")
    .map((touchpoint) => {
      const isGood =
        (touchpoint.change.verdict === "up") ===
        (DEFINITIONS[touchpoint.now.definition.id].direction === "higher");
      return { kind: isGood ? ("rise" as const) : ("fall" as const), touchpoint };
    })
    .sort((a, b) => certainOf(b.touchpoint) - certainOf(a.touchpoint))
    .map(({ kind, touchpoint }) => ({
      kind,
      subject: `${kind} ${touchpoint.key}`,
      // Another period or another value is another notice.
      said: `${touchpoint.now.n} ${touchpoint.now.value?.toFixed(3)}`,
      touchpoint,
    }));
  const groups = [
    { kind: "ownerless" as const, touchpoints: ownerless },
    { kind: "silent" as const, touchpoints: silent },
  ].filter(({ touchpoints }) => touchpoints.length > 0);
  return [
    ...gaps.map((gap) => ({
      kind: "gap" as const,
      subject: `gap ${gap.touchpoint.key} ${gap.segment?.key ?? ""}`,
      said: `${gap.row.experience.n} ${gap.row.gap?.value?.toFixed(3)}`,
      gap,
    })),
    ...(findings
      ? [
          {
            kind: "findings" as const,
            subject: "findings",
            // Another finding is another notice.
            said: `${findings.count} ${findings.latest.id}`,
            findings,
          },
        ]
      : []),
    ...real.filter(({ kind }) => kind === "fall").slice(0, mostChanges),
    ...groups.map(({ kind, touchpoints }) => ({
      kind,
      subject: kind,
      said: touchpoints
        .map(({ key }) => key)
        .join(" ")
        .slice(0, 1_000),
      touchpoints: [...touchpoints],
    })),
    ...real.filter(({ kind }) => kind === "rise").slice(0, mostChanges),
  ];
}

/** How far the change goes for certain. */
function certainOf({ change }: TouchpointChange): number {
  const { low = 0, high = 0 } = change.difference?.interval ?? {};
  return Math.min(Math.abs(low), Math.abs(high));
}

type Acknowledged = { subject: string; untilOn: LocalDay | null; said: unknown };

/** Put aside until a day, or for as long as it says the same. */
export function isPutAside(
  { subject, said }: Notice,
  acknowledged: readonly Acknowledged[],
  today: LocalDay,
): boolean {
  const known = acknowledged.find((one) => one.subject === subject);
  if (!known) return false;
  return known.untilOn === null ? known.said === said : today < known.untilOn;
}

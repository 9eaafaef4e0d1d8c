/**
 * What a goal is measured by, as it is written: a metric of the dictionary with its slice ("csat@guide-article"), or
 * the name of a figure that is kept elsewhere ("survey:trust").
 */
export const kpiKinds = [
  "csat",
  "ces",
  "rating",
  "nps",
  "conversion",
  "close_rate",
  "repurchase",
  "retention",
  "early_loss",
  "promise",
  "gap",
] as const;
export type KpiKind = (typeof kpiKinds)[number];

/** The kinds that are about one touchpoint, or about all of a phase where none is named. */
export const touchpointKinds: readonly KpiKind[] = ["csat", "ces", "rating", "promise"];

export type Kpi =
  /** `at` is a touchpoint; null: all of the phase (promises: all there are). */
  | { kind: "csat" | "ces" | "rating" | "promise"; at: string | null }
  | { kind: "nps" | "close_rate" | "repurchase" | "retention" | "early_loss" }
  /** From the entry into a phase to the next one. */
  | { kind: "conversion"; from: string }
  | { kind: "gap"; phase: string }
  | { kind: "elsewhere"; name: string };

export function parseKpi(text: string | null): Kpi | null {
  if (!text) return null;
  const scored = /^(csat|ces|rating|promise)(?:@(.+))?$/.exec(text);
  if (scored) return { kind: scored[1] as "csat", at: scored[2] ?? null };
  if (text === "promise:all") return { kind: "promise", at: null };
  const plain = /^(nps|close_rate|repurchase|retention|early_loss)$/.exec(text);
  if (plain) return { kind: plain[1] as "nps" };
  const conversion = /^conversion:([^>]+)>.+$/.exec(text);
  if (conversion) return { kind: "conversion", from: conversion[1] ?? "" };
  const gap = /^gap:(.+)$/.exec(text);
  if (gap) return { kind: "gap", phase: gap[1] ?? "" };
  return { kind: "elsewhere", name: text };
}

type Said = { kind: KpiKind | "elsewhere" | null; at: string | null };

/** The KPI as it is written down. A figure kept elsewhere keeps the name that it has. */
export function writeKpi(
  { kind, at }: Said,
  { phase, next, before }: { phase: string; next: string | null; before: string | null },
): string | null {
  if (kind === null) return null;
  if (kind === "elsewhere") {
    const known = parseKpi(before);
    return known?.kind === "elsewhere" ? known.name : "own";
  }
  if (kind === "conversion") return `conversion:${phase}>${next ?? ""}`;
  if (kind === "gap") return `gap:${phase}`;
  return touchpointKinds.includes(kind) && at ? `${kind}@${at}` : kind;
}

/** How the values of a KPI are read: people type and see percent where a fraction is kept. */
export type KpiUnit = "percent" | "points";

const inPercent: readonly Kpi["kind"][] = [
  "csat",
  "conversion",
  "close_rate",
  "repurchase",
  "retention",
  "early_loss",
  "promise",
];

/** Of figures that are kept elsewhere, those that are shares by their own definition. */
const elsewhereInPercent = ["winback_rate", "reactivation_90"];

export function unitOf(kpi: Kpi | null): KpiUnit {
  if (kpi?.kind === "elsewhere") return elsewhereInPercent.includes(kpi.name) ? "percent" : "points";
  return kpi && inPercent.includes(kpi.kind) ? "percent" : "points";
}

/** Whether a figure can have this value, as it is kept. What is counted elsewhere has no bounds that are known here. */
export function isPossible(kpi: Kpi | null, value: number): boolean {
  if (!kpi || kpi.kind === "elsewhere") return true;
  if (inPercent.includes(kpi.kind)) return value >= 0 && value <= 1;
  switch (kpi.kind) {
    case "nps":
      return value >= -100 && value <= 100;
    case "ces":
      return value >= 1 && value <= 7;
    default:
      return value >= -10 && value <= 10;
  }
}

export const kept = (typed: number | null, unit: KpiUnit): number | null =>
  typed === null ? null : unit === "percent" ? typed / 100 : typed;

export const typed = (kept: number | null, unit: KpiUnit): number | null =>
  kept === null ? null : unit === "percent" ? Math.round(kept * 1e6) / 1e4 : kept;

import type { Comparison, Kpi, MeasureState } from "@/lib/measures/schema";
import { type Calendar, dayText } from "./calendar";
import domain from "./domain.json";
import { quarterOf } from "./story";

export type DemoMeasure = {
  key: string;
  de: string;
  en: string;
  subPhase: string;
  touchpoint: string;
  department: string;
  owner: string;
  state: MeasureState;
  startsOn: string;
  endsOn: string;
  targetOn: string;
  budgetMinor: number;
  personDays: number;
  kpi: Kpi;
  kpiWords: string | null;
  kpiWordsEn: string | null;
  comparison: Comparison | null;
  startValue: number | null;
  target: number | null;
};

/** Where the figure is counted, and for whom. */
const kpis: Record<string, { kpi: Kpi; words?: [de: string, en: string] }> = {
  "installation-companion": { kpi: { measure: "experience", touchpoint: "installation-visit" } },
  "help-chatbot": { kpi: { measure: "ces", touchpoint: "help-chatbot" } },
  "fault-evening": { kpi: { measure: "experience", touchpoint: "fault-hotline", segment: "business" } },
  "invoice-words": { kpi: { measure: "experience", touchpoint: "monthly-invoice", segment: "price_old" } },
  "complaint-48": { kpi: { measure: "promise", touchpoint: "complaint" } },
  "app-refresh": { kpi: { measure: "experience", touchpoint: "self-service-app", segment: "digital" } },
  "store-academy": { kpi: { measure: "experience", touchpoint: "store-advice", segment: "seniors" } },
  "guide-series": {
    kpi: { measure: "elsewhere", unit: "percent" },
    words: [
      "Besuche, die zur Verfügbarkeitsprüfung weitergehen (Webanalyse)",
      "visits that go on to the availability check (web analytics)",
    ],
  },
  "contract-one-page": { kpi: { measure: "experience", touchpoint: "contract-summary" } },
  "winback-desk": {
    kpi: { measure: "elsewhere", unit: "percent" },
    words: ["zurückgewonnen von denen, die erreicht wurden", "won back of those contacted"],
  },
};

/** "3,26" → 3.26, "69 %" → 0.69, "–" → null */
function numberIn(text: string): number | null {
  const found = /^(\d+(?:,\d+)?)( %)?$/.exec(text.trim());
  if (!found?.[1]) return null;
  const value = Number(found[1].replace(",", "."));
  return found[2] ? Number((value / 100).toFixed(4)) : value;
}

function stateOf(status: string, until: string): MeasureState {
  if (status.startsWith("proposed")) return "proposed";
  return quarterOf(until) >= 0 ? "running" : "done";
}

export function demoMeasures(calendar: Calendar): DemoMeasure[] {
  const quarters = (first: number, last: number) => ({
    from: dayText(calendar.from(first)),
    to: dayText(calendar.end(last)),
  });
  // The companion began in two regions and reached the others in Q-1.
  const companion: Comparison = {
    touched: "region_pilot",
    others: "region_rest",
    before: quarters(-5, -4),
    after: quarters(-3, -2),
  };
  return (domain.measures as (string | number)[][]).map((row) => {
    const [key, de, en, subPhase, touchpoint, department, owner, from, until] = row.map(String);
    const [start, target, status] = row.slice(12).map(String);
    const found = kpis[key ?? ""];
    if (!found) throw new Error(`The measure "${key}" has no figure.`);
    const endsOn = calendar.end(quarterOf(until ?? ""));
    return {
      key: key ?? "",
      de: de ?? "",
      en: en ?? "",
      subPhase: subPhase ?? "",
      touchpoint: touchpoint ?? "",
      department: department ?? "",
      owner: owner ?? "",
      state: stateOf(status ?? "", until ?? ""),
      startsOn: dayText(calendar.from(quarterOf(from ?? ""))),
      endsOn: dayText(endsOn),
      targetOn: dayText(endsOn - 1),
      budgetMinor: Number(row[9]) * 100,
      personDays: Number(row[10]),
      kpi: found.kpi,
      kpiWords: found.words?.[0] ?? null,
      kpiWordsEn: found.words?.[1] ?? null,
      comparison: key === "installation-companion" ? companion : null,
      startValue: numberIn(start ?? ""),
      target: numberIn(target ?? ""),
    };
  });
}

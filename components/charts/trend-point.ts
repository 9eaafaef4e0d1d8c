export type TrendPoint = {
  key: string;
  /** Short, for the axis. */
  label: string;
  /** Full name of the period, for tooltip and table. */
  longLabel?: string;
  value: number | null;
  low: number | null;
  high: number | null;
  valueText: string;
  rangeText?: string;
  /** "1,241 answers" */
  n: string;
  /** The answers behind it; missing where the reader may not see them. */
  href?: string | undefined;
  /** Where an event on this day is entered; missing for who may not. */
  markHref?: string | undefined;
  /** Still being collected: drawn dashed and hollow. */
  isIncomplete?: boolean;
  /** Few answers: drawn pale. */
  isThin?: boolean;
  /** Said in the tooltip: "still running", "few answers". */
  note?: string;
};

export type TrendDrawing = {
  points: TrendPoint[];
  domain: [number, number];
  ticks: { value: number; label: string }[];
  /** Events, each at the key of a point; numbered flags with their names below. */
  markers?: { at: string; label: string }[];
  target?: { value: number; label: string };
};

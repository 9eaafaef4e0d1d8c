import type { DefinitionId } from "@/lib/metrics/definitions";
import { DEFINITIONS } from "@/lib/metrics/definitions";

/**
 * How numbers are written for readers. Everything is rounded here, once; a bound is rounded to the cautious side, so a
 * shown range never claims more than the true one.
 */
const minus = "−";

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const found = formats.get(key) ?? new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, options);
  formats.set(key, found);
  return found;
}

const write = (format: Intl.NumberFormat, value: number): string => format.format(value).replace("-", minus);

export const formatCount = (n: number, locale: string): string => write(numberFormat(locale, {}), n);

/** A number in a field, as people would type it; see `readNumber`. */
export const formatTyped = (value: number, locale: string, options: Intl.NumberFormatOptions): string =>
  write(numberFormat(locale, options), value);

export const formatShare = (fraction: number, locale: string, decimals = 1): string =>
  write(
    numberFormat(locale, {
      style: "percent",
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }),
    fraction,
  );

type Style = { scale: number; decimals: number; options: Intl.NumberFormatOptions };

/** Decimals of a value: fewer where it stands alone, more beside a change, so that the change can be read from it. */
function styleOf(id: DefinitionId, besideChange: boolean): Style {
  switch (DEFINITIONS[id].unit) {
    case "npsPoints":
      return { scale: 1, decimals: besideChange ? 1 : 0, options: { signDisplay: "exceptZero" } };
    case "fraction":
      return { scale: 100, decimals: 1, options: { style: "percent" } };
    default:
      return { scale: 1, decimals: 2, options: {} };
  }
}

function rounded(value: number, { scale, decimals }: Style, how: (value: number) => number): number {
  const factor = scale * 10 ** decimals;
  // A tiny step towards the value first: 0.1 + 0.2 must not be rounded up as if it were more than 0.3.
  const scaled = value * factor;
  const whole = Math.round(scaled);
  return (Math.abs(scaled - whole) < 1e-9 ? whole : how(scaled)) / factor;
}

function text(value: number, style: Style, locale: string): string {
  const digits = { minimumFractionDigits: style.decimals, maximumFractionDigits: style.decimals };
  return write(numberFormat(locale, { ...style.options, ...digits }), value === 0 ? 0 : value);
}

export function formatValue(id: DefinitionId, value: number, locale: string, besideChange = false): string {
  const style = styleOf(id, besideChange);
  return text(rounded(value, style, Math.round), style, locale);
}

/** Lower and upper bound, rounded outwards. */
export function formatBounds(
  id: DefinitionId,
  interval: { low: number; high: number },
  locale: string,
  besideChange = false,
): { low: string; high: string } {
  const style = styleOf(id, besideChange);
  return {
    low: text(rounded(interval.low, style, Math.floor), style, locale),
    high: text(rounded(interval.high, style, Math.ceil), style, locale),
  };
}

/** The change as it can be read from the two shown values: their difference after rounding. */
export function formatChange(id: DefinitionId, before: number, after: number, locale: string): string {
  const style = styleOf(id, true);
  const change = rounded(after, style, Math.round) - rounded(before, style, Math.round);
  const signed: Intl.NumberFormatOptions = { ...style.options, style: "decimal", signDisplay: "exceptZero" };
  const shown = rounded(change, style, Math.round) * style.scale;
  return text(shown, { ...style, options: signed }, locale);
}

/** The range of a change in points, signed and rounded outwards. */
export function formatDifference(
  id: DefinitionId,
  interval: { low: number; high: number },
  locale: string,
): { low: string; high: string } {
  const style = styleOf(id, true);
  const signed: Intl.NumberFormatOptions = { ...style.options, style: "decimal", signDisplay: "exceptZero" };
  const shown = (value: number, how: (value: number) => number) =>
    text(rounded(value, style, how) * style.scale, { ...style, options: signed }, locale);
  return { low: shown(interval.low, Math.floor), high: shown(interval.high, Math.ceil) };
}

/**
 * How far a change goes for certain: the bound of its interval that lies nearer to zero, rounded towards it.
 * `points` is the number itself, for the plural.
 */
export function formatCertain(
  id: DefinitionId,
  interval: { low: number; high: number },
  locale: string,
): { certain: string; points: number } {
  const { scale } = styleOf(id, true);
  const least = Math.min(Math.abs(interval.low), Math.abs(interval.high)) * scale;
  const decimals = least >= 1 && DEFINITIONS[id].unit !== "scalePoints" ? 0 : least >= 0.1 ? 1 : 2;
  const points = Math.floor(least * 10 ** decimals + 1e-9) / 10 ** decimals;
  const certain = write(numberFormat(locale, { maximumFractionDigits: decimals }), points);
  return { certain, points };
}

const roundings = { near: Math.round, down: Math.floor, up: Math.ceil };

/** Points of a question's scale as they are said aloud, with one decimal; a bound is rounded to the side that is named. */
export function formatPoints(
  value: number,
  locale: string,
  { to = "near", isSigned = false }: { to?: keyof typeof roundings; isSigned?: boolean } = {},
): string {
  const style: Style = { scale: 1, decimals: 1, options: isSigned ? { signDisplay: "exceptZero" } : {} };
  return text(rounded(value, style, roundings[to]), style, locale);
}

/** The distance between two values as they are shown. */
export function formatDistance(a: number, b: number, locale: string): string {
  const style: Style = { scale: 1, decimals: 1, options: {} };
  const shown = (value: number) => rounded(value, style, Math.round);
  return text(Math.abs(rounded(shown(a) - shown(b), style, Math.round)), style, locale);
}

/** Always with so many decimals: what stands under "How is this computed?". */
export const formatDecimals = (value: number, locale: string, decimals: number): string =>
  write(
    numberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value,
  );

/** With the decimals that it has, at most so many. */
export const formatNumber = (value: number, locale: string, most = 2): string =>
  write(numberFormat(locale, { maximumFractionDigits: most }), value);

/** A p value, as far as anybody reads it. */
export const formatP = (p: number, locale: string): string =>
  p < 0.001 ? `< ${formatDecimals(0.001, locale, 3)}` : formatDecimals(p, locale, 3);

/** A size in the largest unit that leaves a number before the point. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte"] as const;
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const options: Intl.NumberFormatOptions = {
    style: "unit",
    unit: units[power] ?? "byte",
    maximumFractionDigits: power === 2 ? 1 : 0,
  };
  return write(numberFormat(locale, options), bytes / 1000 ** power);
}

/** From one shown value to another, held together on one line. */
export const formatRange = (low: string, high: string): string => `${low}\u00a0–\u00a0${high}`;

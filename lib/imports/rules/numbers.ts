export type DecimalMark = "." | ",";

/** A number as exact decimal: `digits` × 10^−`decimals`. */
export type Decimal = { digits: bigint; decimals: number };

const shapes: Record<DecimalMark, RegExp> = {
  ".": /^([+-]?)(\d+|\d{1,3}(?:[,' \u00a0\u202f\u2019]\d{3})+)?(?:\.(\d+))?([+-]?)$/,
  ",": /^([+-]?)(\d+|\d{1,3}(?:[.' \u00a0\u202f\u2019]\d{3})+)?(?:,(\d+))?([+-]?)$/,
};

const longest = 30;

/**
 * Reads a decimal number exactly: with grouping of thousands, a sign before or behind, or accounting brackets. Null
 * when it is not one.
 */
export function parseDecimal(text: string, mark: DecimalMark): Decimal | null {
  if (text.length > longest) return null;
  const bracketed = text.startsWith("(") && text.endsWith(")");
  const match = shapes[mark].exec((bracketed ? text.slice(1, -1) : text).replace("\u2212", "-"));
  if (!match) return null;
  const [, before = "", whole = "", fraction = "", behind = ""] = match;
  if (
    (whole === "" && fraction === "") ||
    (before !== "" && behind !== "") ||
    (bracketed && before + behind !== "")
  ) {
    return null;
  }
  const digits = BigInt((whole.replace(/\D/g, "") || "0") + fraction);
  const negative = bracketed || before === "-" || behind === "-";
  return { digits: negative ? -digits : digits, decimals: fraction.length };
}

/** Minor units beyond this are a mistake in the file, and no number a program can add up. */
const largestAmount = 10n ** 15n;

/** Minor units as text, or why there are none: more decimals than the currency has (zeros at the end aside), too large. */
export function toMinorUnits(decimal: Decimal, exponent: number): bigint | "tooManyDecimals" | "tooLarge" {
  let { digits, decimals } = decimal;
  while (decimals > exponent) {
    if (digits % 10n !== 0n) return "tooManyDecimals";
    digits /= 10n;
    decimals--;
  }
  const minor = digits * 10n ** BigInt(exponent - decimals);
  return minor > largestAmount || minor < -largestAmount ? "tooLarge" : minor;
}

/** Quantity × price in minor units, rounded half up (away from zero) once. */
export function timesInMinorUnits(quantity: Decimal, price: Decimal, exponent: number): bigint | "tooLarge" {
  const product = quantity.digits * price.digits;
  const surplus = quantity.decimals + price.decimals - exponent;
  const minor =
    surplus <= 0 ? product * 10n ** BigInt(-surplus) : roundedDivision(product, 10n ** BigInt(surplus));
  return minor > largestAmount || minor < -largestAmount ? "tooLarge" : minor;
}

function roundedDivision(value: bigint, divisor: bigint): bigint {
  const size = value < 0n ? -value : value;
  const rounded = (size * 2n + divisor) / (divisor * 2n);
  return value < 0n ? -rounded : rounded;
}

/** The decimal written with a point, without zeros at the end. */
export function decimalText({ digits, decimals }: Decimal): string {
  if (decimals === 0) return digits.toString();
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(decimals + 1, "0");
  const fraction = text.slice(-decimals).replace(/0+$/, "");
  const whole = sign + text.slice(0, -decimals);
  return fraction === "" ? (whole === "-0" ? "0" : whole) : `${whole}.${fraction}`;
}

/** The decimal mark that more of the texts agree with; a point where nothing tells. */
export function guessDecimalMark(texts: readonly string[]): DecimalMark {
  const fits = (mark: DecimalMark) => texts.filter((text) => parseDecimal(text, mark) !== null).length;
  return fits(",") > fits(".") ? "," : ".";
}

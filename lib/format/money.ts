/** How many decimals a currency has. Example: EUR 2, JPY 0, TND 3. */
export const currencyDigits = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** An amount in minor units with its currency: 1299 EUR are 12,99 €. @param minor null-free; round before if it is a mean */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits).replace("-", "−");
}

/** A budget or a sum of budgets: in whole units, because nobody plans in cents. */
export function formatWholeMoney(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const whole = new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, {
    ...{ style: "currency", currency },
    maximumFractionDigits: 0,
  });
  return whole.format(minor / 10 ** digits).replace("-", "−");
}

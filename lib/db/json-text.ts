import { Prisma } from "./generated/client";

/** An instant as the API writes it, whatever the session's time zone. @param column SQL written by us, never input */
export const instantText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The body of a json_build_object: name → SQL written by us. */
export const jsonObject = (fields: Record<string, string>): Prisma.Sql =>
  Prisma.raw(
    `json_build_object(${Object.entries(fields)
      .map(([name, sql]) => `'${name}', ${sql}`)
      .join(", ")})`,
  );

/** Minor units with their currency, or null. */
export const moneyText = (column: string, currency: string): string => {
  if (!/^[A-Z]{3}$/.test(currency)) throw new Error(`"${currency}" is not a currency.`);
  return `case when ${column} is null then null else json_build_object('amount', ${column}, 'currency', '${currency}') end`;
};

import type { AppError } from "@/lib/errors/app-error";
import { type Attributes, maxAttributes, mergeAttributes } from "@/lib/fields/attributes";
import { refuse, saidOr } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import type { CustomerFields } from "./schema";

/** Telephone codes of countries; numbers of others stay as they were written. */
const callingCodes: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "AD376 AE971 AL355 AR54 AT43 AU61 BA387 BE32 BG359 BR55 BY375 CA1 CH41 CL56 CN86 CO57 CY357 CZ420 DE49 DK45 " +
    "EE372 EG20 ES34 FI358 FR33 GB44 GE995 GR30 HK852 HR385 HU36 ID62 IE353 IL972 IN91 IS354 IT39 JP81 KE254 KR82 " +
    "LI423 LT370 LU352 LV371 MA212 MC377 MD373 ME382 MK389 MT356 MX52 MY60 NG234 NL31 NO47 NZ64 PE51 PH63 PK92 " +
    "PL48 PT351 RO40 RS381 RU7 SA966 SE46 SG65 SI386 SK421 SM378 TH66 TN216 TR90 TW886 UA380 US1 VN84 XK383 ZA27"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), entry.slice(2)]),
);

/** Where the zero in front belongs to the number. */
const keepsZero = new Set(["IT", "SM"]);
const longest = 20;

/**
 * The digits of a telephone number in international form, so that a number is found however it was typed:
 * "0171 123-45" in DE, "+49 (0)171 12345" and "0049 171 12345" are all 4917112345. Null when there are none.
 * @param country where a number without a code of its own belongs, ISO 3166
 */
export function phoneDigits(phone: string, country: string = homeCountry): string | null {
  const written = phone.replace(/\(0\)/g, "");
  const digits = written.replace(/\D/g, "");
  if (digits === "") return null;
  const isInternational = /^\s*\(?\s*\+/.test(written);
  const code = callingCodes[country];
  const whole = isInternational
    ? digits
    : digits.startsWith("00")
      ? digits.slice(2)
      : code && digits.startsWith("0")
        ? code + (keepsZero.has(country) ? digits : digits.slice(1))
        : digits;
  return whole === "" ? null : whole.slice(0, longest);
}

/** Where a number without a code of its own belongs when nothing says where its owner lives. */
const homeCountry = "DE";

export type CustomerState = {
  externalId: string | null;
  kind: "person" | "company";
  companyId: number | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  phoneDigits: string | null;
  language: string | null;
  country: string | null;
  joinedOn: string | null;
  attributes: Attributes;
};

const fresh: CustomerState = {
  externalId: null,
  kind: "person",
  companyId: null,
  name: null,
  email: null,
  phone: null,
  phoneDigits: null,
  language: null,
  country: null,
  joinedOn: null,
  attributes: {},
};

/** A customer with what was said about them put in: left out is kept, null and the empty text clear. */
export function changedCustomer(
  before: CustomerState | null,
  said: CustomerFields,
  companyId: number | null | undefined,
): CustomerState | AppError {
  const base = before ?? fresh;
  const text = (value: string | null | undefined, old: string | null) =>
    value === undefined ? old : orNull(value);
  const phone = text(said.phone, base.phone);
  const country = text(said.country, base.country);
  const after: CustomerState = {
    externalId: saidOr(said.externalId, base.externalId),
    kind: said.kind ?? base.kind,
    companyId: saidOr(companyId, base.companyId),
    name: text(said.name, base.name),
    email: text(said.email, base.email),
    phone,
    phoneDigits: phone === null ? null : phoneDigits(phone, country ?? homeCountry),
    language: text(said.language, base.language),
    country,
    joinedOn: saidOr(said.joinedOn, base.joinedOn),
    attributes: mergeAttributes(base.attributes, said.attributes),
  };
  if (after.kind === "company" && after.companyId !== null) return refuse({ company: "companyOfCompany" });
  if (Object.keys(after.attributes).length > maxAttributes)
    return refuse({ attributes: "tooManyAttributes" });
  return after;
}

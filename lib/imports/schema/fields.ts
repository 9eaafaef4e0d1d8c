import { occasions, scales, techniques } from "@/lib/feedback/rules/codes";
import { feedbackLimits } from "@/lib/feedback/schema";
import { touchpointStates } from "@/lib/touchpoints/schema";

export const importKinds = [
  "customers",
  "orders",
  "contracts",
  "contacts",
  "feedback",
  "touchpoints",
  "expectations",
] as const;
export type ImportKind = (typeof importKinds)[number];

/** What a field of ours takes from a cell. `name` is the key or external id of something else. */
export type FieldType =
  | "text"
  | "name"
  | "choice"
  | "moment"
  | "day"
  | "amount"
  | "currency"
  | "decimal"
  | "whole"
  | "seconds"
  | "flag"
  | "email"
  | "country"
  | "language";

export type Field = { type: FieldType; max?: number; choices?: readonly string[] };

const text = (max: number): Field => ({ type: "text", max });
const name = (max: number): Field => ({ type: "name", max });
const choice = (choices: readonly string[]): Field => ({ type: "choice", choices });
const amount: Field = { type: "amount" };
const currency: Field = { type: "currency" };
const externalId = name(200);
const customer = name(210);
const key = name(60);

/** The fields that a file of a kind can fill, by the names of the REST API. */
export const fieldsOf: Record<ImportKind, Record<string, Field>> = {
  customers: {
    externalId,
    kind: choice(["person", "company"]),
    company: customer,
    name: text(200),
    email: { type: "email", max: 254 },
    phone: text(50),
    language: { type: "language" },
    country: { type: "country" },
    joinedOn: { type: "day" },
  },
  orders: {
    externalId,
    customer,
    orderedAt: { type: "moment" },
    "total.amount": amount,
    "total.currency": currency,
    "margin.amount": amount,
    "margin.currency": currency,
    status: choice(["completed", "cancelled", "returned"]),
    "lines.product": name(200),
    "lines.productName": text(200),
    "lines.productGroup": key,
    "lines.quantity": { type: "decimal" },
    "lines.unitPrice": { type: "decimal" },
    "lines.amount": amount,
  },
  contracts: {
    externalId,
    customer,
    plan: text(200),
    startedOn: { type: "day" },
    endsOn: { type: "day" },
    cancelledOn: { type: "day" },
    withdrawnOn: { type: "day" },
    cancellationReason: text(500),
    involuntary: { type: "flag" },
    "monthlyRevenue.amount": amount,
    "monthlyRevenue.currency": currency,
    "monthlyMargin.amount": amount,
    "monthlyMargin.currency": currency,
  },
  contacts: {
    externalId,
    customer,
    touchpoint: key,
    channel: key,
    at: { type: "moment" },
    direction: choice(["in", "out"]),
    planned: { type: "flag" },
    by: text(120),
    outcome: text(200),
    durationSeconds: { type: "seconds" },
    subject: text(500),
  },
  feedback: {
    submissionKey: name(feedbackLimits.submissionKey),
    customer,
    touchpoint: key,
    channel: key,
    productGroup: key,
    occasion: choice(occasions.names),
    technique: choice(techniques.names),
    answeredAt: { type: "moment" },
    comment: text(feedbackLimits.comment),
    language: { type: "language" },
    anonymous: { type: "flag" },
  },
  touchpoints: {
    key,
    name: text(200),
    phase: key,
    channel: key,
    department: key,
    productGroup: key,
    momentOfTruth: key,
    owner: name(254),
    planned: { type: "flag" },
    state: choice(touchpointStates),
    contactsPerMonth: { type: "whole" },
  },
  expectations: {
    segment: key,
    touchpoint: key,
    metric: choice(["rating", "csat", "ces", "nps"]),
    scale: choice(scales.names),
    expected: { type: "decimal" },
    importance: { type: "decimal" },
    validFrom: { type: "day" },
    source: text(200),
  },
};

/** Short names for fields with parts: an amount in the workspace's currency. */
export const fieldAliases: Record<string, string> = {
  total: "total.amount",
  margin: "margin.amount",
  monthlyRevenue: "monthlyRevenue.amount",
  monthlyMargin: "monthlyMargin.amount",
};

/** Without these nothing can be created; a line that only changes something that exists may leave them out. */
export const neededToCreate: Record<ImportKind, readonly string[]> = {
  customers: [],
  orders: ["customer", "orderedAt", "total.amount"],
  contracts: ["customer", "plan", "startedOn", "monthlyRevenue.amount"],
  contacts: ["customer", "at", "direction"],
  feedback: ["technique", "answeredAt"],
  touchpoints: ["key"],
  expectations: ["metric", "validFrom"],
};

/** The field that names a line's record, if the file has it; an expectation is named by its place and its day. */
export const keyFieldOf: Record<ImportKind, string> = {
  customers: "externalId",
  orders: "externalId",
  contracts: "externalId",
  contacts: "externalId",
  feedback: "submissionKey",
  touchpoints: "key",
  expectations: "",
};

export const attributePrefix = "attributes.";

/** Keys of free attributes: short, and none that JavaScript takes for something else. */
export const isAttributeKey = (attribute: string): boolean =>
  /^[\p{L}\p{N}_.-]{1,60}$/u.test(attribute) &&
  !["__proto__", "constructor", "prototype"].includes(attribute);

import { z } from "zod";
import { customerKinds } from "@/lib/customers/schema";
import { cleanText } from "@/lib/fields/text";
import { inOrder, many } from "@/lib/filters/schema";
import { isLocalDay } from "@/lib/period/local-day";
import { presets } from "@/lib/period/period";
import { customerSetFields } from "@/lib/retention/schema";

const blank = (value: unknown) => (value === "" ? undefined : value);
const day = z.preprocess(blank, z.string().refine(isLocalDay, "notADay").optional());
const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.preprocess(blank, z.enum(values).optional().catch(undefined));

/** Columns of the list beside the name; those of a free attribute are called `attribute:` and its key. */
export const customerColumns = [
  "kind",
  "company",
  "email",
  "phone",
  "externalId",
  "country",
  "phase",
  "plan",
  "revenue",
  "joined",
  "lastContact",
  "lastOrder",
] as const;
export type CustomerColumn = (typeof customerColumns)[number];
export const usualColumns: readonly CustomerColumn[] = ["company", "phase", "plan", "phone", "lastContact"];

export const states = ["active", "noticed", "left"] as const;
export const spans = ["30", "90", "365", "longer", "never"] as const;

/** The list of customers: a search, filters, and a set of customers behind some figure. */
export const customerListInput = z.object({
  ...customerSetFields,
  q: z.preprocess(blank, z.string().overwrite(cleanText).max(200).optional()),
  kind: choice(customerKinds),
  segment: many(),
  phase: many(),
  plan: many(),
  state: choice(states),
  attribute: many(20),
  joined: choice(spans),
  contact: choice(spans),
  sort: choice(["name", "joined", "added"]),
  column: many(40),
  after: z.preprocess(blank, z.string().max(600).optional()),
});
export type CustomerListInput = z.output<typeof customerListInput>;

export const timelineKinds = ["contact", "order", "contract", "feedback", "phase"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One customer; the timeline can be narrowed to some kinds and goes on from a place. */
export const customerPageInput = z.object({
  id: z.uuid(),
  kinds: many(10).pipe(z.array(z.enum(timelineKinds)).optional().catch(undefined)),
  after: z.preprocess(blank, z.string().max(200).optional()),
});
export type CustomerPageInput = z.output<typeof customerPageInput>;

export const retentionViews = ["churn", "cohorts", "survival", "repurchase"] as const;

/** Customers over time: who stays, who goes, who comes back. */
export const retentionInput = z
  .object({
    view: choice(retentionViews),
    period: choice(presets),
    from: day,
    to: day,
    segment: many(),
    phase: many(),
    plan: many(),
    "product-group": many(),
    rule: choice(["contract", "inactivity"]),
  })
  .refine(inOrder, { path: ["to"], message: "toBeforeFrom" });
export type RetentionInput = z.output<typeof retentionInput>;

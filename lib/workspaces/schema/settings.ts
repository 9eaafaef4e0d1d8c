import { z } from "zod";
import { jsonField } from "@/lib/fields/form";
import { type Locale, locales } from "@/lib/language/locale";
import { presets } from "@/lib/period/period";
import { isCurrency, isTimeZone, nameInput } from "../schema";

const form = {
  /** Languages that names are kept in. */
  languages: z.preprocess((value) => [value ?? []].flat(), z.array(z.enum(locales))),
  /** Below this number of answers a value is marked "few answers". Below five nothing is shown, whatever stands here. */
  fewBelow: z.coerce.number().int().min(5).max(500),
  /** Scale points by which experience may fall short of an expectation and still meet it. */
  tolerance: z.coerce.number().min(0).max(2),
  churnRule: z.enum(["contract", "inactivity"]),
  inactivityDays: z.coerce.number().int().min(1).max(3_650),
  defaultPeriod: z.enum(presets),
};

export type WorkspaceSettings = {
  languages: Locale[];
  fewBelow: number;
  tolerance: number;
  churnRule: "contract" | "inactivity";
  inactivityDays: number;
  defaultPeriod: (typeof presets)[number];
  /** Counts the changes. */
  version: number;
};

/** What is kept in the row's JSON: each setting falls back by itself, so an older row never breaks a page. */
export const storedSettings = z.object({
  languages: z
    .array(z.enum(locales))
    .min(1)
    .catch([...locales]),
  fewBelow: form.fewBelow.catch(30),
  tolerance: form.tolerance.catch(0.2),
  churnRule: form.churnRule.catch("contract"),
  inactivityDays: form.inactivityDays.catch(90),
  defaultPeriod: form.defaultPeriod.catch("last-quarter"),
  version: z.int().catch(1),
});

const facts = {
  name: nameInput,
  timeZone: z.string().refine(isTimeZone, "unknownTimeZone"),
  currency: z.string().refine(isCurrency, "unknownCurrency"),
};

export const changeSettingsInput = z.object({
  ...facts,
  ...form,
  version: z.coerce.number().int(),
  anyway: z.enum(["yes"]).nullish(),
});
export type ChangeSettingsInput = z.output<typeof changeSettingsInput>;

export const undoSettingsInput = z.object({
  before: jsonField(z.strictObject({ ...facts, settings: storedSettings, version: z.int() })),
});
export type UndoSettingsInput = z.output<typeof undoSettingsInput>;

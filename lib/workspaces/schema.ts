import { z } from "zod";
import { locales } from "@/lib/language/locale";

export const slugInput = z
  .string()
  .trim()
  .regex(/^[a-z0-9-]{2,40}$/, "slugForm");

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

export const isCurrency = (code: string): boolean => Intl.supportedValuesOf("currency").includes(code);

export const nameInput = z.string().trim().min(1).max(120);
export const emailInput = z.email().max(254);
/** Long rather than full of tricks; NIST SP 800-63B asks for nothing else. */
export const passwordInput = z.string().min(10).max(200);

export const createWorkspaceInput = z.object({
  slug: slugInput,
  name: nameInput,
  timeZone: z.string().refine(isTimeZone, "unknownTimeZone").default("Europe/Berlin"),
  currency: z.string().refine(isCurrency, "unknownCurrency").default("EUR"),
  locale: z.enum(locales).default("de"),
});
export type CreateWorkspaceInput = z.output<typeof createWorkspaceInput>;

export const setUpInput = createWorkspaceInput.omit({ slug: true, name: true, locale: true }).extend({
  workspaceName: nameInput,
  workspaceSlug: slugInput,
  name: nameInput,
  email: emailInput,
  password: passwordInput,
});
export type SetUpInput = z.output<typeof setUpInput>;

import { z } from "zod";
import { locales } from "@/lib/language/locale";
import { emailInput, nameInput, passwordInput } from "@/lib/workspaces/schema";

export const themes = ["system", "light", "dark"] as const;

export const updateProfileInput = z.object({
  name: nameInput.optional(),
  locale: z.enum(locales).optional(),
  theme: z.enum(themes).optional(),
});

export const changePasswordInput = z.object({ current: z.string().min(1).max(200), next: passwordInput });
export const forgotPasswordInput = z.object({ email: emailInput });
export const resetPasswordInput = z.object({ token: z.string().min(20).max(200), password: passwordInput });
export const noInput = z.object({});

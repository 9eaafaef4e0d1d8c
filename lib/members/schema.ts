import { z } from "zod";
import { roles } from "@/lib/auth/roles";
import { emailInput, nameInput, passwordInput } from "@/lib/workspaces/schema";

export const inviteMemberInput = z.object({ email: emailInput, role: z.enum(roles) });
export const changeRoleInput = z.object({ member: z.uuid(), role: z.enum(roles) });
export const memberInput = z.object({ member: z.uuid() });
export const invitationInput = z.object({ invitation: z.uuid() });
export const acceptInvitationInput = z.object({
  token: z.string().min(20).max(200),
  name: nameInput.optional(),
  password: passwordInput.optional(),
});

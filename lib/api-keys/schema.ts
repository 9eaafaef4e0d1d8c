import { z } from "zod";
import { roles } from "@/lib/auth/roles";
import { nameInput } from "@/lib/workspaces/schema";

export const createApiKeyInput = z.object({ name: nameInput, role: z.enum(roles) });
export const apiKeyInput = z.object({ apiKey: z.uuid() });

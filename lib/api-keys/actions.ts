"use server";

import { defineAction } from "@/lib/doors/define-action";
import { createApiKey, revokeApiKey } from "./mutations";
import { apiKeyInput, createApiKeyInput } from "./schema";

export const createApiKeyAction = defineAction({
  can: "apiKeys:manage",
  input: createApiKeyInput,
  run: createApiKey,
});

export const revokeApiKeyAction = defineAction({
  can: "apiKeys:manage",
  input: apiKeyInput,
  run: revokeApiKey,
});

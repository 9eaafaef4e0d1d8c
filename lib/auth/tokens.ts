import { createHash, randomBytes } from "node:crypto";

/** What a token opens. The purpose is part of the hash, so a token of one kind opens no other door. */
export type TokenPurpose = "invitation" | "passwordReset" | "apiKey" | "share";

/** A new random token (256 bits) and the hash under which it is stored; the token itself is never stored. */
export function newToken(
  purpose: TokenPurpose,
  prefix = "",
): { token: string; hash: Uint8Array<ArrayBuffer> } {
  const token = prefix + randomBytes(32).toString("base64url");
  return { token, hash: hashToken(purpose, token) };
}

export function hashToken(purpose: TokenPurpose, token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(`lotse:${purpose}:${token}`).digest());
}

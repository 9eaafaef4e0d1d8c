import { hash, verify } from "@node-rs/argon2";

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"), cost);

let decoy: Promise<string> | undefined;

/**
 * True if the password fits. Without a stored hash (unknown e-mail, or no password yet) it does the same work
 * against a decoy, so that the time of the answer tells nothing.
 */
export async function passwordFits(
  storedHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword("no such person");
  const fits = await verify(storedHash ?? (await decoy), password.normalize("NFKC"));
  return Boolean(storedHash) && fits;
}

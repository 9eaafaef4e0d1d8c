import { createHmac, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inWords } from "@/scripts/postgres/in-words";

/**
 * A secret of this data directory, always the same for the same name: passwords of the database roles, the
 * session secret, the demo sign-ins. Each is derived from one random seed in `secrets.json` (mode 0600), so
 * nothing has to be rewritten when a new name is asked for and two processes can never disagree. An entry
 * `"<name>": "<value>"` beside the seed takes precedence: that is how an operator replaces one secret.
 */
export function readSecret(dataDir: string, name: string): string {
  const secrets = readSecrets(path.join(dataDir, "secrets.json"));
  return secrets[name] ?? createHmac("sha256", secrets.seed).update(name).digest("base64url");
}

/** Crockford's 32 characters, in small letters: none looks like another. */
const easyLetters = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * The same for passwords that people type: 60 random bits as `xxxx-xxxx-xxxx`. An entry of that name in `secrets.json`
 * takes precedence here too.
 */
export function readPassword(dataDir: string, name: string): string {
  const secrets = readSecrets(path.join(dataDir, "secrets.json"));
  const own = secrets[name];
  if (own !== undefined) return own;
  const bytes = createHmac("sha256", secrets.seed).update(`password:${name}`).digest();
  const letters = Array.from(bytes.subarray(0, 12), (byte) => easyLetters[byte % 32]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

type Secrets = { seed: string } & Record<string, string | undefined>;

function readSecrets(file: string): Secrets {
  try {
    if (!fs.existsSync(file)) createSecrets(file);
    const secrets: unknown = JSON.parse(fs.readFileSync(file, "utf8"));
    if (isSecrets(secrets)) return secrets;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw inWords(error, `The secrets in ${file} cannot be read`);
  }
  throw new Error(
    `${file} is damaged: it must be a JSON object with the text "seed". Put back a copy of it.`,
  );
}

/** Written beside and then linked into place, because a link (unlike a rename) never replaces what is already there. */
function createSecrets(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  fs.writeFileSync(draft, `${JSON.stringify({ seed: randomBytes(32).toString("base64url") }, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if (!fs.existsSync(file)) throw error;
  } finally {
    fs.unlinkSync(draft);
  }
}

function isSecrets(value: unknown): value is Secrets {
  return (
    typeof value === "object" &&
    value !== null &&
    "seed" in value &&
    Object.values(value).every((entry) => typeof entry === "string" && entry !== "")
  );
}

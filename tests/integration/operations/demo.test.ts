import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changePassword, findUserIdByEmail } from "@/lib/auth/people";
import { signIn } from "@/lib/auth/sign-in";
import { demoPeople } from "@/lib/demo/rules/staff";
import { readPassword, readSecret } from "@/scripts/postgres/secrets";
import { plantDemo, printSignIns } from "@/scripts/server/demo";
import { ownDatabase } from "@/tests/support/world";

ownDatabase();

let dataDir: string;

beforeAll(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "lotse-demo-"));
});
afterAll(() => fs.rmSync(dataDir, { recursive: true }));

async function printed(wanted?: "0" | "1"): Promise<string[] | null> {
  const signIns = await plantDemo({ wanted, embedded: true, dataDir, say: () => undefined });
  const lines: string[] = [];
  if (signIns) printSignIns(signIns, (line) => void lines.push(line));
  return signIns && lines;
}

describe("the demo password", () => {
  it("is easy to type, of 60 random bits, and always the same in a data directory", () => {
    const password = readPassword(dataDir, "demo");
    expect(password).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){2}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(readPassword(dataDir, "demo")).toBe(password);
    expect(readPassword(dataDir, "other")).not.toBe(password);
    expect(readSecret(dataDir, "demo")).not.toContain(password.slice(0, 4));
    const others = new Set(
      Array.from({ length: 50 }, (_, index) => readPassword(path.join(dataDir, String(index)), "demo")),
    );
    expect(others.size).toBe(50);
  });

  it("is the one that the operator has written down, if any", () => {
    const own = path.join(dataDir, "own");
    readPassword(own, "demo");
    const file = path.join(own, "secrets.json");
    fs.writeFileSync(
      file,
      JSON.stringify({ ...JSON.parse(fs.readFileSync(file, "utf8")), demo: "my own words" }),
    );
    expect(readPassword(own, "demo")).toBe("my own words");
  });
});

describe("the sign-ins that are printed", { timeout: 300_000 }, () => {
  it("open the demo company, at every start", async () => {
    expect(await printed("0")).toBeNull();
    for (let start = 0; start < 2; start += 1) {
      const lines = (await printed()) ?? [];
      const password = lines.find((line) => line.includes("password"))?.split(": ")[1] ?? "";
      for (const { email } of demoPeople) expect(lines.some((line) => line.includes(email))).toBe(true);
      const from = { address: "127.0.0.1", userAgent: null };
      expect(await signIn({ email: demoPeople[0]?.email ?? "", password }, from)).not.toBeNull();
    }
  });

  it("leave out those who have a password of their own", async () => {
    const current = readPassword(dataDir, "demo");
    const change = async (email: string) => {
      const id = (await findUserIdByEmail(email)) ?? 0;
      await changePassword(id, "01a20048-c125-7cd9-9de8-d322d21d2524", {
        current,
        next: "a password of my own",
      });
    };
    const [first, ...others] = demoPeople.map(({ email }) => email);
    await change(first ?? "");
    const text = (await printed())?.join("\n") ?? "";
    expect(text).not.toContain(first);
    for (const email of others) expect(text).toContain(email);

    for (const email of others) await change(email);
    expect(await printed()).toContain(`  npm run lotse -- user reset-link ${first}`);
    expect((await printed())?.join()).not.toContain(current);
  });
});

import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPostmaster } from "@/scripts/postgres/postmaster";
import { makeDataDir } from "@/tests/support/cluster";
import { type Holder, startHolder } from "@/tests/support/holder";
import { lotse, runProgram } from "@/tests/support/program";

let dataDir: string;

beforeAll(async () => {
  dataDir = await makeDataDir();
});
afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }));

const run = (words: string[], stdin?: string, data = dataDir) =>
  runProgram(lotse(...words), { LOTSE_DATA_DIR: data, LOTSE_URL: "https://lotse.example.com" }, { stdin });

const isUp = (data = dataDir): boolean => findPostmaster(path.join(data, "postgres")) !== null;

async function fails(words: string[], sentence: string, stdin?: string): Promise<void> {
  const { code, output, stdout } = await run(words, stdin);
  expect(output).toContain(sentence);
  expect(output).not.toMatch(/^\s+at /m);
  expect(stdout).toBe("");
  expect(code).toBe(1);
}

describe("lotse", { timeout: 60_000 }, () => {
  it("explains itself and every command", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    for (const name of ["workspace", "user", "api-key", "migrate", "seed", "backup", "restore", "reconcile"])
      expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, "m"));
    const [user, restore] = await Promise.all([
      run(["user", "create", "--help"]),
      run(["restore", "--help"]),
    ]);
    expect([user.code, restore.code]).toEqual([0, 0]);
    expect(user.stdout).toContain("Usage: lotse user create [options] <email>");
    expect(restore.stdout).toContain("Usage: lotse restore [options] <file>");
    expect(fs.existsSync(path.join(dataDir, "postgres"))).toBe(false);
  });

  it("refuses what it does not know, before it touches anything", async () => {
    await Promise.all([
      fails(["nonsense"], "unknown command 'nonsense'"),
      fails(["user", "create", "a@b.example"], "required option '--workspace <slug>' not specified"),
      fails(["reconcile", "--mend"], "unknown option '--mend'"),
      fails(["restore", path.join(dataDir, "nothing.gz")], "There is no file"),
    ]);
    expect(fs.existsSync(path.join(dataDir, "postgres"))).toBe(false);
  });

  it("founds a workspace with people and keys while the server is down, and leaves nothing running", async () => {
    const founded = await run(["workspace", "create", "acme", "--name", "ACME Ltd", "--locale", "en"]);
    expect(founded).toMatchObject({
      code: 0,
      stdout: 'Workspace "acme" created: https://lotse.example.com/w/acme\n',
    });
    expect(isUp()).toBe(false);
    const password = ["user", "create", "ada@acme.example", "--workspace", "acme", "--role", "admin"];
    expect(await run([...password, "--password-stdin"], "correct horse battery\n")).toMatchObject({
      code: 0,
      stdout: 'ada@acme.example is admin of "acme".\n',
    });
    expect(isUp()).toBe(false);
  });

  describe("with the server up", () => {
    let holder: Holder;
    beforeAll(async () => {
      holder = startHolder(dataDir);
      await holder.expect("open");
    });
    afterAll(() => holder.leave());

    it("refuses in a sentence what cannot be", async () => {
      const into = ["--workspace", "nowhere", "--role", "agent"];
      const here = ["--workspace", "acme", "--role", "agent", "--password-stdin"];
      await Promise.all([
        fails(["workspace", "create", "Not a slug"], "slug: "),
        fails(["workspace", "create", "acme"], "taken"),
        fails(["api-key", "create", ...into], 'There is no workspace "nowhere".'),
      ]);
      await Promise.all([
        fails(["user", "create", "b@acme.example", ...here], "password: ", "short\n"),
        fails(["user", "create", "b@acme.example", "--workspace", "acme", "--role", "king"], "role: "),
        fails(["user", "reset-link", "nobody@acme.example"], "There is nobody with the e-mail address"),
      ]);
    });

    it("prints links and keys on lines of their own", async () => {
      const [invited, reset, key] = await Promise.all([
        run(["user", "create", "ben@acme.example", "--workspace", "acme", "--role", "agent"]),
        run(["user", "reset-link", "ADA@acme.example"]),
        run(["api-key", "create", "--workspace", "acme", "--role", "agent"]),
      ]);
      expect(invited.stdout).toMatch(
        /^ben@acme\.example is agent of "acme"\.\nhttps:\/\/lotse\.example\.com\/reset-password\/[\w-]{43}\n$/,
      );
      expect(reset.stdout).toMatch(/^https:\/\/lotse\.example\.com\/reset-password\/[\w-]{43}\n$/);
      expect(key.stdout.trimEnd().split("\n").at(-1)).toMatch(/^lotse_[\w-]{43}$/);
      expect([invited.code, reset.code, key.code]).toEqual([0, 0, 0]);
      expect(isUp()).toBe(true);
    });

    it("backs up beside the server, and restores only without it", async () => {
      const file = path.join(dataDir, "backup.gz");
      const backup = await run(["backup", file]);
      expect(backup.stdout).toMatch(/backup\.gz: \d+ rows of \d+ tables\.\n$/);
      expect(backup.code).toBe(0);
      expect(await run(["reconcile"])).toMatchObject({ code: 0, stdout: "Everything agrees.\n" });

      holder.send("claim");
      await holder.expect("done");
      const sentence = `Lotse is already running with this data directory, as process ${holder.pid}.`;
      await fails(["restore", file, "--replace", "--yes"], sentence);
    });
  });

  it("restores into a new data directory, and over what is there only when told twice", async () => {
    const file = path.join(dataDir, "backup.gz");
    expect(isUp()).toBe(false);
    await fails(
      ["restore", file],
      "The database holds 1 workspace and 2 people, and a restore would delete them.",
    );
    await fails(["restore", file, "--replace"], "If you want that, say --replace --yes.");
    const other = await makeDataDir();
    try {
      const restored = await run(["restore", file], undefined, other);
      expect(restored.output).toMatch(/Restored \d+ rows as of 20[^ ]+Z\. Everybody signs in anew\.\n$/);
      expect(restored.code).toBe(0);
      const link = await run(["user", "reset-link", "ada@acme.example"], undefined, other);
      expect(link.code).toBe(0);
      expect(isUp(other)).toBe(false);
    } finally {
      fs.rmSync(other, { recursive: true, force: true });
    }
  });
});

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { runCommand } from "./run-command";

const places = [
  process.env.LOTSE_TEST_BROWSER,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const found = (): string | undefined => places.find((place) => place && existsSync(place));

async function playwrightsOwn(): Promise<string | undefined> {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** A browser for the end-to-end tests: the one found, else Debian's when root, else Playwright's own download. */
export async function findBrowser(): Promise<string> {
  const present = found() ?? (await playwrightsOwn());
  if (present) return present;
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0) {
    process.stdout.write("No browser found; installing Debian's chromium …\n");
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    await runCommand("apt-get", ["update", "-qq"], quiet);
    await runCommand("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], quiet);
  } else {
    process.stdout.write("No browser found; downloading Playwright's chromium …\n");
    await runCommand(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  }
  const installed = found() ?? (await playwrightsOwn());
  if (installed) return installed;
  throw new Error(
    "No browser was found or could be installed. Install Chromium, or name one in LOTSE_TEST_BROWSER.",
  );
}

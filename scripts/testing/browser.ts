import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { runCommand } from "./run-command";

/** The browser without windows, as Playwright itself prefers it: the same pages at half the work. */
const shells = ["/usr/lib/chromium/chromium-headless-shell"];
const browsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const found = (places: readonly string[]): string | undefined => places.find((place) => existsSync(place));

async function playwrightsOwn(): Promise<string | undefined> {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

const canInstall = (): boolean =>
  process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;

async function install(name: string): Promise<void> {
  process.stdout.write(`Installing Debian's ${name} …\n`);
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update", "-qq"], quiet);
  await runCommand("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], quiet);
}

/**
 * A browser for the end-to-end tests: the one named; else Debian's without windows, installed when root; else any that
 * is found; else Playwright's own download.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.LOTSE_TEST_BROWSER;
  if (named && existsSync(named)) return named;
  if (!found(shells) && canInstall()) await install("chromium-headless-shell");
  if (!found(shells) && !found(browsers) && canInstall()) await install("chromium");
  const present = found(shells) ?? found(browsers) ?? (await playwrightsOwn());
  if (present) return present;
  process.stdout.write("No browser found; downloading Playwright's chromium …\n");
  await runCommand(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  const downloaded = await playwrightsOwn();
  if (downloaded) return downloaded;
  throw new Error(
    "No browser was found or could be installed. Install Chromium, or name one in LOTSE_TEST_BROWSER.",
  );
}

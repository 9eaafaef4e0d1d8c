import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findBrowser } from "./browser";
import { runCommand } from "./run-command";
import { startServer } from "./test-server";

/** How many checks a stage made and how many of them failed. */
type Result = { passed: number; failed: number };

const node = process.execPath;
const bin = (name: string): string => path.join("node_modules", name);

/** One after the other, but for what keeps one core busy while others wait: types are checked beside the unit tests. */
const order = [["lint"], ["types", "unit"], ["integration"], ["e2e"]];

/** Everything that `npm test` is; naming stages (`npm test -- unit e2e`) runs only those. */
export async function runStages(wanted: string[]): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), "lotse-test-"));
  process.env.LOTSE_BUILD_DIR ||= ".next-test";
  // The operator's .env names their database and their mail server.
  process.env.LOTSE_ENV_FILE = "";
  const stages: Record<string, () => Promise<Result>> = {
    lint: () => single([bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"]),
    types: () => single([bin("typescript/bin/tsc"), "--noEmit"]),
    unit: () => vitest("unit", scratch),
    integration: () => vitest("integration", scratch),
    e2e: () => playwright(scratch),
  };
  const unknown = wanted.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown stage ${unknown.join(", ")}. One of: ${Object.keys(stages).join(", ")}.\n`);
    process.exit(1);
  }
  const total: Result = { passed: 0, failed: 0 };
  const perform = async (name: string): Promise<void> => {
    const began = Date.now();
    const result = await stages[name]?.().catch((error: Error) => {
      process.stderr.write(`${error.message}\n`);
      return { passed: 0, failed: 1 };
    });
    const { passed, failed } = result ?? { passed: 0, failed: 1 };
    total.passed += passed;
    total.failed += failed;
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stdout.write(`${name}: ${passed} passed, ${failed} failed, ${seconds} s\n`);
  };
  for (const together of order) {
    const names = together.filter((name) => wanted.length === 0 || wanted.includes(name));
    if (names.length === 0) continue;
    process.stdout.write(`\n── ${names.join(", ")} ──\n`);
    await Promise.all(names.map(perform));
  }
  rmSync(scratch, { recursive: true, force: true });
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  process.exit(total.failed === 0 ? 0 : 1);
}

async function single(args: string[]): Promise<Result> {
  const code = await runCommand(node, args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function vitest(project: string, scratch: string): Promise<Result> {
  const report = path.join(scratch, `${project}.json`);
  const code = await runCommand(node, [
    bin("vitest/vitest.mjs"),
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
  // A file that cannot be loaded fails the run without failing a test.
  return { passed: numPassedTests, failed: Math.max(numFailedTests, code === 0 ? 0 : 1) };
}

async function playwright(scratch: string): Promise<Result> {
  const browser = await findBrowser();
  const server = await startServer(scratch);
  const report = path.join(scratch, "e2e.json");
  try {
    const code = await runCommand(node, [bin("@playwright/test/cli.js"), "test", "--reporter=list,json"], {
      LOTSE_TEST_URL: server.url,
      LOTSE_TEST_PASSWORD: server.demoPassword,
      LOTSE_TEST_BROWSER: browser,
      LOTSE_TEST_DATA_DIR: server.dataDir,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    });
    const { stats } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: stats.expected, failed: Math.max(stats.unexpected + stats.flaky, code === 0 ? 0 : 1) };
  } finally {
    await server.stop();
  }
}

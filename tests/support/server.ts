import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The operator's command line against the server under test, as an operator uses it; `input` is what is typed. */
export async function lotse(...said: (string | { input: string })[]): Promise<string> {
  const args = said.filter((one) => typeof one === "string");
  const typed = said.find((one) => typeof one === "object");
  const env = {
    ...process.env,
    DATABASE_URL: "",
    LOTSE_DATA_DIR: process.env.LOTSE_TEST_DATA_DIR,
    LOTSE_URL: process.env.LOTSE_TEST_URL,
  };
  const running = run(process.execPath, ["scripts/run.mjs", "lotse", ...args], { env });
  running.child.stdin?.end(typed?.input ?? "");
  const { stdout } = await running;
  return stdout.trim();
}

export async function apiKey(workspace: string, role = "manager"): Promise<string> {
  return (
    (await lotse("api-key", "create", "--workspace", workspace, "--role", role)).split("\n").at(-1) ?? ""
  );
}

export async function api(
  key: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${process.env.LOTSE_TEST_URL}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { api, apiKey, lotse } from "../support/server";

test.skip(!existsSync("/proc/self/environ"), "Finding the worker's process needs Linux.");

/** The worker of the server under test, and of no other. */
function workerPid(): number | null {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("scripts/server/worker.mjs")) continue;
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
      if (environment.split("\0").includes(`LOTSE_DATA_DIR=${process.env.LOTSE_TEST_DATA_DIR}`))
        return Number(pid);
    } catch {
      // Processes come and go while we look.
    }
  }
  return null;
}

type ImportAnswer = { id: string; status: string; lines: number; created: number };

test("a worker killed in the middle of an import: it goes on within 40 seconds and the counts are right", async ({
  request,
}) => {
  test.setTimeout(240_000);
  const workspace = `killed-${Date.now() % 1_000_000}`;
  await lotse("workspace", "create", workspace, "--locale", "en");
  const key = await apiKey(workspace);
  const lines = 150_000;
  const rows = Array.from(
    { length: lines },
    (_, n) => `s${n},2026-03-${String((n % 28) + 1).padStart(2, "0")},${n % 11}`,
  );
  const answer = await request.post("/api/v1/imports", {
    headers: { Authorization: `Bearer ${key}` },
    timeout: 60_000,
    multipart: {
      kind: "feedback",
      mapping: JSON.stringify({
        submissionKey: "key",
        answeredAt: "day",
        answers: [{ metric: "nps", column: "nps" }],
      }),
      options: JSON.stringify({ defaults: { technique: "survey", occasion: "contact" } }),
      file: {
        name: "many.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(`key,day,nps\n${rows.join("\n")}\n`),
      },
    },
  });
  expect(answer.status()).toBe(201);
  const { id } = (await answer.json()) as ImportAnswer;
  const look = async () => (await api(key, "GET", `/imports/${id}`)).body as ImportAnswer;

  await expect
    .poll(async () => (await look()).lines, { timeout: 60_000, intervals: [50] })
    .toBeGreaterThan(0);
  const before = workerPid();
  expect(before).not.toBeNull();
  process.kill(before ?? 0, "SIGKILL");
  const atKill = await look();
  expect(atKill.status).toBe("running");

  await expect.poll(async () => (await look()).lines, { timeout: 40_000 }).toBeGreaterThan(atKill.lines);
  await expect.poll(async () => (await look()).status, { timeout: 120_000 }).toBe("done");
  expect(await look()).toMatchObject({ lines, created: lines });
  const { body } = await api(key, "GET", "/metrics/nps?occasion=contact");
  expect((body as { n: number }).n).toBe(lines);
});

import { fork } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readPassword } from "@/scripts/postgres/secrets";

export type TestServer = { url: string; demoPassword: string; dataDir: string; stop(): Promise<void> };

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** The real thing, `npm start`, with a data directory and a port of its own. */
export async function startServer(scratch: string): Promise<TestServer> {
  const port = await freePort();
  const dataDir = path.join(scratch, "data");
  mkdirSync(dataDir);
  for (const folder of [scratch, dataDir]) chmodSync(folder, 0o711);
  const output: string[] = [];
  const child = fork("scripts/run.mjs", ["start"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      DATABASE_URL: "",
      PORT: String(port),
      LOTSE_URL: `http://localhost:${port}`,
      LOTSE_DATA_DIR: dataDir,
      LOTSE_DEMO: "1",
      LOG_LEVEL: "warn",
      NODE_ENV: "production",
    },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => output.push(String(data)));
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const url = `http://localhost:${port}`;
  for (let second = 0; ; second++) {
    if (child.exitCode !== null || second > 900)
      throw new Error(`The server did not start:\n${output.join("")}`);
    const ready = await fetch(`${url}/api/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready && output.join("").includes("Lotse is running")) break;
    await sleep(1_000);
  }
  return {
    url,
    dataDir,
    demoPassword: readPassword(dataDir, "demo"),
    async stop() {
      child.kill("SIGTERM");
      await ended;
      writeFileSync(path.join(scratch, "server.log"), output.join(""));
      const lines = output
        .join("")
        .split("\n")
        .filter((line) => line.includes('"level":50') || line.includes('"level":60'));
      if (lines.length > 0)
        process.stdout.write(`The server logged ${lines.length} errors:\n${lines.slice(0, 20).join("\n")}\n`);
    },
  };
}

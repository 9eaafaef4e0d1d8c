import { fork } from "node:child_process";

// A build that never ends, with a helper that lives by the channel to it, as those of real builds do.

if (process.argv[2] === "build") {
  fork(import.meta.filename, ["helper"], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
  setInterval(() => {}, 60_000);
} else {
  process.on("message", () => {});
}

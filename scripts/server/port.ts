import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "@/scripts/postgres/in-words";

/** A web process whose parent was killed needs a moment to let go of its port. */
const patienceMs = 2_000;

/** Rejects with a sentence unless this port can be listened on now. */
export async function requireFreePort(port: number): Promise<void> {
  for (const begun = Date.now(); ; await sleep(200)) {
    const error = await tryPort(port);
    if (!error) return;
    if (codeOf(error) !== "EADDRINUSE" || Date.now() - begun > patienceMs) throw explainPort(error, port);
  }
}

/** Why a port cannot be listened on, in words. */
export function explainPort(error: Error, port: number): Error {
  const another = `PORT=${port < 1024 ? 3000 : port + 1} npm start`;
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use by another program. Stop it, or choose another port: ${another}`,
    EACCES: `Port ${port} may not be used by this user. Choose one above 1023: ${another}`,
  };
  const sentence = sentences[codeOf(error) ?? ""];
  return new Error(sentence ?? `The server could not listen on port ${port}: ${error.message}`, {
    cause: error,
  });
}

function tryPort(port: number): Promise<Error | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on("error", resolve);
    probe.listen(port, () => probe.close(() => resolve(null)));
  });
}

import type { ChildMessage } from "./supervise";

/**
 * For a process that the supervisor started: what it does when it is told to end, or when the supervisor was killed,
 * which it must not outlive. From here on, because a start can take seconds too.
 */
export function endWhenTold(end: () => Promise<void>): void {
  let ending = false;
  const once = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await end().catch(() => {});
    process.exit(0);
  };
  process.on("SIGTERM", once);
  process.on("SIGINT", once);
  process.on("disconnect", once);
  if (process.send && !process.connected) void once();
}

/** Tells the supervisor how the start went. */
export function report(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });
}

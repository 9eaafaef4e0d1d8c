/** npm passes a Ctrl-C on that the terminal has sent us already: a second one that soon is the same one. */
const sameSignalMs = 500;

/** What the first request to end does, and every later one: of somebody who does not want to wait. */
export function onSignals(first: () => void, again: () => void): void {
  let told: number | undefined;
  const onSignal = (): void => {
    if (told === undefined) {
      told = Date.now();
      first();
    } else if (Date.now() - told >= sameSignalMs) again();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
}

/** One line of the table: how long something takes here and with the opponent, on the same server and data. */
export type Line = {
  what: string;
  ours: string;
  opponent: string;
  ratio: string;
  target?: { id: string; text: string; isMet: boolean };
};

/** Something that both sides must agree on. */
export class DifferentResults extends Error {}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Progress goes to stderr; what is printed on stdout is the table. */
export const progress = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

export function printTable(title: string, columns: [string, string], lines: readonly Line[]): void {
  const rows = lines.map(({ what, ours, opponent, ratio, target }) => [
    what,
    ours,
    opponent,
    ratio,
    target ? `${target.id} ${target.text}` : "",
    target ? (target.isMet ? "met" : "missed") : "",
  ]);
  const head = ["", ...columns, "ratio", "target", ""];
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const write = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 || i > 3 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  say("");
  say(title);
  say(write(head));
  say("─".repeat(widths.reduce((sum, width) => sum + width + 2, -2)));
  for (const row of rows) say(write(row));
}

export function inTime(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (milliseconds >= 100) return `${Math.round(milliseconds)} ms`;
  return `${milliseconds.toFixed(1)} ms`;
}

export const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 2 : 0)}×`;

export const count = (n: number): string => n.toLocaleString("en");

/** Both sides must say the same. @throws DifferentResults */
export function requireSame(what: string, ours: unknown, opponent: unknown): void {
  const [a, b] = [JSON.stringify(ours), JSON.stringify(opponent)];
  if (a !== b) throw new DifferentResults(`${what}: ours ${a?.slice(0, 500)}, opponent ${b?.slice(0, 500)}`);
}

export async function timed<T>(run: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const begun = performance.now();
  const result = await run();
  return { ms: performance.now() - begun, result };
}

/** Medians of two, run in turn: a machine that is slow for a while is so for both. */
export async function medianInTurn<T>(
  a: () => Promise<T>,
  b: () => Promise<T>,
  runs = 7,
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let i = -1; i < runs; i++)
    for (const [side, run] of [a, b].entries()) {
      const { ms } = await timed(run);
      if (i >= 0) times[side]?.push(ms);
    }
  const [first = 0, second = 0] = times.map((some) => some.sort((x, y) => x - y)[Math.floor(runs / 2)] ?? 0);
  return [first, second];
}

/** The median of some runs after one that fills the caches. */
export async function median<T>(run: () => Promise<T>, runs = 5): Promise<{ ms: number; result: T }> {
  const { result } = await timed(run);
  const all: number[] = [];
  for (let i = 0; i < runs; i++) all.push((await timed(run)).ms);
  all.sort((a, b) => a - b);
  return { ms: all[Math.floor(all.length / 2)] ?? 0, result };
}

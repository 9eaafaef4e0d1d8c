/** What is measured, in this order. */
const usual = ["import", "ingest", "metrics", "customers", "histories", "segments", "maps", "pages"] as const;
/** What is done only when it is asked for by name: it takes long and measures nothing. */
export const parts = [...usual, "kills"] as const;
export type Part = (typeof parts)[number];

export type Options = { size: number; small: number; parts: readonly Part[]; seconds: number };

const usage = `npm run bench -- [--size 1000000] [--seconds 10] [${parts.join("] [")}]

  --size      how many records (10000, 100000, 1000000; 10000000 takes hours)
  --seconds   how long the ingest of single records is measured
  names       only these parts; all but kills unless said otherwise`;

export function readOptions(args: readonly string[]): Options | string {
  const options = { size: 1_000_000, small: 10_000, seconds: 10 };
  const wanted: Part[] = [];
  for (let i = 0; i < args.length; i++) {
    const [name = "", inline] = (args[i] ?? "").split("=");
    const part = parts.find((one) => one === name);
    if (part) {
      wanted.push(part);
      continue;
    }
    if (name !== "--size" && name !== "--seconds") return usage;
    const value = Number((inline ?? args[++i] ?? "").replaceAll("_", ""));
    if (!Number.isSafeInteger(value) || value < 1) return usage;
    options[name === "--size" ? "size" : "seconds"] = value;
  }
  return {
    ...options,
    small: Math.min(options.small, options.size),
    parts: wanted.length > 0 ? parts.filter((one) => wanted.includes(one)) : usual,
  };
}

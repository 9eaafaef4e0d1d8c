import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { z } from "zod";
import { asSystem } from "@/lib/auth/system";
import type { Door } from "@/lib/doors/open-door";
import { countStatements } from "./count-statements";
import { inTime, type Line, median, medianInTurn, times } from "./report";

type Page = { address: string; door: Door<z.ZodType, unknown>; input?: Record<string, unknown> };
type Measured = { address: string; ms: number; statements: number };

const longMs = 600_000;
/** Pages that no other workspace has. */
const onlyInDemo: ReadonlySet<string> = new Set(["/admin/demo", "/tour"]);
/** Of a dashboard: what its load may ask the database. */
const mostStatements = 3;

/** Every page that needs nothing but a workspace: statements and time inside its load, at few records beside many. */
export async function measurePages(small: number, large: number): Promise<Line[]> {
  const pages = await findPages();
  const few = await measureAll(pages, small);
  const many = await measureAll(pages, large);
  return many.map(({ address, ms, statements }, i) => {
    const before = few[i]?.ms ?? Number.NaN;
    return {
      what: `${address}, ${statements} statements`,
      ours: inTime(ms),
      opponent: inTime(before),
      ratio: times(ms / before),
      target: { id: "SPEED-9", text: `≤ ${mostStatements} statements`, isMet: statements <= mostStatements },
    };
  });
}

/** What 400 touchpoints × 20 segments are looked at by; they are to take no longer over a hundred times the answers. */
const maps: { address: string; input?: Record<string, string> }[] = [
  { address: "/touchpoints" },
  { address: "/expectations", input: { view: "map" } },
  { address: "/journey/map" },
  { address: "/journey/map", input: { segment: "s3" } },
];
const mostTimes = 2;
/** So many that a few disturbed ones on one side do not decide. */
const runs = 21;

export async function measureMaps(small: number, large: number): Promise<Line[]> {
  const found = await findPages();
  const pages = maps.flatMap(({ address, input }): Page[] => {
    const page = found.find((one) => one.address === address);
    return page ? [{ ...page, ...(input ? { input } : {}) }] : [];
  });
  if (pages.length < maps.length) throw new Error("A page that is measured by its address is gone.");
  const lines: Line[] = [];
  for (const [i, { address, door, input = {} }] of pages.entries()) {
    const load = (workspaceId: number) => () =>
      asSystem(workspaceId, (scope) => door.run(scope, door.input.parse(input)), longMs);
    const [before, ms] = await medianInTurn(load(small), load(large), runs);
    const search = new URLSearchParams(maps[i]?.input);
    lines.push({
      what: `${address}${search.size > 0 ? `?${search}` : ""}`,
      ours: inTime(ms),
      opponent: inTime(before),
      ratio: times(ms / before),
      target: { id: "MAPS", text: `≤ ${mostTimes}×`, isMet: ms <= mostTimes * before },
    });
  }
  return lines;
}

async function findPages(): Promise<Page[]> {
  const files = readdirSync("app/w", { recursive: true, encoding: "utf8" }).filter(
    (file) => path.basename(file) === "page.tsx",
  );
  const pages: Page[] = [];
  for (const file of files.sort()) {
    const { default: page } = await import(pathToFileURL(path.resolve("app/w", file)).href);
    const door = (page as { door?: Page["door"] }).door;
    const address = addressOf(file);
    if (door?.input.safeParse({}).success && !onlyInDemo.has(address)) pages.push({ address, door });
  }
  return pages;
}

const addressOf = (file: string): string => `/${path.dirname(file).split(path.sep).slice(1).join("/")}`;

async function measureAll(pages: readonly Page[], workspaceId: number): Promise<Measured[]> {
  const statements = countStatements();
  const all: Measured[] = [];
  try {
    for (const { address, door, input = {} } of pages) {
      let inside = 0;
      const { ms } = await median(() =>
        asSystem(
          workspaceId,
          async (scope) => {
            const before = statements.sent;
            const result = await door.run(scope, door.input.parse(input));
            inside = statements.sent - before;
            return result;
          },
          longMs,
        ),
      );
      all.push({ address, ms, statements: inside });
    }
  } finally {
    statements.stop();
  }
  return all;
}

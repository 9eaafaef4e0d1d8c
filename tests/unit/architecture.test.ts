import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/**
 * The rules of the house, checked over the source itself: who may import whom, what files are called, who makes a
 * scope, what the cellar may not touch. It needs nothing but the file system.
 */
const root = path.resolve(import.meta.dirname, "../..");

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const place = path.join(folder, name);
    if (place === path.join("lib", "db", "generated")) return [];
    if (statSync(path.join(root, place)).isDirectory()) return filesUnder(place);
    return /\.tsx?$/.test(name) ? [place] : [];
  });
}

const files = ["app", "components", "lib", "scripts", "prisma"].flatMap(filesUnder);
const sourceOf = new Map(files.map((file) => [file, readFileSync(path.join(root, file), "utf8")]));

type Import = { from: string; to: string; typeOnly: boolean };

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const pattern =
    /(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
  for (const match of (sourceOf.get(file) ?? "").matchAll(pattern)) {
    const target = match[2] ?? match[3] ?? "";
    const inside = target.startsWith("@/")
      ? target.slice(2)
      : target.startsWith(".")
        ? path.join(path.dirname(file), target)
        : null;
    found.push({
      from: file,
      to: inside === null ? `npm:${target}` : resolve(inside),
      typeOnly: Boolean(match[1]),
    });
  }
  return found;
}

const resolve = (target: string): string =>
  [target, `${target}.ts`, `${target}.tsx`].find((one) => sourceOf.has(one)) ?? target;

const imports = files.flatMap(importsOf);

/** The floors from the cellar up; stairs only go down. Type-only imports carry no code and may look up one floor. */
const cellar = ["metrics", "stats", "period", "format", "errors", "language", "fields"];
const pipes = ["env", "log", "db", "queue", "mail", "sheets"];
const doors = ["auth", "doors"];
/** Rooms call rooms to their left only. */
const rooms = [
  "audit",
  "openapi",
  "workspaces",
  "members",
  "accounts",
  "api-keys",
  "catalogue",
  "touchpoints",
  "customers",
  "orders",
  "contracts",
  "contacts",
  "lifecycle",
  "feedback",
  "segments",
  "filters",
  "views",
  "markers",
  "notices",
  "privacy",
  "retention",
  "expectations",
  "splits",
  "promises",
  "brand",
  "needs",
  "drivers",
  "measures",
  "findings",
  "phasebook",
  "journeys",
  "buying",
  "planned-contacts",
  "dashboards",
  "inventory",
  "reports",
  "sharing",
  "imports",
  "demo",
  "search",
];
const roof = ["jobs"];

const folderOf = (file: string): string | null => /^lib\/([^/]+)\//.exec(file)?.[1] ?? null;

function floorOf(file: string): number {
  if (file.startsWith("app/")) return 60;
  if (file.startsWith("scripts/") || file.startsWith("prisma/")) return 70;
  if (file.startsWith("components/ui/") || file.startsWith("components/charts/")) return 40;
  if (file.startsWith("components/")) return 50;
  const folder = folderOf(file) ?? "";
  if (cellar.includes(folder)) return 0;
  if (pipes.includes(folder)) return 10;
  if (doors.includes(folder)) return 20;
  if (rooms.includes(folder)) return 30;
  if (roof.includes(folder)) return 35;
  return -1;
}

describe("floors", () => {
  test("the imports are really found", () => {
    expect(imports.filter(({ to }) => !to.startsWith("npm:") && sourceOf.has(to)).length).toBeGreaterThan(
      500,
    );
  });

  test("every file lies on a floor", () => {
    expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
  });

  test("imports only go down", () => {
    const up = imports.filter(({ from, to, typeOnly }) => {
      if (to.startsWith("npm:") || to.includes("db/generated") || !/\.(ts|tsx)$/.test(to)) return false;
      return floorOf(to) > floorOf(from) && !typeOnly;
    });
    expect(up.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test("rooms call rooms to their left only", () => {
    const rightward = imports.filter(({ from, to }) => {
      const [a, b] = [rooms.indexOf(folderOf(from) ?? ""), rooms.indexOf(folderOf(to) ?? "")];
      return a >= 0 && b > a && !from.endsWith("/actions.ts");
    });
    expect(rightward.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test("there are no circles, not even of types", () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of imports) {
      if (sourceOf.has(to)) next.set(from, [...(next.get(from) ?? []), to]);
    }
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, trail: string[]) => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      if (done.has(file) || trail.includes(file)) return;
      for (const target of next.get(file) ?? []) walk(target, [...trail, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});

describe("names", () => {
  test("files are kebab-case and say what they hold", () => {
    const special =
      /^(\[.*\]|page|layout|route|not-found|forbidden|unauthorized|error|global-error|loading|icon|globals)$/;
    const wrong = files.filter((file) => {
      const name = path.basename(file).replace(/\.(tsx?|d\.ts)$/, "");
      if (["index", "utils", "helpers", "common", "types"].includes(name)) return true;
      return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && !special.test(name);
    });
    expect(wrong).toEqual([]);
  });

  test("a room has at most six kinds of files", () => {
    const allowed = /^lib\/[^/]+\/(schema|rules|queries|mutations|actions|mail)(\.tsx?$|\/)/;
    const others = files.filter((file) => rooms.includes(folderOf(file) ?? "") && !allowed.test(file));
    expect(others).toEqual([]);
  });
});

describe("the cellar", () => {
  test("metrics are pure: no clock, no I/O, no framework", () => {
    const impure = files
      .filter((file) => /^lib\/(metrics|stats)\//.test(file))
      .filter((file) => {
        const outside = importsOf(file).some(({ to }) => !/^lib\/(metrics|stats)\//.test(to));
        return (
          outside ||
          /\bnew Date\(\)|Date\.now\(|Math\.random\(|process\.|\bfetch\(/.test(sourceOf.get(file) ?? "")
        );
      });
    expect(impure).toEqual([]);
  });
});

describe("one way to do a thing", () => {
  const importers = (what: RegExp) => [
    ...new Set(imports.filter(({ to }) => what.test(to)).map(({ from }) => from)),
  ];

  test("only lib/auth makes a scope, and only doors, commands and planting ask for one", () => {
    const minting = files.filter((file) => /\bas Scope\b/.test(sourceOf.get(file) ?? ""));
    expect(minting).toEqual(["lib/auth/scope.ts"]);
    const asking = imports
      .filter(({ to, typeOnly }) => to === "lib/auth/scope.ts" && !typeOnly)
      .map(({ from }) => from);
    const withScope = asking.filter((file) => /\bwithScope\b/.test(sourceOf.get(file) ?? ""));
    expect(withScope.every((file) => /^lib\/(doors|auth)\//.test(file))).toBe(true);
  });

  test("only lib/auth (and lib/db itself) reaches the client that no workspace binds", () => {
    const users = files.filter((file) => /\bauthDatabase\b/.test(sourceOf.get(file) ?? ""));
    expect(users.filter((file) => !/^lib\/(auth|db)\//.test(file))).toEqual([]);
  });

  test("only components/charts draws with Recharts", () => {
    expect(importers(/^npm:recharts/).filter((file) => !file.startsWith("components/charts/"))).toEqual([]);
  });

  test("programs outside Next.js can run rooms: no next/* below the doors, except in actions", () => {
    const nextUsers = importers(/^npm:(next\/|server-only)/).filter((file) => file.startsWith("lib/"));
    expect(
      nextUsers.filter((file) => !file.startsWith("lib/doors/") && !file.endsWith("actions.ts")),
    ).toEqual([]);
  });

  test("every page and route of a workspace goes through a door", () => {
    const inside = files.filter((file) => /^app\/(w|api\/v1)\/.*(page\.tsx|route\.ts)$/.test(file));
    const bare = inside.filter(
      (file) =>
        !/\bdefine(Page|Route|OpenRoute|BrowserRoute|Upload|BrowserUpload|Export)\b/.test(
          sourceOf.get(file) ?? "",
        ),
    );
    expect(bare).toEqual([]);
  });

  test("numbers are written in lib/format alone, so that no page mixes the readers' ways of writing them", () => {
    const own = /\.toFixed\(|\.toLocale\w*String\(|new Intl\.NumberFormat\(/;
    const shown = files.filter(
      (file) => /^(app|components)\//.test(file) && own.test(sourceOf.get(file) ?? ""),
    );
    expect(shown).toEqual([]);
  });

  test("types are not switched off", () => {
    const off = /@ts-(ignore|nocheck|expect-error)|\bas any\b|[(,<\s]\w+: any[\s,;)>]|eslint-disable/;
    expect(files.filter((file) => off.test(sourceOf.get(file) ?? ""))).toEqual([]);
  });
});

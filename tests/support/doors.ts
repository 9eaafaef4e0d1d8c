import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { z } from "zod";
import type { Permission } from "@/lib/auth/roles";
import type { Door, DoorFacts } from "@/lib/doors/open-door";

const root = path.resolve(import.meta.dirname, "../..");

/** A door found in the source: nobody keeps a list by hand, so none can be forgotten. */
export type FoundDoor = {
  /** "page /w/[workspace]/feedback", "action changeRoleAction", "route POST /api/v1/feedback" */
  name: string;
  kind: string;
  can: Permission | null;
  door: Door<z.ZodType, unknown> | null;
};

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const place = path.join(folder, name);
    return statSync(path.join(root, place)).isDirectory() ? filesUnder(place) : [place];
  });
}

/** Pages, routes and actions that are not behind a door, each with its reason. */
export const openByDesign: Record<string, string> = {
  "page /": "sends everybody to where they belong",
  "page /sign-in": "before there is a session",
  "page /set-up": "only while there is nobody yet",
  "page /forgot-password": "before there is a session",
  "page /reset-password/[token]": "its token is checked",
  "page /invitation/[token]": "its token is checked",
  "page /workspaces": "one's own memberships",
  "page /profile": "one's own account",
  "page /share/[token]": "its token is checked, and its scope reads nothing but one saved view",
  "page /docs/api": "describes the interface and tells nothing of anybody",
  "route GET /api/v1/openapi.json": "describes the interface and tells nothing of anybody",
  "route GET /api/auth/[...nextauth]": "next-auth",
  "route POST /api/auth/[...nextauth]": "next-auth",
};

type Exported = { facts?: DoorFacts; door?: Door<z.ZodType, unknown> };

const address = (file: string): string =>
  `/${path
    .dirname(file)
    .split(path.sep)
    .slice(1)
    .filter((part) => !part.startsWith("("))
    .join("/")}`;

async function load(file: string): Promise<Record<string, Exported>> {
  return (await import(pathToFileURL(path.join(root, file)).href)) as Record<string, Exported>;
}

function found(name: string, exported: Exported): FoundDoor {
  const { facts, door } = exported;
  return {
    name,
    kind: facts?.kind ?? "none",
    can: facts && "can" in facts ? facts.can : null,
    door: door ?? null,
  };
}

export async function findDoors(): Promise<FoundDoor[]> {
  const doors: FoundDoor[] = [];
  for (const file of filesUnder("app")) {
    if (path.basename(file) === "page.tsx") {
      const page = (await load(file)).default;
      if (page) doors.push(found(`page ${address(file)}`, page));
    }
    if (path.basename(file) === "route.ts") {
      for (const [method, handler] of Object.entries(await load(file))) {
        if (/^(GET|POST|PUT|PATCH|DELETE)$/.test(method))
          doors.push(found(`route ${method} ${address(file)}`, handler));
      }
    }
  }
  for (const file of filesUnder("lib").filter((name) => path.basename(name) === "actions.ts")) {
    for (const [name, action] of Object.entries(await load(file)))
      doors.push(found(`action ${name}`, action));
  }
  return doors.sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Who may do what: one table, built up and not copied. A permission is "<noun>:<verb>", the same string in doors and
 * in the interface.
 */
const viewer = [
  "workspace:read",
  "metrics:read",
  "feedback:read",
  "customers:read",
  "touchpoints:read",
  "profile:write",
] as const;
const agent = [...viewer, "feedback:write", "customers:write", "contacts:write"] as const;
const manager = [
  ...agent,
  "feedback:manage",
  "customers:erase",
  "imports:read",
  "imports:write",
  "touchpoints:write",
  "segments:write",
  "markers:write",
  "orders:write",
  "contracts:write",
  "expectations:write",
  "journeys:write",
  "measures:write",
  "shares:write",
] as const;
const admin = [
  ...manager,
  "workspace:manage",
  "members:manage",
  "apiKeys:manage",
  "catalogue:manage",
  "audit:read",
] as const;

/** Who has nothing but a link to a view; no role that a person can be given, and no other door opens to it. */
const guest = ["sharedView:read"] as const;

export type Permission = (typeof admin)[number] | (typeof guest)[number];
export const roles = ["viewer", "agent", "manager", "admin"] as const;
export type Role = (typeof roles)[number];
export type AnyRole = Role | "guest";

export const permissions: readonly Permission[] = admin;

const granted: Record<AnyRole, ReadonlySet<Permission>> = {
  guest: new Set(guest),
  viewer: new Set(viewer),
  agent: new Set(agent),
  manager: new Set(manager),
  admin: new Set(admin),
};

export const may = (role: AnyRole, permission: Permission): boolean => granted[role].has(permission);

export const permissionsOf = (role: Role): Permission[] => [...granted[role]];

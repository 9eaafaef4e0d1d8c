import type { NavIconName } from "@/components/frame/nav-icon";
import type { Permission } from "@/lib/auth/roles";

type PlaceName =
  | "overview"
  | "inventory"
  | "journey"
  | "expectations"
  | "feedback"
  | "customers"
  | "contacts"
  | "segments"
  | "personas"
  | "journeyMap"
  | "retention"
  | "drivers"
  | "report"
  | "measures"
  | "findings"
  | "imports"
  | "touchpoints"
  | "phases"
  | "lists"
  | "products"
  | "markers"
  | "members"
  | "apiKeys"
  | "settings"
  | "audit";

export type Place = {
  /** Its name stands in the texts under `nav`. */
  name: PlaceName;
  /** Below the workspace's address. */
  path: string;
  /** Where its other pages lie. */
  under?: string[];
  icon: NavIconName;
  can: Permission;
  group?: "view" | "people" | "act" | "data" | "admin";
  /** `g` and this letter go there. */
  key?: string;
};

/** The pages of a workspace in the order of the navigation; palette and keys read the same list. */
export const places: readonly Place[] = [
  {
    name: "overview",
    path: "",
    under: ["/breakdown", "/compare"],
    icon: "overview",
    can: "metrics:read",
    key: "o",
  },
  { name: "report", path: "/report", icon: "reports", can: "metrics:read", key: "b" },
  { name: "feedback", path: "/feedback", icon: "feedback", can: "feedback:read", key: "f" },
  { name: "journey", path: "/journey", icon: "phases", can: "metrics:read", group: "view", key: "j" },
  { name: "journeyMap", path: "/journey/map", icon: "journey", can: "metrics:read", group: "view" },
  {
    name: "inventory",
    path: "/touchpoints",
    icon: "touchpoints",
    can: "touchpoints:read",
    group: "view",
    key: "t",
  },
  {
    name: "expectations",
    path: "/expectations",
    icon: "expectations",
    can: "metrics:read",
    group: "view",
    key: "e",
  },
  { name: "drivers", path: "/drivers", icon: "drivers", can: "metrics:read", group: "view", key: "d" },
  {
    name: "customers",
    path: "/customers",
    icon: "customers",
    can: "customers:read",
    group: "people",
    key: "c",
  },
  { name: "contacts", path: "/contacts", icon: "contacts", can: "customers:read", group: "people", key: "k" },
  { name: "segments", path: "/segments", icon: "segments", can: "metrics:read", group: "people", key: "s" },
  { name: "personas", path: "/personas", icon: "personas", can: "metrics:read", group: "people" },
  {
    name: "retention",
    path: "/retention",
    icon: "retention",
    can: "metrics:read",
    group: "people",
    key: "r",
  },
  { name: "measures", path: "/measures", icon: "measures", can: "metrics:read", group: "act", key: "m" },
  { name: "findings", path: "/findings", icon: "findings", can: "metrics:read", group: "act" },
  { name: "imports", path: "/imports", icon: "imports", can: "imports:read", group: "data", key: "i" },
  {
    name: "touchpoints",
    path: "/admin/touchpoints",
    icon: "touchpoints",
    can: "touchpoints:write",
    group: "admin",
  },
  {
    name: "phases",
    path: "/admin/lists/phases",
    icon: "phases",
    can: "catalogue:manage",
    group: "admin",
    key: "p",
  },
  {
    name: "lists",
    path: "/admin/lists/departments",
    under: ["/admin/lists"],
    icon: "departments",
    can: "catalogue:manage",
    group: "admin",
  },
  {
    name: "products",
    path: "/admin/products",
    icon: "products",
    can: "catalogue:manage",
    group: "admin",
  },
  { name: "markers", path: "/admin/markers", icon: "markers", can: "markers:write", group: "admin" },
  { name: "members", path: "/admin/members", icon: "members", can: "members:manage", group: "admin" },
  { name: "apiKeys", path: "/admin/api-keys", icon: "keys", can: "apiKeys:manage", group: "admin" },
  { name: "settings", path: "/admin/settings", icon: "settings", can: "workspace:manage", group: "admin" },
  { name: "audit", path: "/admin/audit", icon: "audit", can: "audit:read", group: "admin" },
];

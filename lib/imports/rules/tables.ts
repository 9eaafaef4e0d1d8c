import type { ImportKind } from "../schema/fields";
import type { Catalogue } from "./names";

/** The kinds whose lines become, or change, one row of one table. Feedback is a ledger, expectations are versions: both have their own way. */
export type TableKind = Exclude<ImportKind, "feedback" | "expectations">;

export type TableColumn = {
  name: string;
  /** As SQL says it. */
  type: string;
  /** What a new row has where the file says nothing, if that is not null. */
  otherwise?: string;
  /** JSON is added to what is there; everything else takes its place. */
  merges?: boolean;
};

/** A column that points to another row, by the name that the file has for it. */
export type TableLink = { name: string; to: "customer" | "company" | "member" | Catalogue; unknown: string };

export type TableSpec = {
  table: string;
  /** The column by which the outside names a row. */
  key: string;
  columns: readonly TableColumn[];
  links: readonly TableLink[];
  /** Columns without which no row can be made, and the field that fills each. */
  needed: readonly { column: string; field: string }[];
  /** Rows count their versions. */
  versioned: boolean;
  /** What must not become of a row: `m` is the row as it would be. */
  refused?: {
    when: string;
    field: string;
    reason: string;
    /** Only where the line changes this column: what stood there before is left alone. */
    changing?: string;
  };
};

const customer: TableLink = { name: "customerId", to: "customer", unknown: "unknownCustomer" };
const touchpoint: TableLink = { name: "touchpointId", to: "touchpoint", unknown: "unknownTouchpoint" };
const channel: TableLink = { name: "channelId", to: "channel", unknown: "unknownChannel" };

export const tables: Record<TableKind, TableSpec> = {
  customers: {
    table: "customer",
    key: "externalId",
    columns: [
      { name: "kind", type: `"CustomerKind"`, otherwise: `'person'` },
      { name: "name", type: "text" },
      { name: "email", type: "text" },
      { name: "phone", type: "text" },
      { name: "phoneDigits", type: "text" },
      { name: "language", type: "text" },
      { name: "country", type: "text" },
      { name: "joinedOn", type: "date" },
      { name: "attributes", type: "jsonb", otherwise: `'{}'`, merges: true },
    ],
    links: [{ name: "companyId", to: "company", unknown: "unknownCustomer" }],
    needed: [],
    versioned: true,
  },
  orders: {
    table: `"order"`,
    key: "externalId",
    columns: [
      { name: "orderedAt", type: "timestamptz" },
      { name: "day", type: "date" },
      { name: "dayOnly", type: "boolean", otherwise: "false" },
      { name: "totalMinor", type: "bigint" },
      { name: "marginMinor", type: "bigint" },
      { name: "status", type: `"OrderStatus"`, otherwise: `'completed'` },
    ],
    links: [customer],
    needed: [
      { column: "customerId", field: "customer" },
      { column: "orderedAt", field: "orderedAt" },
      { column: "totalMinor", field: "total.amount" },
    ],
    versioned: false,
  },
  contracts: {
    table: "contract",
    key: "externalId",
    columns: [
      { name: "plan", type: "text" },
      { name: "startedOn", type: "date" },
      { name: "endsOn", type: "date" },
      { name: "cancelledOn", type: "date" },
      { name: "withdrawnOn", type: "date" },
      { name: "cancellationReason", type: "text" },
      { name: "involuntary", type: "boolean", otherwise: "false" },
      { name: "monthlyRevenueMinor", type: "bigint" },
      { name: "monthlyMarginMinor", type: "bigint" },
    ],
    links: [customer],
    needed: [
      { column: "customerId", field: "customer" },
      { column: "plan", field: "plan" },
      { column: "startedOn", field: "startedOn" },
      { column: "monthlyRevenueMinor", field: "monthlyRevenue.amount" },
    ],
    versioned: false,
    // A contract may end the day before it starts: it was never in force.
    refused: { when: `m."endsOn" < m."startedOn" - 1`, field: "endsOn", reason: "importEndsBeforeStart" },
  },
  contacts: {
    table: "contact",
    key: "externalId",
    columns: [
      { name: "at", type: "timestamptz" },
      { name: "day", type: "date" },
      { name: "dayOnly", type: "boolean", otherwise: "false" },
      { name: "direction", type: `"Direction"` },
      { name: "planned", type: "boolean" },
      { name: "by", type: "text" },
      { name: "outcome", type: "text" },
      { name: "durationSeconds", type: "int" },
      { name: "subject", type: "text" },
    ],
    links: [customer, touchpoint, channel],
    needed: [
      { column: "customerId", field: "customer" },
      { column: "at", field: "at" },
      { column: "direction", field: "direction" },
    ],
    versioned: false,
  },
  touchpoints: {
    table: "touchpoint",
    key: "key",
    columns: [
      { name: "name", type: "text", otherwise: `m."key"` },
      { name: "planned", type: "boolean" },
      { name: "state", type: "text", otherwise: `'listed'` },
      { name: "contactsPerMonth", type: "int" },
    ],
    links: [
      { name: "phaseId", to: "phase", unknown: "unknownPhase" },
      channel,
      { name: "departmentId", to: "department", unknown: "unknownDepartment" },
      { name: "productGroupId", to: "product_group", unknown: "unknownProductGroup" },
      { name: "momentOfTruthId", to: "moment_of_truth", unknown: "importUnknownMoment" },
      { name: "ownerUserId", to: "member", unknown: "importUnknownMember" },
    ],
    needed: [],
    versioned: true,
    refused: {
      when: `exists (select from phase p where p."id" = m."phaseId" and p."retiredAt" is not null)`,
      field: "phase",
      reason: "retiredPhase",
      changing: "phaseId",
    },
  },
};

/** Which columns, or which link, a field fills. */
export const targetsOf: Record<TableKind, Record<string, readonly string[]>> = {
  customers: {
    kind: ["kind"],
    company: ["companyId"],
    name: ["name"],
    email: ["email"],
    phone: ["phone"],
    language: ["language"],
    country: ["country"],
    joinedOn: ["joinedOn"],
  },
  orders: {
    customer: ["customerId"],
    orderedAt: ["orderedAt", "day", "dayOnly"],
    "total.amount": ["totalMinor"],
    "margin.amount": ["marginMinor"],
    status: ["status"],
  },
  contracts: {
    customer: ["customerId"],
    plan: ["plan"],
    startedOn: ["startedOn"],
    endsOn: ["endsOn"],
    cancelledOn: ["cancelledOn"],
    withdrawnOn: ["withdrawnOn"],
    cancellationReason: ["cancellationReason"],
    involuntary: ["involuntary"],
    "monthlyRevenue.amount": ["monthlyRevenueMinor"],
    "monthlyMargin.amount": ["monthlyMarginMinor"],
  },
  contacts: {
    customer: ["customerId"],
    touchpoint: ["touchpointId"],
    channel: ["channelId"],
    at: ["at", "day", "dayOnly"],
    direction: ["direction"],
    planned: ["planned"],
    by: ["by"],
    outcome: ["outcome"],
    durationSeconds: ["durationSeconds"],
    subject: ["subject"],
  },
  touchpoints: {
    name: ["name"],
    phase: ["phaseId"],
    channel: ["channelId"],
    department: ["departmentId"],
    productGroup: ["productGroupId"],
    momentOfTruth: ["momentOfTruthId"],
    owner: ["ownerUserId"],
    planned: ["planned"],
    state: ["state"],
    contactsPerMonth: ["contactsPerMonth"],
  },
};

/** The field behind a link, for error lists. */
export function fieldOfLink(kind: TableKind, link: TableLink): string {
  return Object.entries(targetsOf[kind]).find(([, targets]) => targets.includes(link.name))?.[0] ?? link.name;
}

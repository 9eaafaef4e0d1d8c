import type { ListExport } from "@/lib/doors/list-export";
import type { AuditInput } from "../schema";
import { type AuditRow, streamAudit } from "./list-audit";

/** The log as a file, as it was written: for whoever has to check it. */
export const auditExport: ListExport<AuditInput, AuditRow> = {
  name: "audit",
  columns: [
    { key: "at", kind: "instant", value: ({ at }) => at },
    { key: "who", value: ({ actor, actorKind }) => actor ?? actorKind },
    { key: "action", value: ({ action }) => action },
    { key: "subject", value: ({ subject }) => subject },
    { key: "detail", value: ({ detail }) => (detail ? JSON.stringify(detail) : null) },
  ],
  rows: streamAudit,
};

import { Prisma } from "./generated/client";

const named = (record: unknown): boolean =>
  typeof record === "object" &&
  record !== null &&
  (typeof (record as { workspaceId?: unknown }).workspaceId === "number" ||
    Object.entries(record).some(
      ([key, value]) =>
        key.startsWith("workspaceId_") &&
        typeof (value as { workspaceId?: unknown } | null)?.workspaceId === "number",
    ));

/** Models whose rows belong to one workspace. Workspace itself is reached by its id. */
const tenantModels: ReadonlySet<string> = new Set(
  Object.entries(Prisma)
    .filter(([name]) => name.endsWith("ScalarFieldEnum"))
    .filter(([, fields]) => typeof fields === "object" && fields !== null && "workspaceId" in fields)
    .map(([name]) => name.replace(/ScalarFieldEnum$/, "")),
);

/** Thrown when a query names no workspace: a bug in the calling room, never a mistake of the user. */
export class UnscopedQueryError extends Error {
  override readonly name = "UnscopedQueryError";
}

function check(model: string, operation: string, args: Record<string, unknown>): void {
  if (model === "Workspace") {
    const where = args.where as { id?: unknown } | undefined;
    const data = args.data as { id?: unknown } | undefined;
    if (typeof where?.id === "number" || typeof data?.id === "number") return;
    throw new UnscopedQueryError(`Workspace.${operation} names no workspace id.`);
  }
  if (!tenantModels.has(model)) {
    throw new UnscopedQueryError(`${model} has no workspace; only lib/auth may read it.`);
  }
  const places: unknown[] =
    operation === "create"
      ? [args.data]
      : operation.startsWith("createMany")
        ? [args.data].flat()
        : operation === "upsert"
          ? [args.where, args.create]
          : [args.where];
  if (places.length === 0 || !places.every(named)) {
    throw new UnscopedQueryError(`${model}.${operation} names no workspaceId.`);
  }
}

/**
 * Second lock of tenancy: refuses, before it reaches the database, a query that does not say which workspace it is
 * about. It adds nothing silently, so what a query does can be read where it is written.
 */
export const workspaceGuard = Prisma.defineExtension({
  name: "workspace-guard",
  query: {
    $allModels: {
      $allOperations({ model, operation, args, query }) {
        check(model, operation, (args ?? {}) as Record<string, unknown>);
        return query(args);
      },
    },
  },
});

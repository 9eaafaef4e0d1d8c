import type { PoolClient } from "pg";
import { inWorkspace, inWorkspaceBulk, type WorkspaceDatabase } from "@/lib/db/client";
import type { AnyRole } from "./roles";

/** Who acts: a signed-in person, a program with a key, the job worker, or somebody with a link to a shared view. */
export type Actor =
  | { kind: "user"; id: number; name: string }
  | { kind: "apiKey"; id: number; name: string }
  | { kind: "job"; id: number; name: string }
  | { kind: "share"; id: number; name: string };

export type WorkspaceFacts = {
  workspaceId: number;
  slug: string;
  workspaceName: string;
  /** IANA name; decides what "a day" is. */
  timeZone: string;
  /** ISO 4217 */
  currency: string;
  /** The workspace's own language: names without a translation are in it. */
  workspaceLocale: string;
};

/** What admission found out, before any transaction: the membership row decided it, never a token. */
export type Admission = WorkspaceFacts & { role: AnyRole; actor: Actor; locale: string };

declare const minted: unique symbol;

/**
 * The key to a workspace's data: without one no room can be entered. It carries the database handle of its own
 * transaction, so a room needs no client of its own. Only lib/auth makes one.
 */
export type Scope = Admission & {
  db: WorkspaceDatabase;
  /**
   * Bulk work in a transaction of its own (COPY and statements with thousands of values), under the same policies.
   */
  bulk<T>(run: (client: PoolClient) => Promise<T>): Promise<T>;
  readonly [minted]: true;
};

/** Opens one short transaction and hands over a scope that is valid until it ends. */
export async function withScope<T>(
  admission: Admission,
  run: (scope: Scope) => Promise<T>,
  timeoutMs?: number,
): Promise<T> {
  return inWorkspace(
    admission.workspaceId,
    (db) =>
      run({
        ...admission,
        db,
        bulk: (work: (client: PoolClient) => Promise<unknown>) =>
          inWorkspaceBulk(admission.workspaceId, work),
      } as Scope),
    timeoutMs,
  );
}

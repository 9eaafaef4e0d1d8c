import { admit } from "./admission";
import { type Scope, withScope } from "./scope";

/**
 * A scope for what nobody at a browser does: founding a workspace, the command line, planting the demo company. It has
 * the rights of an admin inside this one workspace.
 */
export async function asSystem<T>(
  workspaceId: number,
  run: (scope: Scope) => Promise<T>,
  timeoutMs = 120_000,
): Promise<T> {
  return withScope(await admit({ kind: "job", workspaceId }), run, timeoutMs);
}

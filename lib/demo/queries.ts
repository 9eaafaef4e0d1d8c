import type { Scope } from "@/lib/auth/scope";

export type DemoState = "none" | "unfinished" | "planted";

/**
 * Whether the workspace holds the demo company. Unfinished: founded for it, but nothing of its history is there, because
 * a start was cut off or an earlier version planted none.
 */
export async function demoState({ db, workspaceId }: Scope): Promise<DemoState> {
  const { demoPlantedAt } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { demoPlantedAt: true },
  });
  if (demoPlantedAt) return "planted";
  const [customer, feedback] = [
    await db.customer.findFirst({ where: { workspaceId }, select: { id: true } }),
    await db.feedback.findFirst({ where: { workspaceId }, select: { id: true } }),
  ];
  return customer || feedback ? "none" : "unfinished";
}

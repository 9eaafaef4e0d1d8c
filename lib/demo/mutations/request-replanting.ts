import type { Scope } from "@/lib/auth/scope";
import { addJob } from "@/lib/queue/add-job";
import { getDemo } from "../queries";

export const replantJob = "replant-demo";

/** The worker plants it: that takes longer than anybody should wait for a form. @throws AppError `notFound` */
export async function requestReplanting(scope: Scope): Promise<void> {
  await getDemo(scope);
  await addJob(scope, replantJob, {}, replantJob);
}

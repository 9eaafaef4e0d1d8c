import type { Job } from "@/lib/doors/define-job";

/** Every kind of job there is. */
export const jobs: readonly Job[] = [];

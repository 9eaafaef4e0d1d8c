import { z } from "zod";
import { defineJob } from "@/lib/doors/define-job";
import { mailNextReader, mondayMailJob } from "@/lib/reports/mutations/mail-next-reader";

/** Every Monday morning of a workspace, a mail a step. */
export const mailOnMonday = defineJob({
  name: mondayMailJob,
  input: z.object({}),
  run: (scope) => mailNextReader(scope),
});

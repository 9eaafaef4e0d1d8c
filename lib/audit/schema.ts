import { z } from "zod";

const several = (item: z.ZodType<string>) =>
  z.preprocess(
    (value) => (value === undefined ? undefined : [value].flat()),
    z.array(item).max(100).optional(),
  );

export const auditInput = z.object({
  noun: several(z.string().max(60)),
  person: several(z.uuid()),
  /** Key or name of one thing: its own history. */
  subject: z.string().max(200).optional(),
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
export type AuditInput = z.output<typeof auditInput>;

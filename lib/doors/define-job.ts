import { z } from "zod";
import { admit } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { parseInput } from "./open-door";

/**
 * One step of a job, in one transaction. `"again"` asks for another step: long work commits piece by piece, so a worker
 * that dies loses at most one step.
 */
type Step<Input> = (scope: Scope, input: Input) => Promise<"done" | "again">;

export type Job = {
  name: string;
  perform: (payload: unknown, shouldStop: () => boolean) => Promise<"done" | "again">;
};

const payloadSchema = z.object({ workspaceId: z.number().int(), input: z.unknown() });

export function defineJob<Schema extends z.ZodType>(spec: {
  name: string;
  input: Schema;
  run: Step<z.output<Schema>>;
  stepTimeoutMs?: number;
}): Job {
  return {
    name: spec.name,
    async perform(payload, shouldStop) {
      const { workspaceId, input: raw } = payloadSchema.parse(payload);
      const admission = await admit({ kind: "job", workspaceId });
      const input = parseInput(spec.input, raw, "en");
      for (;;) {
        const outcome = await withScope(
          admission,
          (scope) => spec.run(scope, input),
          spec.stepTimeoutMs ?? 120_000,
        );
        if (outcome === "done" || shouldStop()) return outcome;
      }
    },
  };
}

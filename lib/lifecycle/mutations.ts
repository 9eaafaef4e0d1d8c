import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { holdCustomers } from "@/lib/customers/queries";
import { type RowTable, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import { Lookup, refuse, saidOr } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import { parseMoment } from "@/lib/period/local-day";
import { holdClock } from "@/lib/workspaces/queries/hold-clock";
import { getPhaseMove } from "./queries";
import { type PhaseMoveInput, phaseMoveInput } from "./schema";

type PhaseMoveState = {
  customerId: number;
  phaseId: number;
  at: string;
  day: string;
  dayOnly: boolean;
  reason: string | null;
};

const phaseMoves: RowTable<PhaseMoveState> = {
  table: "phase_move",
  key: ["customerId", "phaseId", "at"],
  columns: {
    customerId: "int",
    phaseId: "int",
    at: "timestamptz",
    day: "date",
    dayOnly: "boolean",
    reason: "text",
  },
};

/** What has been may still be told of a phase that was retired since; nobody enters it any more. */
export async function savePhaseMoves(scope: Scope, inputs: readonly PhaseMoveInput[]): Promise<Saved[]> {
  const { timeZone } = await holdClock(scope);
  const customers = await holdCustomers(
    scope,
    inputs.map(({ customer }) => customer),
  );
  const phases = await resolveKeys(
    scope,
    "phase",
    inputs.map(({ phase }) => phase),
  );
  const retired = await retiredOf(scope, [...phases.values()]);
  return saveRows(
    scope,
    phaseMoves,
    inputs.map((said) => {
      const lookup = new Lookup();
      const customerId = lookup.find(customers, said.customer, "customer", "unknownCustomer")?.id;
      const phaseId = lookup.find(phases, said.phase, "phase", "unknownPhase");
      const moment = parseMoment(said.at, timeZone);
      if (!moment) lookup.refuse("at", "notAMoment");
      const refusal = lookup.refusal();
      if (refusal || !customerId || !phaseId || !moment) {
        return {
          key: null,
          change: () => {
            if (!refusal) throw new Error("A phase move lacks what it needs.");
            return refusal;
          },
        };
      }
      const at = moment.at.toISOString();
      const retiredAt = retired.get(phaseId);
      return {
        key: [customerId, phaseId, at],
        change: (before) => {
          if (!before && retiredAt && moment.at >= retiredAt) return refuse({ phase: "retiredPhase" });
          return {
            customerId,
            phaseId,
            at,
            day: before?.day ?? moment.day,
            dayOnly: before?.dayOnly ?? moment.dayOnly,
            reason: orNull(saidOr(said.reason, before?.reason ?? null)),
          };
        },
      };
    }),
  );
}

/** Since when these phases are retired; those in use are missing from the map. */
async function retiredOf({ db, workspaceId }: Scope, ids: readonly number[]): Promise<Map<number, Date>> {
  const rows = await db.phase.findMany({
    where: { workspaceId, id: { in: [...ids] }, retiredAt: { not: null } },
    select: { id: true, retiredAt: true },
  });
  return new Map(rows.flatMap(({ id, retiredAt }) => (retiredAt ? [[id, retiredAt] as const] : [])));
}

export const postPhaseMoves = postOneOrMany({
  item: phaseMoveInput,
  save: savePhaseMoves,
  get: getPhaseMove,
});

import { asSystem } from "@/lib/auth/system";
import { fitBgNbd } from "@/lib/metrics/bg-nbd-fit";
import { localDay } from "@/lib/period/local-day";
import { countHistories } from "@/lib/retention/queries/count-histories";
import { count, inTime, type Line, requireSame, timed } from "./report";
import type { Stage } from "./stage";

const longMs = 600_000;
const mebibyte = 1024 * 1024;

/** The model of buying over all customers: how long it takes, and what it needs of memory. */
export async function measureHistories(stage: Stage, workspaceId: number): Promise<Line[]> {
  const lastDay = localDay(new Date(), "Europe/Berlin");
  globalThis.gc?.();
  const before = memory();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, memory());
  }, 20);
  const counted = await timed(() =>
    asSystem(workspaceId, (scope) => countHistories(scope, { lastDay, filter: {} }), longMs),
  );
  const histories = counted.result;
  const fit = await timed(async () => fitBgNbd(histories));
  clearInterval(watch);
  most = Math.max(most, memory());
  const { rows } = await stage.owner.query(
    `select count(distinct "customerId")::int as n from "order"
     where "workspaceId" = $1 and "status" = 'completed' and "day" <= $2`,
    [workspaceId, lastDay],
  );
  requireSame("customers of the model", histories.customers, rows[0].n);
  return [
    {
      what: `${count(histories.customers)} customers counted as ${count(histories.length)} histories`,
      ours: inTime(counted.ms),
      opponent: "",
      ratio: "",
    },
    {
      what: `BG/NBD fitted (r ${fit.result?.r.toFixed(3)}, a ${fit.result?.a.toFixed(3)}), at most ${Math.round((most - before) / mebibyte)} MB more memory`,
      ours: inTime(fit.ms),
      opponent: "",
      ratio: "",
    },
  ];
}

const memory = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

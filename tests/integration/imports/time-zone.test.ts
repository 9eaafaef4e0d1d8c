import { describe, expect, it } from "vitest";
import { admit } from "@/lib/auth/admission";
import { withScope } from "@/lib/auth/scope";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { undoImport } from "@/lib/imports/mutations/undo-import";
import { changeTimeZone } from "@/lib/jobs/change-time-zone";
import { savePhaseMoves } from "@/lib/lifecycle/mutations";
import { moveToNextTimeZone, requestTimeZone } from "@/lib/workspaces/mutations/change-time-zone";
import { countMoved } from "@/lib/workspaces/queries/days-moved";
import { loadTimeZone } from "@/lib/workspaces/queries/load-time-zone";
import { fingerprint } from "@/tests/support/canaries";
import { counts, countsOf, ownImports, type Said } from "./workspace";

const imports = ownImports();
const [berlin, auckland] = ["Europe/Berlin", "Pacific/Auckland"];

/** Around midnight of either zone, in winter and in summer, at the end of months; and dates without a time. */
const moments = [
  "2025-01-31T23:30:00Z",
  "2025-01-31T22:30:00Z",
  "2025-01-31T10:30:00Z",
  "2025-01-31T11:00:00Z",
  "2025-06-30T22:00:00Z",
  "2025-06-30T21:59:59Z",
  "2025-04-05T13:30:00Z",
  "2025-01-31",
  "2025-02-01",
];
const feedbackFile = `at,nps\n${moments.map((at, n) => `${at},${n}`).join("\n")}\n`;
const feedback: Said = {
  mapping: { answeredAt: "at", answers: [{ metric: "nps", column: "nps" }] },
  options: { defaults: { technique: "survey" } },
};
const contactFile = `at,who\n${moments.map((at, n) => `${at},c${n}`).join("\n")}\n`;
const contacts: Said = {
  kind: "contacts",
  mapping: { at: "at", customer: "who" },
  options: { createMissing: ["customers"], defaults: { direction: "in" } },
};
const orders: Said = {
  kind: "orders",
  mapping: { externalId: "no", orderedAt: "at", customer: "who", "total.amount": "sum" },
  options: { createMissing: ["customers"] },
};
const orderFile = (sum: number) =>
  `no,at,who,sum\n${moments.map((at, n) => `o${n},${at},c${n},${sum}`).join("\n")}\n`;

async function filled(timeZone: string): Promise<number> {
  const workspace = await imports.newWorkspace({ timeZone });
  await imports.run(workspace, feedback, feedbackFile);
  await imports.run(workspace, contacts, contactFile);
  await imports.run(workspace, orders, orderFile(10));
  await imports.inScope(workspace, async (scope) => {
    await scope.db.phase.create({ data: { workspaceId: workspace, key: "won", name: "Won", position: 1 } });
    await savePhaseMoves(
      scope,
      moments.map((at, n) => ({ customer: `ext:c${n}`, phase: "won", at })),
    );
    await recordFeedbackItems(scope, sent);
  });
  return workspace;
}
const sent = ["2025-03-31", "2025-03-31T23:30:00Z"].map((answeredAt, n) => ({
  submissionKey: `sent-${n}`,
  technique: "survey",
  answeredAt,
  answers: [{ metric: "csat", scale: "1-5", value: 4 }],
}));

/** Instants and days of everything, and how many answers each month has. */
const daysOf = (workspace: number) =>
  imports.inScope(
    workspace,
    ({ db }) =>
      db.$queryRaw`
      select what, at::text, day::text, "dayOnly", count(*)::int as count from (
        select 'feedback' as what, "answeredAt" as at, "day", "dayOnly" from feedback where "workspaceId" = ${workspace}
        union all select 'contact', "at", "day", "dayOnly" from contact where "workspaceId" = ${workspace}
        union all select 'order', "orderedAt", "day", "dayOnly" from "order" where "workspaceId" = ${workspace}
        union all select 'move', "at", "day", "dayOnly" from phase_move where "workspaceId" = ${workspace}
        union all select 'month of answers', null, date_trunc('month', "day")::date, null from answer
          where "workspaceId" = ${workspace}) t
      group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  );

const ask = (workspace: number, timeZone: string, from: string) =>
  imports.inScope(workspace, (scope) => requestTimeZone(scope, { timeZone, from }));
const work = (workspace: number) =>
  changeTimeZone.perform({ workspaceId: workspace, input: {} }, () => false);
async function change(workspace: number, timeZone: string, from: string): Promise<void> {
  await ask(workspace, timeZone, from);
  expect(await work(workspace)).toBe("done");
}

describe("another time zone", () => {
  it("gives every fact the day of a fresh import there, and back again what it had", async () => {
    const [here, there, other] = [await filled(berlin), await filled(auckland), await filled(berlin)];
    const before = await daysOf(here);
    const bystander = await fingerprint(imports.database().ownerUrl, other);
    expect(await daysOf(there)).not.toEqual(before);

    const expected = await imports.inScope(here, (scope) => countMoved(scope, auckland));
    expect(expected).toEqual({ feedback: 4, contacts: 4, orders: 4, phaseMoves: 4 });
    await change(here, auckland, berlin);
    expect(await daysOf(here)).toEqual(await daysOf(there));
    const page = await imports.inScope(here, (scope) => loadTimeZone(scope, { zone: berlin }));
    expect(page).toMatchObject({
      timeZone: auckland,
      next: null,
      moved: expected,
      last: { from: berlin, to: auckland, ...expected },
    });

    // What comes once more is known, whether it has a key of its own or not.
    const again = await imports.run(here, feedback, feedbackFile);
    expect(countsOf(again)).toEqual(counts({ duplicate: moments.length }));
    expect(countsOf(await imports.run(here, contacts, contactFile))).toEqual(
      counts({ duplicate: moments.length }),
    );
    expect(countsOf(await imports.run(here, orders, orderFile(10)))).toEqual(
      counts({ unchanged: moments.length }),
    );
    const resent = await imports.inScope(here, (scope) => recordFeedbackItems(scope, sent));
    expect(resent.map(({ status }) => status)).toEqual(["duplicate", "duplicate"]);

    await change(here, berlin, auckland);
    expect(await daysOf(here)).toEqual(before);
    expect(await fingerprint(imports.database().ownerUrl, other)).toEqual(bystander);
  });

  it("takes an import back to the days of the new zone", async () => {
    const [here, there] = [await filled(berlin), await filled(auckland)];
    const second = await imports.run(here, orders, orderFile(20));
    expect(second.updated).toBe(moments.length);
    await change(here, auckland, berlin);
    await imports.inScope(here, (scope) => undoImport(scope, { id: second.id }));
    expect(await daysOf(here)).toEqual(await daysOf(there));
  });

  it("comes whole or not at all, and what is written meanwhile gets the right day", async () => {
    const here = await filled(berlin);
    const before = await daysOf(here);
    await ask(here, auckland, berlin);
    const cutOff = imports.inScope(here, async (scope) => {
      await moveToNextTimeZone(scope);
      throw new Error("killed");
    });
    await expect(cutOff).rejects.toThrow("killed");
    expect(await daysOf(here)).toEqual(before);

    const late = await admit({ kind: "job", workspaceId: here });
    const late23 = (key: string) => [{ ...sent[1], submissionKey: key }];
    let working: Promise<unknown> = Promise.resolve();
    await imports.inScope(here, async (scope) => {
      await recordFeedbackItems(scope, late23("meanwhile"));
      working = work(here);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const [{ timeZone } = { timeZone: "" }] = await scope.db.$queryRaw<{ timeZone: string }[]>`
        select "timeZone" from workspace where "id" = ${here}`;
      expect(timeZone).toBe(berlin);
    });
    await working;
    // The door was opened before the change was done.
    await withScope(late, (scope) => recordFeedbackItems(scope, late23("late")));
    const days = await imports.inScope(here, ({ db }) =>
      db.feedback.findMany({
        where: { workspaceId: here, submissionKey: { in: ["meanwhile", "late"] } },
        select: { day: true },
      }),
    );
    expect(days.map(({ day }) => day.toISOString().slice(0, 10))).toEqual(["2025-04-01", "2025-04-01"]);
  });

  it("is refused in a sentence beside another change or an import", async () => {
    const here = await filled(berlin);
    await expect(ask(here, berlin, berlin)).rejects.toMatchObject({
      details: { fields: { timeZone: "timeZoneSame" } },
    });
    const importId = await imports.start(here, contacts, contactFile);
    await expect(ask(here, auckland, berlin)).rejects.toMatchObject({ reason: "timeZoneImports" });
    await imports.finish(here, importId);
    await ask(here, auckland, berlin);
    await expect(ask(here, "Asia/Tokyo", berlin)).rejects.toMatchObject({ reason: "timeZoneMoving" });
    await expect(imports.start(here, contacts, contactFile)).rejects.toMatchObject({
      reason: "timeZoneMoving",
    });
    await work(here);
    await expect(ask(here, "Asia/Tokyo", berlin)).rejects.toMatchObject({ reason: "changedMeanwhile" });
  });
});

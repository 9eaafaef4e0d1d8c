import { beforeAll, describe, expect, test } from "vitest";
import { rowsAddress } from "@/components/expectations/gap-addresses";
import { loadFeedbackList } from "@/lib/dashboards/queries/load-feedback-list";
import { feedbackListInput } from "@/lib/dashboards/schema";
import { AppError } from "@/lib/errors/app-error";
import {
  endExpectation,
  setExpectation,
  undoExpectation,
} from "@/lib/expectations/mutations/set-expectation";
import { listGaps } from "@/lib/expectations/queries/list-gaps";
import {
  type SetExpectationInput,
  setExpectationInput,
  undoExpectationInput,
} from "@/lib/expectations/schema";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { recordFeedbackInput } from "@/lib/feedback/schema";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "@/tests/support/world";

ownDatabase();

let here: TestWorkspace;
const period = { from: "2026-01-01", to: "2026-04-01" };

beforeAll(async () => {
  here = await foundWorkspace("here");
  await here.asSystem(async ({ db, workspaceId }) => {
    await db.touchpoint.createMany({
      data: ["hotline", "letter", "chat", "empty"].map((key) => ({ workspaceId, key, name: key })),
    });
    const is = (value: string) => ({ all: [{ about: "attribute", key: "kind", op: "is", value }] });
    await db.segment.createMany({
      data: [
        { workspaceId, key: "small", name: "Small", leading: true, position: 0, rule: is("small") },
        { workspaceId, key: "large", name: "Large", leading: true, position: 1, rule: is("large") },
      ],
    });
    await db.customer.createMany({
      data: Array.from({ length: 60 }, (_, n) => ({
        workspaceId,
        externalId: `c${n}`,
        name: `C ${n}`,
        attributes: { kind: ["small", "large", "none"][n % 3] ?? "" },
      })),
    });
  });
  const said = Array.from({ length: 60 }, (_, n) => ({
    submissionKey: `r${n}`,
    technique: "survey",
    customer: `ext:c${n}`,
    answeredAt: "2026-02-10",
    answers: [
      { metric: "csat", touchpoint: "hotline", value: 1 + (n % 5) },
      { metric: "ces", scale: "EFFORT_1_7", touchpoint: "chat", value: 3 + (n % 3) },
      ...(n < 4 ? [{ metric: "csat", touchpoint: "letter", value: 5 }] : []),
    ],
  }));
  await record(here, said);
}, 120_000);

const record = (where: TestWorkspace, items: unknown[]) =>
  where.asSystem((scope) =>
    recordFeedbackItems(scope, items.map((item) => recordFeedbackInput.parse(item)) as never),
  );

const set = (said: Partial<SetExpectationInput> & { validFrom: string }) =>
  here.asSystem((scope) => setExpectation(scope, setExpectationInput.parse({ ...said })));

async function refusedBy(doing: Promise<unknown>): Promise<unknown> {
  const refusal = await doing.then(
    () => null,
    (error) => error,
  );
  return refusal instanceof AppError ? refusal.details.fields : refusal;
}

async function gaps(where = here, over = period) {
  return where.asSystem(async (scope) => {
    const places = await readPlaces(scope);
    const list = await listGaps(scope, { period: over, places });
    const touchpoint = new Map(places.touchpoints.map(({ id, key }) => [id, key]));
    const segment = new Map(list.segments.map(({ id, key }) => [id, key]));
    return (name: string) =>
      list.rows.find(
        (row) =>
          `${row.segmentId === null ? "all" : segment.get(row.segmentId)} ${touchpoint.get(row.touchpointId)}` ===
          name,
      );
  });
}

describe("what is expected", () => {
  test("is inherited from all to the touchpoint to the segment, each value by itself, as of the period's last day", async () => {
    expect((await gaps())("small hotline")?.verdict).toBe("noExpectation");
    await set({ expected: 3, importance: 2, validFrom: "2025-01-01" });
    expect((await gaps())("small hotline")?.expected).toMatchObject({ value: 3, from: "workspace" });
    await set({ touchpoint: "hotline", expected: 4, validFrom: "2025-06-01" });
    await set({
      touchpoint: "hotline",
      segment: "small",
      expected: 4.5,
      importance: 5,
      validFrom: "2026-03-31",
    });
    await set({ touchpoint: "hotline", segment: "small", expected: 5, validFrom: "2026-04-01" });
    const find = await gaps();
    expect(find("small hotline")?.expected).toMatchObject({ value: 4.5, from: "segmentTouchpoint" });
    expect(find("small hotline")?.importance?.value).toBe(5);
    expect(find("large hotline")?.expected).toMatchObject({ value: 4, from: "touchpoint" });
    expect(find("large hotline")?.importance).toMatchObject({ value: 2, from: "workspace" });
    // 20 small at 4.5, 20 large and 20 in no segment at 4.
    expect(find("all hotline")?.gap?.expected).toBeCloseTo((20 * 4.5 + 40 * 4) / 60, 10);
    expect(find("all hotline")?.experience.n).toBe(60);
    const before = await gaps(here, { from: "2025-01-01", to: "2026-03-31" });
    expect(before("small hotline")?.expected).toMatchObject({ value: 4, from: "touchpoint" });
  });

  test("says nothing below five answers, and that nobody answered where nobody did", async () => {
    const find = await gaps();
    expect(find("all letter")).toMatchObject({ thin: "suppressed", gap: null, verdict: "notYetCertain" });
    expect(find("all letter")?.experience).toEqual({ n: 4, mean: null, interval: null, tally: {} });
    expect(find("all empty")).toMatchObject({ verdict: "nobodyAnswered", gap: null });
  });

  test("of effort is exceeded by less of it", async () => {
    await set({ touchpoint: "chat", expected: 5.5, validFrom: "2025-01-01" });
    expect((await gaps())("all chat")).toMatchObject({ question: { metric: "ces" }, verdict: "exceeded" });
    await set({ touchpoint: "chat", expected: 2, validFrom: "2025-01-02" });
    expect((await gaps())("all chat")?.verdict).toBe("missed");
  });

  test("ends, and can be taken back", async () => {
    const undo = await here.asSystem((scope) =>
      endExpectation(scope, { touchpoint: "hotline", segment: "small", validFrom: "2026-03-31" }).catch(
        () => null,
      ),
    );
    // That day has its version already; the day before it there is nothing of its own.
    expect(undo).toBeNull();
    const end = (validFrom: string) =>
      here.asSystem((scope) => endExpectation(scope, { touchpoint: "chat", segment: null, validFrom }));
    expect(await refusedBy(end("2024-01-01"))).toEqual({ validFrom: "expectationNothingToEnd" });
    const ended = await end("2026-02-01");
    expect((await gaps())("all chat")?.verdict).toBe("noExpectation");
    const before = undoExpectationInput.parse(ended);
    await here.asSystem((scope) => undoExpectation(scope, before));
    expect((await gaps())("all chat")?.verdict).toBe("missed");
    expect(await here.asSystem((scope) => undoExpectation(scope, before)).catch((e) => e.code)).toBe(
      "notFound",
    );
  });
});

describe("is refused with a sentence", () => {
  const on = { validFrom: "2026-01-15" };
  test.each([
    [{ ...on, touchpoint: "hotline", metric: "nps", expected: 50 / 10 }, { expected: "expectationNps" }],
    [
      { ...on, touchpoint: "hotline", metric: "csat", scale: "1-7", expected: 6 },
      { expected: "expectationScale" },
    ],
    [
      { ...on, touchpoint: "chat", metric: "csat", scale: "1-5", expected: 4 },
      { expected: "expectationScale" },
    ],
    [{ ...on, touchpoint: "hotline", expected: 5.5 }, { expected: "expectationOffScale" }],
    [{ ...on, touchpoint: "hotline" }, { expected: "expectationEmpty" }],
    [{ ...on, segment: "small", expected: 4 }, { touchpoint: "expectationNeedsTouchpoint" }],
    [{ ...on, touchpoint: "gone", expected: 4 }, { touchpoint: "unknownTouchpoint" }],
    [{ ...on, touchpoint: "hotline", segment: "gone", expected: 4 }, { segment: "unknownSegment" }],
    [{ validFrom: "2025-06-01", touchpoint: "hotline", expected: 4.2 }, { validFrom: "expectationSameDay" }],
  ] as [Parameters<typeof set>[0], object][])("%j", async (said, fields) => {
    expect(await refusedBy(set(said))).toEqual(fields);
  });
});

describe("the number of answers", () => {
  test("leads to exactly these rows, for a segment and for all", async () => {
    await here.asSystem(async (scope) => {
      const places = await readPlaces(scope);
      const { rows, segments } = await listGaps(scope, { period, places });
      for (const row of rows.filter(({ experience }) => experience.n > 0)) {
        const touchpoint = places.touchpoints.find(({ id }) => id === row.touchpointId)?.key ?? "";
        const search = new URL(
          rowsAddress("here", row, { filter: {}, touchpoint, segments, period }),
          "http://x",
        ).searchParams;
        const { total } = await loadFeedbackList(scope, feedbackListInput.parse(Object.fromEntries(search)));
        expect([touchpoint, row.segmentId, total]).toEqual([touchpoint, row.segmentId, row.experience.n]);
      }
    });
  });
});

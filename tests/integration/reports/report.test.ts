import { beforeAll, expect, test } from "vitest";
import { prepareReport } from "@/components/reports/prepare-report";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { metrics, scales } from "@/lib/feedback/rules/codes";
import { translator } from "@/lib/language/translator";
import { addDays, addMonths, localDay } from "@/lib/period/local-day";
import { loadReport, type ReportData } from "@/lib/reports/queries/load-report";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;
let report: ReportData;
const today = localDay(new Date(), "Europe/Berlin");
const month = addMonths(`${today.slice(0, 7)}-01`, -1);
const badDay = addDays(today, -300);

/** Sixty customers; thirty were let down by the hotline 300 days ago, and fifteen of them left within 180 days. */
beforeAll(async () => {
  here = await foundWorkspace("here");
  await here.asSystem(async ({ db, workspaceId }) => {
    await db.touchpoint.createMany({
      data: ["hotline", "shop"].map((key) => ({ workspaceId, key, name: key })),
    });
    const hotline = await db.touchpoint.findFirstOrThrow({ where: { workspaceId, key: "hotline" } });
    const usage = await db.phase.findFirstOrThrow({ where: { workspaceId, key: "usage" } });
    await db.expectation.create({
      data: {
        ...{ workspaceId, metric: metrics.codeOf("csat"), scale: scales.codeOf("1-5") },
        ...{ expected: 4, importance: 5, validFrom: new Date("2020-01-01") },
      },
    });
    await db.measure.create({
      data: {
        ...{ workspaceId, name: "Second level at once", phaseId: usage.id, touchpointId: hotline.id },
        ...{ state: "running", ownerName: "Ada" },
      },
    });
    await db.customer.createMany({
      data: Array.from({ length: 60 }, (_, n) => ({ workspaceId, externalId: `c${n}` })),
    });
    const customers = await db.customer.findMany({
      where: { workspaceId },
      orderBy: { id: "asc" },
      take: 60,
    });
    await db.contract.createMany({
      data: customers.map(({ id }, n) => ({
        ...{ workspaceId, customerId: id, plan: "basic", monthlyRevenueMinor: 2_000n },
        startedOn: new Date(addDays(today, -600)),
        endsOn: n < 15 || n === 40 ? new Date(addDays(badDay, 100)) : null,
      })),
    });
  });
  await here.asSystem(async (scope) => {
    const said = (key: string, n: number, touchpoint: string, answeredAt: string, value: number) => ({
      submissionKey: key,
      technique: "survey" as const,
      occasion: "contact" as const,
      customer: `ext:c${n}`,
      ...{ answeredAt, touchpoint },
      answers: [{ metric: "csat" as const, value }],
    });
    await recordFeedbackItems(
      scope,
      Array.from({ length: 30 }, (_, n) => said(`then${n}`, n, "hotline", badDay, 1 + (n % 2))),
    );
    await recordFeedbackItems(
      scope,
      Array.from({ length: 40 }, (_, n) =>
        said(`hot${n}`, n, "hotline", addDays(month, n % 28), 2 + (n % 2)),
      ),
    );
    await recordFeedbackItems(
      scope,
      Array.from({ length: 40 }, (_, n) => said(`shop${n}`, n, "shop", addDays(month, n % 28), 4 + (n % 2))),
    );
  });
  report = await here.asSystem((scope) => loadReport(scope, { month: undefined }));
}, 120_000);

const prepared = (place: { workspace: string } | null) =>
  prepareReport(
    report,
    {
      report: translator("en", "report"),
      overview: { t: translator("en", "overview"), locale: "en", fewBelow: 30 },
    },
    place,
    "EUR",
  );

test("leads with expectations met, and names the gap that is certain", () => {
  expect(report.expectations).toMatchObject({
    met: 1,
    judged: 2,
    worst: { key: "hotline", segment: null, n: 40 },
  });
  expect(report.expectations?.worst).toMatchObject({ experienced: 2.5, expected: 4 });
  const [first] = prepared({ workspace: "here" }).sentences;
  expect(first).toContain("Expectations met: 1 of 2 touchpoints.");
  expect(first).toContain("“hotline”");
});

test("shows both ends with the answers behind them", () => {
  expect(report.ends).toMatchObject({
    best: { key: "shop", now: { n: 40, value: 4.5 } },
    worst: { key: "hotline" },
  });
  const [best] = prepared({ workspace: "here" }).ends;
  expect(best?.href).toContain("touchpoint=shop");
});

test("tells what went along with the gap, and that the margin is not known", () => {
  expect(report.cost?.compared.with.lost).toMatchObject({ n: 30, counts: { numerator: 15 } });
  expect(report.cost?.compared.without.lost).toMatchObject({ n: 30, counts: { numerator: 1 } });
  const { cost } = prepared({ workspace: "here" });
  const said = cost?.sentences.join(" ") ?? "";
  expect(said).toContain("15 were gone 180 days later (50.0");
  expect(said).toContain("about 14 customers more");
  expect(said).toContain("not known");
  expect(cost?.links.map(({ href }) => href)).toEqual([
    expect.stringContaining("set.handled=badly"),
    expect.stringContaining("set.outcome=lost"),
  ]);
});

test("names what is being done, that against the worst gap first", () => {
  expect(prepared({ workspace: "here" }).doing).toEqual([
    {
      key: expect.any(String),
      name: "Second level at once",
      href: expect.stringMatching(/^\/w\/here\/measures\/[0-9a-f-]{36}$/),
      isAboutWorst: true,
      detail: "running · hotline · Ada",
    },
  ]);
});

test("leads nowhere for somebody who has only a link", () => {
  expect(JSON.stringify(prepared(null))).not.toContain("/w/");
});

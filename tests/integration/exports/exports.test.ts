import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import ExcelJS from "exceljs";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { noInput } from "@/lib/accounts/schema";
import { auditExport } from "@/lib/audit/queries/export-audit";
import { auditInput } from "@/lib/audit/schema";
import type { Role } from "@/lib/auth/roles";
import { ratingExport } from "@/lib/brand/queries/export-ratings";
import { brandInput } from "@/lib/brand/schema";
import { entriesExport } from "@/lib/catalogue/queries/export-entries";
import { listInput } from "@/lib/catalogue/schema/admin";
import { breakdownExport } from "@/lib/dashboards/queries/export-breakdown";
import { contractExport, customerExport, orderExport } from "@/lib/dashboards/queries/export-customers";
import { feedbackExport } from "@/lib/dashboards/queries/export-feedback";
import { metricExport } from "@/lib/dashboards/queries/export-metric";
import { loadBreakdown } from "@/lib/dashboards/queries/load-breakdown";
import { loadFeedbackList } from "@/lib/dashboards/queries/load-feedback-list";
import { measureMetric } from "@/lib/dashboards/queries/measure-metric";
import { breakdownInput, feedbackListInput } from "@/lib/dashboards/schema";
import { customerListInput } from "@/lib/dashboards/schema/customer-pages";
import { measureMetricInput } from "@/lib/dashboards/schema/metric-inputs";
import { openExport } from "@/lib/doors/define-export";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { tagsExport } from "@/lib/feedback/queries/export-tags";
import { personasExport } from "@/lib/journeys/queries/export-personas";
import { markersExport } from "@/lib/markers/queries/export-markers";
import { markerRowsInput } from "@/lib/markers/schema/admin";
import { memberExport } from "@/lib/members/queries";
import { boardExport } from "@/lib/phasebook/queries/export-board";
import { boardInput } from "@/lib/phasebook/schema/pages";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

const database = ownDatabase();
let here: TestWorkspace;
let large: TestWorkspace;
const hostile = ["=1+1", "+49 30 1", "-1", "@SUM(A1)", "\t=1", `=HYPERLINK("http://x.example")`];

const survey = { technique: "survey", touchpoint: "shop" };
const records = [
  ...hostile.map((comment, i) => ({
    ...survey,
    submissionKey: `h${i}`,
    customer: `ext:c${i}`,
    answeredAt: "2026-03-28T23:30:00Z",
    answers: [{ metric: "nps", value: 4 + i }],
    comment,
  })),
  ...[9, 9, 3].map((value, i) => ({
    ...survey,
    submissionKey: `thin${i}`,
    ...(i === 0 ? { customer: "ext:c0" } : { anonymous: true }),
    answeredAt: "2026-07-01T10:00:00Z",
    answers: [{ metric: "csat", scale: "1-10", value }],
    comment: `thin ${i}`,
  })),
];

beforeAll(async () => {
  here = await foundWorkspace("here");
  await here.asSystem(async (scope) => {
    const { db, workspaceId } = scope;
    await db.touchpoint.create({
      data: { workspaceId, key: "shop", name: "Shop", translations: { de: "Laden" } },
    });
    await db.customer.createMany({
      data: hostile.map((name, n) => ({ workspaceId, externalId: `c${n}`, name })),
    });
    const outcomes = await recordFeedbackItems(scope, records);
    expect(outcomes.filter(({ status }) => status !== "created")).toEqual([]);
  });
  large = await foundWorkspace("large");
  const owner = new pg.Client({ connectionString: database.current?.ownerUrl });
  await owner.connect();
  await owner.query(
    `insert into feedback ("workspaceId", "publicId", "submissionKey", "contentHash", "occasion", "technique", "anonymous",
       "answeredAt", "day", "comment")
     select $1, gen_random_uuid(), 'k' || n, '\\x00', 2, 1, true, '2026-01-01'::timestamptz + n * interval '1 second',
       '2026-01-01', 'comment ' || md5(n::text)
     from generate_series(1, 20000) n`,
    [large.workspaceId],
  );
  await owner.end();
}, 120_000);

type Spec = Parameters<typeof openExport>[0];
const feedback = { can: "feedback:read", input: feedbackListInput, ...feedbackExport } as Spec;
const metric = { can: "metrics:read", input: measureMetricInput, ...metricExport } as Spec;
const members = { can: "members:manage", input: noInput, ...memberExport } as Spec;

type Reader = { role?: Role; locale?: string; workspace?: TestWorkspace; inPath?: Record<string, string> };

/** What the browser of somebody gets. */
function read(spec: Spec, search: Record<string, string>, reader: Reader = {}): Promise<Response> {
  const { role = "admin", locale = "en", workspace = here, inPath = {} } = reader;
  const request = new Request(`http://localhost/w/${workspace.slug}/x/export?${new URLSearchParams(search)}`);
  const visitor = { ...workspace.visitor(role), locale } as ReturnType<TestWorkspace["visitor"]>;
  return openExport(spec, visitor, request, inPath);
}

async function lines(answer: Response): Promise<string[]> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  return bytes.toString().slice(1).split("\r\n").slice(0, -1);
}

async function sheet(answer: Response): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.read(Readable.from([Buffer.from(await answer.arrayBuffer())]));
  const [first] = workbook.worksheets;
  if (!first) throw new Error("The workbook has no sheet.");
  return first;
}

const refused = (attempt: Promise<Response>) =>
  attempt.then(
    () => "answered",
    (error: { code?: string; reason?: string }) => [error.code, error.reason],
  );

const nps = { period: "all", measure: "contact-nps" };

describe("the feedback list as a file", () => {
  test("has the rows of the list, in its order, with harmless texts and the workspace's time", async () => {
    const list = await here.asSystem((scope) => loadFeedbackList(scope, feedbackListInput.parse(nps)));
    expect(list.total).toBe(hostile.length);
    const [head, ...rows] = await lines(await read(feedback, nps));
    expect(head).toBe("When,Customer,Touchpoint,Channel,How,Question,Scale,Score,Comment,ID");
    expect(rows.map((row) => row.split(",").at(-1))).toEqual(list.rows.map(({ id }) => id));
    // Half past midnight in Berlin, two hours before the clocks change.
    expect(rows.at(-1)).toMatch(/^2026-03-29 00:30:00,'=1\+1,Shop,,Survey,NPS,0-10,4,'=1\+1,/);
    expect(rows.filter((row) => /(^|,)"?[=+@\t]/.test(row))).toEqual([]);
  });

  test("speaks the reader's language, and their spreadsheet's", async () => {
    const answer = await read(feedback, nps, { locale: "de" });
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="here-feedback-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const [head, first] = await lines(answer);
    expect(head).toBe("Wann;Kunde;Kontaktpunkt;Kanal;Wie;Frage;Skala;Wert;Kommentar;ID");
    expect(first).toMatch(/;Laden;;Umfrage;NPS;0-10;9;/);
  });

  test("opens as a workbook of texts, numbers and dates", async () => {
    const found = await sheet(await read(feedback, { ...nps, format: "xlsx" }));
    expect([found.name, found.rowCount]).toEqual(["Feedback", hostile.length + 1]);
    const row = found.getRow(found.rowCount);
    expect(row.getCell(1).value).toEqual(new Date("2026-03-29T00:30:00Z"));
    expect(row.getCell(8).value).toBe(4);
    expect([row.getCell(9).value, row.getCell(9).type]).toEqual(["=1+1", ExcelJS.ValueType.String]);
  });

  test("withholds what the list withholds", async () => {
    const thin = { period: "all", measure: "csat" };
    const list = await here.asSystem((scope) => loadFeedbackList(scope, feedbackListInput.parse(thin)));
    expect(list).toMatchObject({ total: 3, withheld: 2 });
    const [, ...rows] = await lines(await read(feedback, thin));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain("thin 0");
  });

  test("is refused with a sentence before anything is sent", async () => {
    expect(await refused(read(feedback, { touchpoint: "nowhere" }))).toEqual([
      "invalid",
      "unknownTouchpoint",
    ]);
    expect(await refused(read(feedback, { format: "pdf" }))).toEqual(["malformed", "exportFormat"]);
    expect(await refused(read(feedback, { from: "yesterday" }))).toEqual(["malformed", undefined]);
    expect(await refused(read(members, {}, { role: "manager" }))).toEqual(["forbidden", undefined]);
  });
});

describe("a figure as a file", () => {
  test("has the groups of the API to the digit, and withholds the same", async () => {
    const asked = { metric: "nps", groupBy: "month", from: "2026-01-01", to: "2026-05-01" };
    const { groups = [] } = await here.asSystem((scope) =>
      measureMetric(scope, measureMetricInput.parse(asked)),
    );
    const { metric: name, ...search } = asked;
    const [head, ...rows] = await lines(await read(metric, search, { inPath: { metric: name } }));
    expect(head).toBe("Group,Value,n,Range from,Range to,Note");
    expect(rows).toEqual(
      groups.map(({ key, value, n, interval }) =>
        [key, value ?? "", n, interval?.low ?? "", interval?.high ?? "", ""].join(","),
      ),
    );
    const thin = await lines(await read(metric, { groupBy: "touchpoint" }, { inPath: { metric: "csat" } }));
    expect(thin[1]).toBe("shop,,3,,,too few answers to show");
  });
});

describe("a long list", () => {
  const connections = async (): Promise<number> => {
    const owner = new pg.Client({ connectionString: database.current?.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
         and state <> 'idle'`,
    );
    await owner.end();
    return rows[0].n;
  };

  test("arrives whole, in both formats", async () => {
    const rows = await lines(await read(feedback, { period: "all" }, { workspace: large }));
    expect(rows).toHaveLength(20_001);
    expect(rows[1]).toContain("2026-01-01 06:33:20");
    const found = await sheet(await read(feedback, { period: "all", format: "xlsx" }, { workspace: large }));
    expect(found.rowCount).toBe(20_001);
  }, 120_000);

  test("is read no further than somebody takes it, and ends when they leave", async () => {
    const open = await Promise.all(
      [1, 2, 3, 4].map(() => read(feedback, { period: "all" }, { workspace: large })),
    );
    const readers = open.map(({ body }) => body?.getReader());
    for (const reader of readers) expect((await reader?.read())?.done).toBe(false);
    expect(await connections()).toBe(4);
    expect(await refused(read(feedback, {}, { workspace: large }))).toEqual(["unavailable", "exportsBusy"]);
    for (const reader of readers) await reader?.cancel();
    for (let i = 0; i < 100 && (await connections()) > 0; i++) await sleep(20);
    expect(await connections()).toBe(0);
    expect(await lines(await read(feedback, nps))).toHaveLength(hostile.length + 1);
  });
});

describe("customers and what they bought", () => {
  const asked = { can: "customers:read", input: customerListInput } as const;
  const customers = { ...asked, ...customerExport } as Spec;
  const orders = { ...asked, ...orderExport } as Spec;
  const contracts = { ...asked, ...contractExport } as Spec;
  let shop: TestWorkspace;

  beforeAll(async () => {
    shop = await foundWorkspace("shop");
    await shop.asSystem(async ({ db, workspaceId }) => {
      const person = await db.customer.create({
        data: { workspaceId, externalId: "k1", name: "Änne, Ost", attributes: { tier: "=gold" } },
      });
      await db.customer.create({ data: { workspaceId, externalId: "k2", name: "Zoe" } });
      const product = await db.product.create({ data: { workspaceId, key: "router", name: "Router" } });
      await db.order.create({
        data: {
          workspaceId,
          externalId: "o1",
          customerId: person.id,
          orderedAt: new Date("2026-03-28T23:30:00Z"),
          day: new Date("2026-03-29"),
          totalMinor: 123_450n,
          lines: {
            create: [{ position: 1, productId: product.id, quantity: 2, amountMinor: 123_450n }],
          },
        },
      });
      await db.contract.create({
        data: {
          workspaceId,
          externalId: "v1",
          customerId: person.id,
          plan: "Internet 100",
          startedOn: new Date("2026-01-01"),
          monthlyRevenueMinor: 3_490n,
        },
      });
    });
  });

  test("leave with the list's own filter and columns", async () => {
    const file = await lines(
      await read(customers, { q: "Änne", column: "attribute:tier" }, { workspace: shop, locale: "de" }),
    );
    expect(file).toHaveLength(2);
    expect(file[0]).toMatch(/^Name;Kundennummer;.*;tier;ID$/);
    expect(file[1]).toContain('"Änne, Ost";k1;Person;');
    expect(file[1]).toContain("Internet 100;34,9;");
    expect(file[1]).toContain(";'=gold;");
  });

  test("take their orders and contracts with them", async () => {
    const bought = await lines(await read(orders, {}, { workspace: shop }));
    expect(bought[1]).toMatch(/^o1,"Änne, Ost",k1,2026-03-29 .*,completed,1234\.5,,2 × Router,/);
    const held = await lines(await read(contracts, { q: "Zoe" }, { workspace: shop }));
    expect(held).toHaveLength(1);
    expect((await lines(await read(contracts, {}, { workspace: shop })))[1]).toContain("v1,");
  });

  test("are written down with who took them and the filter", async () => {
    const log = { can: "audit:read", input: auditInput, ...auditExport } as Spec;
    const written = await lines(await read(log, {}, { workspace: shop }));
    expect(written.filter((line) => line.includes("export.download"))).toHaveLength(4);
    expect(written.join("\n")).toContain("Zoe");
  });
});

test("the board of customers and every rating of the brand leave as files", async () => {
  await here.asSystem(async ({ db, workspaceId }) => {
    const at = (table: "customer" | "touchpoint" | "phase", where: object) =>
      (db[table] as typeof db.phase).findFirstOrThrow({
        where: { workspaceId, ...where },
        select: { id: true },
      });
    const usage = await at("phase", { key: "usage" });
    const onboarding = await at("phase", { key: "onboarding" });
    const who = await at("customer", { externalId: "c0" });
    const shop = await at("touchpoint", { key: "shop" });
    const moves = [
      { day: new Date("2026-01-05"), phaseId: onboarding.id },
      { day: new Date("2026-02-06"), phaseId: usage.id },
    ];
    await db.phaseMove.createMany({
      data: moves.map((move) => ({ workspaceId, customerId: who.id, at: move.day, ...move })),
    });
    await db.brandRating.createMany({
      data: [
        { by: "mystery", on: new Date("2026-03-01"), score: 2, n: 1, note: "=loud" },
        { by: "customers", on: new Date("2026-02-01"), score: 4.25, n: 80 },
      ].map((rating) => ({ workspaceId, touchpointId: shop.id, ...rating })),
    });
  });
  const board = { can: "customers:read", input: boardInput, ...boardExport } as Spec;
  expect((await lines(await read(board, {}))).slice(1)).toEqual([
    expect.stringMatching(/,2026-02-06,'=1\+1,c0,,$/),
  ]);
  const brand = { can: "touchpoints:read", input: brandInput, ...ratingExport } as Spec;
  expect((await lines(await read(brand, {}))).slice(1)).toEqual([
    "2026-03-01,Shop,Overall,Mystery visit (one person),2,1,'=loud",
    "2026-02-01,Shop,Overall,Customers (a mean),4.25,80,",
  ]);
});

test("the breakdown, the small lists, events, personas and tags leave as files too", async () => {
  await here.asSystem(async ({ db, workspaceId }) => {
    await db.marker.create({ data: { workspaceId, on: new Date("2026-03-01"), title: "=Fair" } });
    await db.persona.create({ data: { workspaceId, key: "ida", name: "Ida", needs: "Ruhe" } });
    await db.tag.create({ data: { workspaceId, name: "-late" } });
  });
  const rowsOf = async (can: string, input: object, spec: object, search: Record<string, string> = {}) =>
    (await lines(await read({ can, input, ...spec } as Spec, search))).slice(1);
  const asked = { period: "all", measure: "contact-nps", by: "touchpoint" };
  const { rows } = await here.asSystem((scope) => loadBreakdown(scope, breakdownInput.parse(asked)));
  const [shop] = rows;
  expect(await rowsOf("metrics:read", breakdownInput, breakdownExport, asked)).toEqual([
    `Shop,${shop?.now.value},6,${shop?.now.interval?.low},${shop?.now.interval?.high},,,,,shop`,
  ]);
  expect(
    await rowsOf("metrics:read", breakdownInput, breakdownExport, { ...asked, measure: "csat" }),
  ).toEqual(["Shop,,3,,,,,,too few answers to show,shop"]);
  const phases = await rowsOf("catalogue:manage", listInput, entriesExport, { list: "phases" });
  expect(phases).toContain("Usage,Active phase,0,usage");
  expect(await rowsOf("markers:write", markerRowsInput, markersExport)).toEqual([
    expect.stringMatching(/^2026-03-01,'=Fair,,,,/),
  ]);
  expect(await rowsOf("metrics:read", noInput, personasExport)).toEqual(["Ida,,,Ruhe,,,,ida"]);
  expect(await rowsOf("feedback:write", noInput, tagsExport)).toEqual([expect.stringMatching(/^'-late,0,/)]);
});

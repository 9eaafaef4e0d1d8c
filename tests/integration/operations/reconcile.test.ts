import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countNextMonth } from "@/lib/feedback/mutations/count-scores";
import { countOrders } from "@/lib/retention/mutations/count-orders";
import { countLeading } from "@/lib/segments/mutations/count-leading";
import { reconcile } from "@/scripts/reconcile/reconcile";
import { beginImport, jobsOf, liveIn } from "@/tests/support/lived-in";
import { askOwner, fingerprints } from "@/tests/support/owner";
import { ownDatabase, type TestWorkspace } from "@/tests/support/world";

const database = ownDatabase();

/** What was counted once is marked as changed, and counted anew by a worker. */
const marks = ["score_mark", "order_mark", "customer_mark"];

let url: string;
let acme: TestWorkspace;
let said: string[];

beforeAll(async () => {
  url = database.current?.ownerUrl ?? "";
  acme = await liveIn(url, "acme");
  await liveIn(url, "other");
});

beforeEach(() => {
  said = [];
});

const check = (repair = false) => reconcile({ ownerUrl: url, repair, say: (line) => void said.push(line) });

const change = (sql: string) => askOwner(url, sql, [acme.workspaceId]);

describe("reconcile", () => {
  it("finds nothing where everything agrees, and changes nothing", async () => {
    const before = await fingerprints(url, marks);
    expect(await check(true)).toBe(0);
    expect(said).toEqual([]);
    expect(await fingerprints(url, marks)).toEqual(before);
  });

  it.each([
    ["day", `'2020-01-01'`],
    ["customerId", "NULL"],
    ["productGroupId", `(SELECT min("id") FROM product_group WHERE "workspaceId" = $1)`],
    ["occasion", "1"],
    ["technique", "8"],
    ["hasComment", "false"],
  ])("mends an answer's %s after its feedback record", async (column, other) => {
    await change(
      `INSERT INTO product_group ("workspaceId", "key", "name") VALUES ($1, 'phones', 'Phones') ON CONFLICT DO NOTHING`,
    );
    const before = await fingerprints(url, marks);
    await change(`UPDATE answer SET "${column}" = ${other} WHERE "workspaceId" = $1 AND "position" = 0`);
    expect(await check()).toBe(6);
    expect(said).toEqual(["acme: 6 answers that disagree with their feedback record"]);
    expect(await check(true)).toBe(0);
    expect(await fingerprints(url, marks)).toEqual(before);
  });

  it.each([
    ["feedback", "feedback records", 6],
    ["contact", "contacts", 1],
    ["order", "orders", 1],
    ["phase_move", "phase moves", 1],
  ])(
    "mends the local day of a %s after its instant, then what was copied from it",
    async (table, what, count) => {
      const before = await fingerprints(url, marks);
      await change(`UPDATE "${table}" SET "day" = "day" - 1 WHERE "workspaceId" = $1`);
      const copies = table === "feedback" ? 12 : 0;
      expect(await check()).toBe(count + copies);
      expect(said[0]).toBe(`acme: ${count} ${what} whose day is not the one of their time zone`);
      expect(await check(true)).toBe(0);
      expect(await fingerprints(url, marks)).toEqual(before);
    },
  );

  it("works the days out anew for another time zone", async () => {
    const before = await fingerprints(url, marks);
    const move = (zone: string) => change(`UPDATE workspace SET "timeZone" = '${zone}' WHERE "id" = $1`);
    await move("America/New_York");
    expect(await check(true)).toBe(0);
    expect(
      await askOwner(url, `SELECT "day"::text FROM contact WHERE "workspaceId" = $1`, [acme.workspaceId]),
    ).toEqual([{ day: "2026-03-01" }]);
    await move("Europe/Berlin");
    expect(await check(true)).toBe(0);
    expect(await fingerprints(url, marks)).toEqual(before);
  });

  it("reads the answers of a month whose scores were counted wrong, until they are counted anew", async () => {
    const count = () =>
      acme.asSystem(async (scope) => {
        while (await countNextMonth(scope, "0 seconds"));
      });
    await count();
    const before = await fingerprints(url);
    await change(`UPDATE score_touchpoint_month SET "n9" = "n9" + 1 WHERE "workspaceId" = $1`);
    await change(`INSERT INTO score_latest VALUES ($1, 3, '2026-01-01', 0, 0, 1, 9)`);
    expect(await check()).toBe(2);
    expect(said).toEqual([
      "acme: 1 months whose scores by touchpoint are not those of their answers",
      "acme: 1 months and quarters whose latest answers of each customer are not those of their answers",
    ]);
    expect(await check(true)).toBe(0);
    await count();
    expect(await fingerprints(url)).toEqual(before);
  });

  it("reads the orders of a month whose customers were counted wrong, until they are counted anew", async () => {
    const count = () => acme.asSystem((scope) => countOrders(scope, "0 seconds"));
    await count();
    const before = await fingerprints(url);
    expect(await check()).toBe(0);
    await change(
      `UPDATE order_span SET "lost" = "lost" + 1 WHERE "workspaceId" = $1 AND "months" = 1 AND "from" = '2026-04-01'`,
    );
    expect(await check()).toBe(1);
    expect(said).toEqual(["acme: 1 months and quarters whose customers are not those of their orders"]);
    expect(await check(true)).toBe(0);
    await count();
    expect(await fingerprints(url)).toEqual(before);
  });

  it("asks customers whose leading segments were counted wrong, until they are counted anew", async () => {
    const rule = { all: [{ about: "customer", measure: "kind", op: "is", value: "person" }] };
    await acme.asSystem(({ db, workspaceId }) =>
      db.segment.create({ data: { workspaceId, key: "people", name: "People", leading: true, rule } }),
    );
    await acme.asSystem(countLeading);
    const before = await fingerprints(url);
    expect(await check()).toBe(0);
    await change(
      `UPDATE leading_page SET "marks" = array_fill(0::bigint, array[64]) WHERE "workspaceId" = $1`,
    );
    const [{ people = 0 } = {}] = (await change(
      `SELECT count(*)::int AS people FROM customer WHERE "workspaceId" = $1 AND "kind" = 'person' AND "erasedAt" IS NULL`,
    )) as { people?: number }[];
    expect(people).toBeGreaterThan(0);
    expect(await check()).toBe(people);
    expect(said).toEqual([`acme: ${people} customers whose leading segments are not those of their rules`]);
    expect(await check(true)).toBe(0);
    await acme.asSystem(countLeading);
    expect(await fingerprints(url)).toEqual(before);
  });

  it("counts an import's lines again", async () => {
    await change(`UPDATE import SET "lines" = 7 WHERE "workspaceId" = $1`);
    expect(await check()).toBe(1);
    expect(said).toEqual(["acme: 1 imports whose lines are not the sum of what became of them"]);
    expect(await check(true)).toBe(0);
  });

  it("queues an import again whose job is gone or has failed for good", async () => {
    const jobs = await jobsOf(url);
    await askOwner(url, "DELETE FROM graphile_worker._private_jobs");
    expect(await check()).toBe(2);
    expect(said).toEqual([
      "acme: 1 imports that nobody is working on",
      "other: 1 imports that nobody is working on",
    ]);
    expect(await check(true)).toBe(0);
    expect(await jobsOf(url)).toEqual(jobs);
    await askOwner(url, "UPDATE graphile_worker._private_jobs SET attempts = max_attempts");
    expect(await check()).toBe(2);
    expect(await check(true)).toBe(0);
    expect(await jobsOf(url)).toEqual(jobs);
  });

  it("fails an import whose file is incomplete, and deletes files that were kept too long", async () => {
    for (const harm of [`"offset" = 8`, `"offset" = 0`]) {
      const id = await beginImport(url, acme.workspaceId);
      await change(
        `DELETE FROM file_chunk WHERE "workspaceId" = $1 AND ${harm} AND "fileId" = (SELECT max("fileId") FROM import)`,
      );
      expect(await check()).toBe(1);
      expect(said.splice(0)).toEqual(["acme: 1 unfinished imports whose stored file is incomplete"]);
      expect(await check(true)).toBe(0);
      expect(said.splice(0)).toEqual([
        "acme: 1 unfinished imports whose stored file is incomplete",
        "  mended",
        "acme: 1 pieces of files that were kept after their import had ended",
        "  mended",
      ]);
      expect(
        await askOwner(url, `SELECT "status"::text, "failure" FROM import WHERE "id" = $1`, [id]),
      ).toEqual([{ status: "failed", failure: "importFileIncomplete" }]);
    }
  });
});

import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

/** `lotse_insert` takes many rows at once without the checks of single rows: the links hold all the same. */

const database = ownDatabase();
let here: TestWorkspace;
let there: TestWorkspace;
let ours: number;
let theirs: number;

beforeAll(async () => {
  here = await foundWorkspace("here");
  there = await foundWorkspace("there");
  const customerOf = ({ asSystem }: TestWorkspace) =>
    asSystem(({ db, workspaceId }) => db.customer.create({ data: { workspaceId, externalId: "c" } }));
  ours = (await customerOf(here)).id;
  theirs = (await customerOf(there)).id;
});

const columns = [
  "id",
  "customerId",
  "submissionKey",
  "contentHash",
  "occasion",
  "technique",
  "answeredAt",
  "day",
];

/** As the application: in a transaction that has named its workspace, with rows in a temporary table. */
async function attempt<T>(run: (client: pg.Client) => Promise<T>, workspace = here): Promise<T> {
  const client = new pg.Client({ connectionString: database.current?.appUrl, options: "-c role=lotse_app" });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.workspace', $1, true)", [String(workspace.workspaceId)]);
    const result = await run(client);
    await client.query("commit");
    return result;
  } finally {
    await client.end();
  }
}

async function insert(client: pg.Client, customers: readonly (number | null)[], key = "k"): Promise<void> {
  await client.query(`create temporary table handed as
    select nextval(pg_get_serial_sequence('feedback', 'id'))::int as "id", c as "customerId", '${key}' || n as "submissionKey", '\\x00'::bytea as "contentHash",
      2::smallint as "occasion", 1::smallint as "technique", now() as "answeredAt", current_date as "day"
    from unnest('{${customers.map((one) => one ?? "null").join()}}'::int[]) with ordinality as given(c, n)`);
  await client.query("select lotse_insert('feedback', 'handed', $1, 'submissionKey')", [columns]);
}

const state = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );

const recorded = () => here.asSystem(({ db, workspaceId }) => db.feedback.count({ where: { workspaceId } }));

describe("rows inserted by set", () => {
  test("link to what is there, and to nothing that is not, or that is somebody else's", async () => {
    expect(await state(attempt((client) => insert(client, [ours, theirs], "foreign")))).toBe("23503");
    expect(await state(attempt((client) => insert(client, [ours, 999_999_999], "missing")))).toBe("23503");
    expect(await recorded()).toBe(0);
    expect(await state(attempt((client) => insert(client, [ours, null, ours])))).toBe("done");
    expect(await recorded()).toBe(3);
    expect(await state(attempt((client) => insert(client, [ours], "k")))).toBe("23505");
  });

  test("of several tables link to each other and to what is there, together", async () => {
    const both = (key: string, answer: { record?: string; customer?: number }) =>
      attempt(async (client) => {
        await client.query(`create temporary table records as
          select nextval(pg_get_serial_sequence('feedback', 'id'))::int as "id", ${ours} as "customerId", '${key}' as "submissionKey",
            '\\x00'::bytea as "contentHash", 2::smallint as "occasion", 1::smallint as "technique", now() as "answeredAt",
            current_date as "day"`);
        await client.query(`create temporary table answers as
          select ${answer.record ?? `(select "id" from records)`} as "feedbackId", 0::smallint as "position", current_date as "day",
            ${answer.customer ?? ours} as "customerId", 1::smallint as "metric", 9::smallint as "scale", 1::smallint as "dimension",
            2::smallint as "occasion", 1::smallint as "technique", 7::smallint as "score", false as "hasComment"`);
        const { rows } = await client.query(
          `select attname as name from pg_attribute where attrelid = 'answers'::regclass and attnum > 0`,
        );
        const parts = [
          { target: "feedback", source: "records", columns },
          { target: "answer", source: "answers", columns: rows.map(({ name }) => name) },
        ];
        await client.query("select lotse_insert($1::jsonb)", [JSON.stringify(parts)]);
      });
    const before = await recorded();
    const stranger = await there.asSystem(({ db, workspaceId }) =>
      db.feedback.create({
        data: {
          ...{
            workspaceId,
            submissionKey: "theirs",
            contentHash: new Uint8Array(1),
            occasion: 2,
            technique: 1,
          },
          ...{ answeredAt: new Date(), day: new Date() },
        },
      }),
    );
    expect(await state(both("of a stranger", { record: `${stranger.id}` }))).toBe("23503");
    expect(await state(both("of nobody", { record: "999999999" }))).toBe("23503");
    expect(await state(both("by a stranger", { customer: theirs }))).toBe("23503");
    expect(await recorded()).toBe(before);
    expect(await state(both("together", {}))).toBe("done");
    expect(await recorded()).toBe(before + 1);
  });

  test("wait for somebody who is about to erase what they link to", async () => {
    const { id } = await here.asSystem(({ db, workspaceId }) =>
      db.customer.create({ data: { workspaceId, externalId: "leaving" } }),
    );
    const owner = new pg.Client({ connectionString: database.current?.ownerUrl });
    await owner.connect();
    await owner.query("begin");
    await owner.query(`delete from customer where "workspaceId" = $1 and "id" = $2`, [here.workspaceId, id]);
    const waiting = state(attempt((client) => insert(client, [id], "late")));
    await owner.query("commit");
    await owner.end();
    expect(await waiting).toBe("23503");
  });

  test("leave the checks of other statements alone", async () => {
    const after = attempt(async (client) => {
      await insert(client, [ours], "then");
      const { rows } = await client.query("show session_replication_role");
      await client.query(
        `insert into feedback ("workspaceId", "customerId", "submissionKey", "contentHash", "occasion", "technique", "answeredAt", "day")
         values ($1, $2, 'single', '\\x00', 2, 1, now(), current_date)`,
        [here.workspaceId, theirs],
      );
      return rows;
    });
    expect(await state(after)).toBe("23503");
  });

  test("come from a plain table of one's own and go into tables of workspaces only", async () => {
    const call = (target: string, source = "handed") =>
      state(
        attempt(async (client) => {
          await client.query(`create temporary table handed ("id" int)`);
          await client.query(`create temporary view seen as select 1 as "id"`);
          await client.query("select lotse_insert($1, $2, array['id'])", [target, source]);
        }),
      );
    for (const target of ["user", "session", "pg_authid", "nothing", "_prisma_migrations"])
      expect([target, await call(target)]).toEqual([target, "42501"]);
    for (const source of ["seen", "feedback", "nothing"])
      expect([source, await call("feedback", source)]).toEqual([source, "42501"]);
  });

  test("still do what the tables themselves do for every statement", async () => {
    const owner = new pg.Client({ connectionString: database.current?.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query(`select tgname, tgenabled from pg_trigger
      where tgrelid in ('feedback'::regclass, 'answer'::regclass) and not tgisinternal`);
    await owner.end();
    // A trigger that is not always on would make these inserts slow, never wrong.
    expect(new Set(rows.map(({ tgenabled }) => tgenabled))).toEqual(new Set(["A"]));
  });
});

import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { addDays, localDay } from "@/lib/period/local-day";
import { countLeading } from "@/lib/segments/mutations/count-leading";
import { compileSegments, marksOf, todayIn } from "@/lib/segments/queries/compile-segments";
import { countedLeading, isLeading } from "@/lib/segments/queries/counted-leading";
import { readVocabulary } from "@/lib/segments/queries/read-names";
import { segmentCondition } from "@/lib/segments/queries/segment-condition";
import { toldMarks } from "@/lib/segments/queries/told-marks";
import { askOwner } from "../../support/owner";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

const database = ownDatabase();
let here: TestWorkspace;

const today = localDay(new Date(), "Europe/Berlin");
const groups = ["a", "b", "c", "d"];
const is = (value: string) => ({ all: [{ about: "attribute", key: "group", op: "is", value }] });
const rules: object[] = [
  ...groups.map(is),
  { any: [is("a").all[0], { about: "customer", measure: "kind", op: "is", value: "company" }] },
  { all: [{ about: "customer", measure: "joinedOn", op: "inLastDays", value: 30 }] },
  // Looks at more than the customer's own row: then everybody is asked.
  { all: [{ about: "orders", measure: "count", op: "atLeast", value: 1 }] },
];

const insert = (scope: Scope, several: readonly (readonly [string, number])[]) =>
  scope.db.$executeRaw(Prisma.sql`
    insert into customer ("workspaceId", "kind", "joinedOn", "attributes")
    select ${scope.workspaceId}, (case when one.days % 5 = 0 then 'company' else 'person' end)::"CustomerKind",
      ${today}::date - one.days, jsonb_build_object('group', one.name)
    from unnest(${several.map(([name]) => name)}::text[], ${several.map(([, days]) => days)}::int[]) one(name, days)`);

const some = fc.array(fc.tuple(fc.constantFrom(...groups, "none"), fc.nat(60)), {
  minLength: 1,
  maxLength: 90,
});
const seventh = fc.nat(6);

/** What happens to customers and to segments. */
const changes: fc.Arbitrary<(scope: Scope) => Promise<unknown>> = fc.oneof(
  some.map((several) => (scope: Scope) => insert(scope, several)),
  fc.tuple(seventh, fc.constantFrom(...groups, "none")).map(
    ([n, name]) =>
      ({ db, workspaceId }: Scope) =>
        db.$executeRaw(Prisma.sql`
          update customer set "attributes" = jsonb_build_object('group', ${name}::text)
          where "workspaceId" = ${workspaceId} and "id" % 7 = ${n} and "erasedAt" is null`),
  ),
  seventh.map(
    (n) =>
      ({ db, workspaceId }: Scope) =>
        db.$executeRaw(Prisma.sql`
          update customer set "erasedAt" = now(), "attributes" = '{}'
          where "workspaceId" = ${workspaceId} and "id" % 49 = ${n}`),
  ),
  seventh.map(
    (n) =>
      ({ db, workspaceId }: Scope) =>
        db.$executeRaw(
          Prisma.sql`delete from customer where "workspaceId" = ${workspaceId} and "id" % 35 = ${n}`,
        ),
  ),
  // So that of some pages nobody is left.
  seventh.map(
    (n) =>
      ({ db, workspaceId }: Scope) =>
        db.$executeRaw(Prisma.sql`
          update customer set "kind" = 'person', "joinedOn" = null, "attributes" = '{}'
          where "workspaceId" = ${workspaceId} and "id" / 64 % 7 = ${n}`),
  ),
  fc.tuple(fc.nat(3), fc.constantFrom(...rules)).map(
    ([n, rule]) =>
      ({ db, workspaceId }: Scope) =>
        db.segment.updateMany({ where: { workspaceId, key: `s${n}` }, data: { rule } }),
  ),
  fc.tuple(fc.nat(3), fc.boolean()).map(
    ([n, leading]) =>
      ({ db, workspaceId }: Scope) =>
        db.segment.updateMany({ where: { workspaceId, key: `s${n}` }, data: { leading } }),
  ),
);

beforeAll(async () => {
  here = await foundWorkspace("leading");
  await here.asSystem(async (scope) => {
    const { db, workspaceId } = scope;
    await db.segment.createMany({
      data: groups.map((name, position) => ({
        workspaceId,
        key: `s${position}`,
        name,
        leading: true,
        position,
        rule: is(name),
      })),
    });
    await insert(
      scope,
      Array.from({ length: 200 }, (_, n) => [groups[n % 4] ?? "", n % 50] as const),
    );
  });
});

/** As the pages ask, and each customer's row by itself. */
async function requireEqual(): Promise<void> {
  await here.asSystem(async (scope) => {
    const known = await readVocabulary(scope);
    const leading = known.segments.filter(isLeading);
    if (leading.length === 0) return;
    const mine = Prisma.sql`c."workspaceId" = ${scope.workspaceId}`;
    for (const wanted of [leading, leading.toReversed()]) {
      const keys = wanted.map(({ key }) => key);
      const { from, tests } = compileSegments(scope, known, keys, todayIn(scope));
      const asked = await scope.db.$queryRaw(Prisma.sql`
        select c."id", ${marksOf(tests)} as marks from ${from} and (${Prisma.join(tests, " or ")}) order by 1`);
      const { groups: told, tables } = await toldMarks(
        scope,
        known,
        wanted,
        Prisma.sql`select "id" from customer c where ${mine}`,
      );
      const id = Prisma.sql`c."id"`;
      const text = told.text ?? ((key: Prisma.Sql) => key);
      expect(
        await scope.db.$queryRaw(Prisma.sql`
          with ${Prisma.join(tables, ", ")}
          select c."id", ${text(told.key(id))} as marks from customer c ${told.join(id)}
          where ${mine} and ${told.key(id)} is not null order by 1`),
      ).toEqual(asked);
      const [first = ""] = keys;
      const isIn = await segmentCondition(scope, [first], { vocabulary: known });
      expect(
        await scope.db.$queryRaw(Prisma.sql`select c."id" from customer c where ${isIn(id)} order by 1`),
      ).toEqual(await scope.db.$queryRaw(Prisma.sql`select c."id" from ${from} and ${tests[0]} order by 1`));
    }
  });
}

const count = () => here.asSystem(countLeading);

test("whatever happens to customers and segments, and whether it has been counted: everybody is where the rules say", async () => {
  const step = fc.record({ change: changes, isCounted: fc.boolean(), isDuring: fc.boolean() });
  const [steps = []] = fc.sample(fc.array(step, { minLength: 40, maxLength: 40 }), { numRuns: 1, seed: 11 });
  await count();
  for (const { change, isCounted, isDuring } of steps) {
    await here.asSystem(async (scope) => {
      await change(scope);
      if (isDuring) await count();
    });
    await requireEqual();
    if (isCounted) {
      await count();
      await requireEqual();
    }
  }
}, 120_000);

test("what was counted is what is read, until a customer, a segment or the day is another", async () => {
  const url = database.current?.ownerUrl ?? "";
  const due = async () => {
    await askOwner(url, `delete from graphile_worker._private_jobs`);
    await askOwner(url, "select lotse_add_due_jobs()");
    const jobs = await askOwner(
      url,
      `select key from graphile_worker.jobs where task_identifier = 'count-leading'`,
    );
    return jobs.length === 1;
  };
  await here.asSystem(({ db, workspaceId }) =>
    db.segment.updateMany({ where: { workspaceId }, data: { rule: is("a"), leading: true } }),
  );
  expect(await due()).toBe(true);
  expect(await count()).toBe(true);
  expect(await due()).toBe(false);
  const membersOf = () =>
    here.asSystem(async (scope) => {
      const isIn = await segmentCondition(scope, ["s0"]);
      const [row] = await scope.db.$queryRaw<{ n: number }[]>(
        Prisma.sql`select count(*)::int as n from customer c where ${isIn(Prisma.sql`c."id"`)}`,
      );
      return row?.n ?? 0;
    });
  const before = await membersOf();
  expect(before).toBeGreaterThan(0);
  await askOwner(url, `update leading_page set "marks" = array_fill(0::bigint, array[64])`);
  expect(await membersOf()).toBe(0);

  await here.asSystem((scope) => insert(scope, [["a", 3]]));
  expect(await membersOf()).toBe(1);
  // Names are nothing that a rule could ask.
  await here.asSystem(({ db, workspaceId }) =>
    db.customer.updateMany({ where: { workspaceId }, data: { name: "Somebody" } }),
  );
  expect(await membersOf()).toBe(1);
  expect(await due()).toBe(true);

  await askOwner(url, `update leading_count set "countedOn" = '${addDays(today, -1)}'`);
  await askOwner(url, `delete from customer_mark`);
  expect(await due()).toBe(true);
  await count();
  await here.asSystem(({ db, workspaceId }) =>
    db.segment.updateMany({ where: { workspaceId, key: "s0" }, data: { rule: is("b") } }),
  );
  expect(await due()).toBe(true);
  await count();
  await here.asSystem(async (scope) => {
    const leading = countedLeading(scope, await readVocabulary(scope), todayIn(scope));
    expect(
      await scope.db.leadingCount.findFirst({ where: { workspaceId: scope.workspaceId } }),
    ).toMatchObject({ rules: leading?.rules });
  });
}, 60_000);

import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { Prisma } from "@/lib/db/generated/client";
import { nextBucket } from "@/lib/period/grain";
import { addDays } from "@/lib/period/local-day";
import { customerSet } from "@/lib/retention/queries/customer-set";
import { customerSetFields } from "@/lib/retention/schema";
import { saveSegments } from "@/lib/segments/mutations";
import {
  editSegment,
  restoreSegment,
  retireSegment,
  undoSegment,
} from "@/lib/segments/mutations/edit-segment";
import { recordMemberships } from "@/lib/segments/mutations/record-memberships";
import { todayIn } from "@/lib/segments/queries/compile-segments";
import { tellRule } from "@/lib/segments/queries/explain-customer";
import { listSegmentUses } from "@/lib/segments/queries/list-uses";
import { loadSegment } from "@/lib/segments/queries/load-segment";
import { loadSegments } from "@/lib/segments/queries/load-segments";
import { previewRule } from "@/lib/segments/queries/preview-rule";
import { undoSegmentInput } from "@/lib/segments/schema/edit";
import type { Rule } from "@/lib/segments/schema/rule";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";
import { plantPeople, somePeople } from "./facts";

ownDatabase();
const people = somePeople(5, 130);
let workspace: TestWorkspace;

const kind = (value: "person" | "company"): Rule => ({
  all: [{ about: "customer", measure: "kind", op: "is", value }],
});
const german: Rule = { all: [{ about: "customer", measure: "language", op: "is", value: "de" }] };
const neitherGroup: Rule = { none: [kind("company"), german] };
const firms = people.filter((one) => one.kind === "company").length;
const germans = people.filter((one) => one.language === "de").length;
const both = people.filter((one) => one.kind === "company" && one.language === "de").length;
const neither = people.filter((one) => one.kind === "person" && one.language !== "de").length;

beforeAll(async () => {
  workspace = await foundWorkspace("pages");
  // Customers come afterwards: only so can there be some in several of the leading segments.
  await workspace.asSystem((scope) =>
    saveSegments(scope, [
      { key: "firms", name: "Firms", rule: kind("company"), leading: true },
      { key: "germans", name: "Germans", rule: german, leading: true },
      {
        key: "not-firms",
        name: "Not firms",
        rule: { none: [{ about: "segment", op: "oneOf", value: ["firms"] }] },
      },
      { key: "empty", name: "Without a rule" },
    ]),
  );
  await plantPeople(workspace, people);
}, 120_000);

const idOf = (key: string) =>
  workspace.asSystem(
    async ({ db, workspaceId }) =>
      (await db.segment.findFirstOrThrow({ where: { workspaceId, key } })).publicId,
  );

test("the list counts members, and who is in several or none of the leading segments", async () => {
  const { segments, customers, overlap } = await workspace.asSystem((scope) => loadSegments(scope));
  expect(customers).toBe(people.length);
  expect(segments.map(({ key, members }) => [key, members])).toEqual([
    ["empty", null],
    ["firms", firms],
    ["germans", germans],
    ["not-firms", people.length - firms],
  ]);
  expect(overlap).toEqual({ inSeveral: both, inNone: neither });
});

test("a segment that cannot be told says why and leaves the others alone", async () => {
  await workspace.asSystem(async ({ db, workspaceId }) => {
    const rule = { all: [{ about: "contacts", measure: "count", touchpoint: ["gone"], op: "is", value: 0 }] };
    await db.segment.create({ data: { workspaceId, key: "broken", name: "Broken", rule, position: 99 } });
  });
  const { segments } = await workspace.asSystem((scope) => loadSegments(scope));
  const broken = segments.find(({ key }) => key === "broken");
  expect([broken?.members, broken?.problem]).toEqual([
    null,
    "The rule asks about the touchpoint gone, which does not exist here.",
  ]);
  expect(segments.find(({ key }) => key === "firms")?.members).toBe(firms);
  await workspace.asSystem(({ db, workspaceId }) =>
    db.segment.deleteMany({ where: { workspaceId, key: "broken" } }),
  );
});

test("members come page by page, each once", async () => {
  const id = await idOf("not-firms");
  const seen: string[] = [];
  let after: number | undefined;
  do {
    const { members } = await workspace.asSystem((scope) => loadSegment(scope, { id, after }));
    expect(members?.members).toBe(people.length - firms);
    seen.push(...(members?.rows ?? []).map((row) => row.externalId ?? ""));
    after = members?.nextAfter ?? undefined;
  } while (after !== undefined);
  expect([seen.length, new Set(seen).size]).toEqual([people.length - firms, people.length - firms]);
});

test("a rule is counted with a sample while it is written", async () => {
  const { members, customers, sample } = await workspace.asSystem((scope) =>
    previewRule(scope, { rule: german }),
  );
  expect([members, customers, sample.length]).toEqual([germans, people.length, Math.min(10, germans)]);
});

test("for each customer it is told which condition holds, with what is really there", async () => {
  const rule: Rule = {
    all: [
      ...(kind("company") as { all: [] }).all,
      { none: [{ about: "attribute", key: "region", op: "known" }] },
      { about: "orders", measure: "count", op: "atLeast", value: 1 },
      { about: "segment", op: "oneOf", value: ["germans"] },
      { about: "phase", measure: "current", op: "known" },
    ],
  };
  for (const person of people.slice(0, 20)) {
    const told = await workspace.asSystem(async (scope) => {
      const { publicId } = await scope.db.customer.findFirstOrThrow({
        where: { workspaceId: scope.workspaceId, externalId: person.externalId },
      });
      return tellRule(scope, { rule, customer: publicId });
    });
    const orders = person.orders.filter(({ status }) => status === "completed").length;
    const parts = [
      { holds: person.kind === "company", actual: person.kind },
      { holds: !Object.hasOwn(person.attributes, "region") },
      { holds: orders > 0, actual: String(orders) },
      { holds: person.language === "de", actual: null },
      { holds: person.moves.length > 0 },
    ];
    expect(told).toMatchObject({ mode: "all", holds: parts.every(({ holds }) => holds), parts });
    expect(told?.parts[1]).toMatchObject({
      mode: "none",
      parts: [
        { actual: Object.hasOwn(person.attributes, "region") ? String(person.attributes.region) : null },
      ],
    });
  }
});

describe("editing", () => {
  const create = (name: string) =>
    workspace.asSystem((scope) =>
      editSegment(scope, { names: { en: name }, leading: false, rule: kind("person") }),
    );
  const nameNow = (id: string) =>
    workspace.asSystem(
      async ({ db, workspaceId }) =>
        (await db.segment.findFirstOrThrow({ where: { workspaceId, publicId: id } })).name,
    );

  test("makes a key of the name, another one where it is taken", async () => {
    const [one, other] = [await create("Große Höfe"), await create("Große Höfe")];
    const keys = await workspace.asSystem(({ db, workspaceId }) =>
      db.segment.findMany({
        where: { workspaceId, publicId: { in: [one.id, other.id] } },
        orderBy: { id: "asc" },
      }),
    );
    expect(keys.map(({ key }) => key)).toEqual(["grosse-hoefe", "grosse-hoefe-2"]);
  });

  test("is told when somebody else was faster, and can be taken back", async () => {
    const { id } = await create("Mine");
    const change = (name: string, version: number) =>
      workspace.asSystem((scope) =>
        editSegment(scope, {
          ...{ id, version, leading: true, rule: neitherGroup },
          names: { en: name, de: `${name} auf Deutsch` },
          descriptions: { en: "d" },
        }),
      );
    const saved = await change("Changed", 1);
    await expect(change("Too late", 1)).rejects.toMatchObject({
      code: "conflict",
      reason: "changedMeanwhile",
    });
    expect(await nameNow(id)).toBe("Changed");
    const saidNow = async () => (await workspace.asSystem((scope) => loadSegment(scope, { id }))).segment;
    expect(await saidNow()).toMatchObject({
      names: { en: "Changed", de: "Changed auf Deutsch" },
      descriptions: { en: "d" },
    });
    await workspace.asSystem((scope) => undoSegment(scope, undoSegmentInput.parse(saved)));
    expect(await saidNow()).toMatchObject({ names: { en: "Mine" }, description: null });
    expect((await saidNow()).names.de).toBeUndefined();
    await expect(
      workspace.asSystem((scope) => undoSegment(scope, undoSegmentInput.parse(saved))),
    ).rejects.toMatchObject({ reason: "changedMeanwhile" });
    await workspace.asSystem((scope) => retireSegment(scope, { id }));
    const { segments } = await workspace.asSystem((scope) => loadSegments(scope));
    expect(segments.find((one) => one.id === id)).toMatchObject({ retired: true, members: null });
    await workspace.asSystem((scope) => restoreSegment(scope, { id }));
  });

  test("refuses a rule that leads back, also from afar", async () => {
    const id = await idOf("firms");
    const { version } = await workspace.asSystem(({ db, workspaceId }) =>
      db.segment.findFirstOrThrow({ where: { workspaceId, publicId: id } }),
    );
    const rule: Rule = { all: [{ about: "segment", op: "noneOf", value: ["not-firms"] }] };
    await expect(
      workspace.asSystem((scope) =>
        editSegment(scope, { id, version, names: { en: "Firms" }, leading: true, rule }),
      ),
    ).rejects.toMatchObject({ code: "invalid", reason: "segmentCircle" });
  });

  test("says what uses a segment", async () => {
    await workspace.asSystem(async ({ db, workspaceId }) => {
      const segment = await db.segment.findFirstOrThrow({ where: { workspaceId, key: "firms" } });
      await db.marker.create({
        data: { workspaceId, on: new Date("2026-01-01"), title: "m", segmentId: segment.id },
      });
      await db.savedView.create({
        data: {
          workspaceId,
          userId: workspace.people.manager.userId,
          name: "v",
          page: "",
          query: "segment=germans&segment=firms",
        },
      });
    });
    const id = await idOf("firms");
    expect(await workspace.asSystem((scope) => listSegmentUses(scope, { id }))).toEqual({
      uses: [
        { kind: "segments", count: 1 },
        { kind: "savedViews", count: 1 },
        { kind: "markers", count: 1 },
      ],
      canDelete: false,
    });
  });
});

test("who comes and who goes is written down, day by day", async () => {
  const id = await idOf("germans");
  const changes = async () => {
    await workspace.asSystem((scope) => recordMemberships(scope));
    return (await workspace.asSystem((scope) => loadSegment(scope, { id }))).changes;
  };
  const first = await changes();
  const today = await workspace.asSystem(async (scope) => todayIn(scope));
  expect([first.since, first.recordedOn]).toEqual([today, today]);
  expect(first.months.map(({ entered, left, members }) => [entered, left, members])).toEqual([
    [0, 0, germans],
  ]);
  // As if that had been a week ago.
  await workspace.asSystem(async ({ db, workspaceId }) => {
    const before = new Date(addDays(today, -40));
    await db.segmentMembership.updateMany({ where: { workspaceId }, data: { enteredOn: before } });
    await db.segment.updateMany({ where: { workspaceId }, data: { membersSince: before } });
    const [leaving] = await db.customer.findMany({ where: { workspaceId, language: "de" }, take: 1 });
    const coming = await db.customer.findMany({
      where: { workspaceId, language: null, erasedAt: null },
      take: 2,
    });
    await db.customer.updateMany({ where: { workspaceId, id: leaving?.id ?? 0 }, data: { language: "en" } });
    await db.customer.updateMany({
      where: { workspaceId, id: { in: coming.map((one) => one.id) } },
      data: { language: "de" },
    });
  });
  const second = await changes();
  expect(second.since).toBe(addDays(today, -40));
  expect(second.months.at(-1)).toMatchObject({ entered: 2, left: 1, members: germans + 1 });
  expect(second.months[0]).toMatchObject({ entered: 0, left: 0, members: germans });
  // Every number leads to its people.
  const behind = (set: string, from: string) =>
    workspace.asSystem(async (scope) => {
      const input = { set, "set.segment": "germans", "set.from": from, "set.to": nextBucket(from, "month") };
      const condition = await customerSet(scope, z.object(customerSetFields).parse(input));
      const [row] = await scope.db.$queryRaw<{ n: number }[]>(Prisma.sql`
        select count(*)::int as n from customer t where t."workspaceId" = ${scope.workspaceId}
          and ${condition ? condition(Prisma.sql`t."id"`) : Prisma.sql`false`}`);
      return row?.n;
    });
  for (const { month, entered, left, members } of second.months)
    expect([
      await behind("segment-entered", month),
      await behind("segment-left", month),
      await behind("segment-members", month),
    ]).toEqual([entered, left, members]);
  // The same once more changes nothing.
  expect(await changes()).toEqual(second);
  // Whoever comes back on the same day never left.
  await workspace.asSystem(async ({ db, workspaceId }) => {
    const gone = await db.segmentMembership.findFirstOrThrow({
      where: { workspaceId, leftOn: { not: null }, segment: { key: "germans" } },
    });
    await db.customer.updateMany({ where: { workspaceId, id: gone.customerId }, data: { language: "de" } });
  });
  expect((await changes()).months.at(-1)).toMatchObject({ entered: 2, left: 0, members: germans + 2 });
});

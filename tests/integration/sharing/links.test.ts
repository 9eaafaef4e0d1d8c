import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Visitor } from "@/lib/auth/admission";
import { permissions, type Role, roles } from "@/lib/auth/roles";
import { hashToken } from "@/lib/auth/tokens";
import { openDoor, passDoor } from "@/lib/doors/open-door";
import { setExpectation } from "@/lib/expectations/mutations/set-expectation";
import { setExpectationInput } from "@/lib/expectations/schema";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { addDays, localDay } from "@/lib/period/local-day";
import { periodOf } from "@/lib/period/period";
import { createShareLinkAction, revokeShareLinkAction } from "@/lib/sharing/actions";
import { listShareLinks } from "@/lib/sharing/queries/list-links";
import { loadShared } from "@/lib/sharing/queries/load-shared";
import { saveSharedViewAction } from "@/lib/views/actions";
import { canary, plantCanaries } from "../../support/canaries";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;
let there: TestWorkspace;
const secret = "The technician Ruprecht never came.";

beforeAll(async () => {
  here = await foundWorkspace("here");
  there = await foundWorkspace("there");
  await plantCanaries(there);
  const quarter = periodOf("last-quarter", localDay(new Date(), "Europe/Berlin"));
  if (!quarter) throw new Error("A quarter has two ends.");
  await here.asSystem(async ({ db, workspaceId }) => {
    await db.touchpoint.createMany({
      data: ["hotline", "letter"].map((key) => ({ workspaceId, key, name: key })),
    });
    await db.customer.createMany({
      data: Array.from({ length: 40 }, (_, n) => ({ workspaceId, externalId: `c${n}`, name: `Person ${n}` })),
    });
  });
  await here.asSystem((scope) =>
    recordFeedbackItems(
      scope,
      Array.from({ length: 40 }, (_, n) => ({
        submissionKey: `r${n}`,
        technique: "survey" as const,
        occasion: "contact" as const,
        answeredAt: addDays(quarter.from, 3 + n),
        customer: `ext:c${n}`,
        // Eight speak of the letter, the others of the hotline.
        touchpoint: n % 5 === 0 ? "letter" : "hotline",
        comment: secret,
        answers: [{ metric: "csat" as const, value: 1 + (n % 5) }],
      })),
    ),
  );
}, 120_000);

const guest = (token: string): Visitor => ({ kind: "share", token, locale: "en" });
const open = async (token: string) =>
  (
    await openDoor(
      { can: "sharedView:read", input: z.object({}), run: (scope) => loadShared(scope) },
      guest(token),
      () => ({}),
    )
  ).result;

const viewOf = async (page: string, query: string) =>
  (
    await openDoor(saveSharedViewAction.door, here.visitor("manager"), () => ({
      name: crypto.randomUUID(),
      page,
      query,
    }))
  ).result.id;

async function linkTo(
  page: string,
  query: string,
  more: object = {},
  role: Role = "manager",
): Promise<string> {
  const input = {
    view: await viewOf(page, query),
    name: "For the board",
    life: "30",
    minimumN: "5",
    ...more,
  };
  const { result } = await openDoor(createShareLinkAction.door, here.visitor(role), () => input);
  expect(result.address).toMatch(/^http:\/\/localhost:3000\/share\/[\w-]{43}$/);
  return result.address.split("/").at(-1) ?? "";
}

describe("a link to a saved view", () => {
  test("shows its figures, and nobody's words, names or ids", async () => {
    const shown = await open(await linkTo("", "measure=csat"));
    expect(shown).toMatchObject({ name: "For the board", workspaceName: "here", filter: [] });
    if (shown.content.page !== "") throw new Error("The overview was shared.");
    expect(shown.content.chosen).toMatchObject({ key: "csat", now: { n: 40, value: 0.4 }, tally: {} });
    expect(shown.content.comments).toBeNull();
    const told = JSON.stringify(shown);
    for (const hidden of [secret, "Person ", "ext:", "c0", "customerId", "notices", "publicId"])
      expect([hidden, told.includes(hidden)]).toEqual([hidden, false]);
    expect(told).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  test("shows comments only where that was allowed, and never by whom", async () => {
    const shown = await open(await linkTo("", "measure=csat", { withComments: "on" }));
    if (shown.content.page !== "") throw new Error("The overview was shared.");
    expect(shown.content.comments?.[0]).toEqual({
      score: expect.any(Number),
      touchpoint: expect.any(String),
      text: secret,
    });
    expect(JSON.stringify(shown)).not.toContain("Person ");
  });

  test("withholds what fewer have answered than was said, in every figure", async () => {
    const shown = await open(await linkTo("breakdown", "by=touchpoint&measure=csat", { minimumN: "10" }));
    if (shown.content.page !== "breakdown") throw new Error("The breakdown was shared.");
    expect(shown.content.rows.map(({ name, now }) => [name, now.n, now.value === null])).toEqual([
      ["hotline", 32, false],
      ["letter", 8, true],
    ]);
    expect(shown.content.rows[1]?.now).toMatchObject({ interval: null, counts: {} });
    const whole = await open(await linkTo("", "measure=csat", { minimumN: "41", withComments: "on" }));
    if (whole.content.page !== "") throw new Error("The overview was shared.");
    expect(whole.content.chosen.now).toMatchObject({ n: 40, value: null, suppressed: true });
    expect(whole.content.chosen.trend.every(({ measured }) => measured.value === null)).toBe(true);
    expect(whole.content.comments).toEqual([]);
  });

  test("keeps the filter it was made with, told by names", async () => {
    const shown = await open(await linkTo("", "measure=csat&touchpoint=letter"));
    expect(shown.filter).toEqual([{ name: "touchpoint", values: ["letter"] }]);
    if (shown.content.page !== "") throw new Error("The overview was shared.");
    expect(shown.content.chosen.now.n).toBe(8);
  });

  test("shows where expectations are missed, of those with enough answers, and whose are not behind it", async () => {
    await here.asSystem(async (scope) => {
      for (const touchpoint of ["hotline", "letter"])
        await setExpectation(
          scope,
          setExpectationInput.parse({
            touchpoint,
            expected: "4.5",
            importance: "4",
            validFrom: "2020-01-01",
          }),
        );
    });
    const gapsAt = async (minimumN: string) => {
      const shown = await open(await linkTo("expectations", "period=last-quarter", { minimumN }));
      if (shown.content.page !== "expectations") throw new Error("Expectations were shared.");
      return shown.content;
    };
    const { worst, counts } = await gapsAt("5");
    expect(worst.map(({ where, who, row }) => [where, who, row.experience.n, row.verdict])).toEqual([
      ["letter", null, 8, "missed"],
      ["hotline", null, 32, "missed"],
    ]);
    expect(counts).toMatchObject({ met: 0, judged: 2 });
    expect(worst[0]?.row).toMatchObject({
      touchpointId: 0,
      parts: [],
      expectations: {},
      experience: { tally: {} },
    });
    expect((await gapsAt("10")).worst.map(({ where }) => where)).toEqual(["hotline"]);
    const map = async (minimumN: string) => {
      const query = "period=last-quarter&view=map&touchpoint=letter&touchpoint=hotline";
      const shown = await open(await linkTo("expectations", query, { minimumN }));
      if (shown.content.page !== "expectations") throw new Error("Expectations were shared.");
      return shown.content.map;
    };
    const cells = (await map("10"))?.places.map(({ key, name }, i) => ({ key, name, i })) ?? [];
    const toAll = (await map("10"))?.cells.map((ofPlace) => ofPlace.at(-1)) ?? [];
    const said = Object.fromEntries(cells.map(({ name, i }) => [name, toAll[i]]));
    expect(cells.map(({ key }) => key)).toEqual(["0", "1"]);
    expect(said.letter).toMatchObject({ n: 8, isWithheld: true, gap: null, row: null });
    expect(said.hotline).toMatchObject({ n: 32, verdict: "missed", row: { touchpointId: 0, parts: [] } });
  });

  test("shows the monthly report", async () => {
    const shown = await open(await linkTo("report", ""));
    expect(shown.content.page).toBe("report");
    expect(JSON.stringify(shown)).not.toContain(secret);
  });

  test("is for figures: a list of people has none", async () => {
    const view = await viewOf("customers", "");
    const input = { view, name: "x", life: "30", minimumN: "5" };
    await expect(
      openDoor(createShareLinkAction.door, here.visitor("manager"), () => input),
    ).rejects.toMatchObject({ details: { fields: { view: "viewNotForGuests" } } });
    await expect(
      openDoor(createShareLinkAction.door, here.visitor("manager"), () => ({ ...input, minimumN: "4" })),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(
      openDoor(createShareLinkAction.door, here.visitor("agent"), () => input),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  test("says so when what it asks for is gone", async () => {
    const token = await linkTo("", "touchpoint=moon-base");
    await expect(open(token)).rejects.toMatchObject({ code: "invalid" });
  });

  test("is remembered by its hash, and by the day it was last opened", async () => {
    const token = await linkTo("", "");
    await open(token);
    const today = localDay(new Date(), "Europe/Berlin");
    await here.asSystem(async (scope) => {
      const tokenHash = hashToken("share", token);
      const link = await scope.db.shareLink.findFirstOrThrow({
        where: { workspaceId: scope.workspaceId, tokenHash },
      });
      expect(link.lastUsedOn?.toISOString().slice(0, 10)).toBe(today);
      expect(JSON.stringify(await listShareLinks(scope))).not.toContain(token);
    });
  });
});

describe("an attack", () => {
  test("a wrong, a revoked and an ended link are the same: there is nothing", async () => {
    const nothing = { code: "notFound" };
    await expect(open("x".repeat(43))).rejects.toMatchObject(nothing);
    await expect(open("")).rejects.toMatchObject(nothing);
    const revoked = await linkTo("", "");
    const ended = await linkTo("", "");
    await here.asSystem(async ({ db, workspaceId }) => {
      const idOf = async (token: string) =>
        (
          await db.shareLink.findFirstOrThrow({
            where: { workspaceId, tokenHash: hashToken("share", token) },
          })
        ).publicId;
      const link = await idOf(revoked);
      await openDoor(revokeShareLinkAction.door, here.visitor("manager"), () => ({ link }));
      await db.shareLink.updateMany({
        where: { workspaceId, publicId: await idOf(ended) },
        data: { expiresAt: new Date(Date.now() - 1) },
      });
    });
    await expect(open(revoked)).rejects.toMatchObject(nothing);
    await expect(open(ended)).rejects.toMatchObject(nothing);
  });

  test("a token of another kind opens no view, and a link's token opens nothing else", async () => {
    const key = await here.apiKey("admin");
    await expect(open(key)).rejects.toMatchObject({ code: "notFound" });
    const token = await linkTo("", "");
    await expect(
      openDoor(
        { can: "metrics:read", input: z.object({}), run: async () => "in" },
        { kind: "key", token },
        () => ({}),
      ),
    ).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("who has a link passes no other door of the house", async () => {
    const token = await linkTo("", "");
    for (const can of permissions) {
      const answer = await passDoor(can, guest(token)).then(
        () => "opened",
        (error: { code?: string }) => error.code,
      );
      expect([can, answer]).toEqual([can, "forbidden"]);
    }
  });

  test("nobody else passes the guests' door, and nobody reads a view by being in the workspace", async () => {
    for (const role of roles)
      await expect(
        openDoor(
          { can: "sharedView:read", input: z.object({}), run: (scope) => loadShared(scope) },
          here.visitor(role),
          () => ({}),
        ),
      ).rejects.toMatchObject({ code: "forbidden" });
    await expect(here.asSystem((scope) => loadShared(scope))).rejects.toMatchObject({ code: "notFound" });
  });

  test("a view of one workspace tells nothing of another", async () => {
    for (const page of ["", "breakdown", "report"]) {
      const shown = await open(await linkTo(page, "period=all"));
      expect(JSON.stringify(shown).includes(canary)).toBe(false);
    }
  });
});

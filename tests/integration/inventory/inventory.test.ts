import { beforeAll, describe, expect, test } from "vitest";
import { admit } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { deleteRatings, rateBrand, undoRatings } from "@/lib/brand/mutations/rate-brand";
import { listVisits } from "@/lib/brand/queries/list-visits";
import { loadBrand } from "@/lib/brand/queries/load-brand";
import { brandInput, rateBrandInput, undoRatingsInput } from "@/lib/brand/schema";
import { createEntry } from "@/lib/catalogue/mutations/edit-entries";
import { createEntryInput } from "@/lib/catalogue/schema/admin";
import { AppError } from "@/lib/errors/app-error";
import { loadInventory } from "@/lib/inventory/queries/load-inventory";
import { loadTouchpoint } from "@/lib/inventory/queries/load-touchpoint";
import { inventoryInput, touchpointPageInput } from "@/lib/inventory/schema";
import { addDays, localDay } from "@/lib/period/local-day";
import { setTouchpoints } from "@/lib/touchpoints/mutations/edit-touchpoints";
import { startFromTelecoms } from "@/lib/touchpoints/mutations/start-from-telecoms";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;

const as = async <T>(role: "admin" | "manager", run: (scope: Scope) => Promise<T>): Promise<T> =>
  withScope(await admit(here.visitor(role)), run);
const inventory = (search: object = {}) =>
  as("manager", (scope) => loadInventory(scope, inventoryInput.parse(search)));
const refused = async (running: Promise<unknown>): Promise<AppError> => {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It was not refused.");
  return error;
};

/** Quiet for more than 90 days, unless somebody answers. */
const longAgo = new Date("2020-01-01");

beforeAll(async () => {
  here = await foundWorkspace("inventoried");
  await as("admin", startFromTelecoms);
  await as("admin", async ({ db, workspaceId }) => {
    const extra = Array.from({ length: 348 }, (_, n) => ({
      workspaceId,
      key: `extra-${n}`,
      name: `Extra ${n}`,
      position: 1_000 + n,
      createdAt: longAgo,
    }));
    await db.touchpoint.createMany({ data: extra });
  });
  await as("manager", (scope) =>
    setTouchpoints(scope, {
      keys: Array.from({ length: 340 }, (_, n) => `extra-${n}`),
      field: "department",
      value: "service",
    }),
  );
}, 120_000);

describe("the inventory of 400 touchpoints", () => {
  test("is one page, says what is missing, and each number is as long as its list", async () => {
    const all = await inventory();
    expect([all.rows.length, all.total, all.inUse]).toEqual([400, 400, 400]);
    // Two of the catalogue and eight of the others.
    expect(all.counts).toEqual({ ownerless: 10, silent: 348, noExpectation: 400 });
    for (const warning of ["ownerless", "silent"] as const)
      expect((await inventory({ warning })).total).toBe(all.counts[warning]);
    expect((await inventory({ warning: "ownerless", q: "extra" })).total).toBe(8);
    expect((await inventory({ warning: ["ownerless", "silent"] })).total).toBe(350);
  });

  test("is asked of the database with as many statements as one of 52", async () => {
    const count = async () => {
      let statements = 0;
      await as("manager", async (scope) => {
        const counted = new Proxy(scope.db, {
          get(target, name) {
            if (name === "$queryRaw") statements++;
            return Reflect.get(target, name);
          },
        });
        await loadInventory({ ...scope, db: counted } as Scope, inventoryInput.parse({}));
      });
      return statements;
    };
    expect(await count()).toBeLessThan(12);
  });

  test("is narrowed by place, with a phase meaning its parts, and by what belongs to nobody", async () => {
    const acquisition = await inventory({ phase: "acquisition" });
    expect(new Set(acquisition.rows.map(({ phase }) => phase))).toEqual(
      new Set(["awareness", "consideration", "decision"]),
    );
    expect((await inventory({ phase: "-" })).total).toBe(348);
    expect((await inventory({ department: ["service", "-"], q: "extra" })).total).toBe(348);
    expect((await inventory({ department: "gone" })).total).toBe(0);
    expect((await inventory({ planned: "true" })).rows.every(({ planned }) => planned === true)).toBe(true);
  });

  test("knows what the reader's department looks after", async () => {
    const { userId } = here.people.manager;
    await as("admin", async ({ db, workspaceId }) => {
      const department = await db.department.findFirst({ where: { workspaceId, key: "service" } });
      await db.membership.updateMany({
        where: { workspaceId, userId },
        data: { departmentId: department?.id ?? null },
      });
    });
    const { mine } = await inventory();
    expect(mine.department?.key).toBe("service");
    expect((await inventory({ department: "service" })).total).toBe(mine.department?.count);
  });
});

describe("one touchpoint", () => {
  test("stands between its neighbours of the list, and tells who changed what", async () => {
    await as("manager", (scope) =>
      setTouchpoints(scope, { keys: ["extra-1"], field: "state", value: "analysed" }),
    );
    const one = await as("manager", (scope) =>
      loadTouchpoint(scope, touchpointPageInput.parse({ key: "extra-1", q: "extra" })),
    );
    expect(one.row.state).toBe("analysed");
    expect(one.neighbours).toEqual({ previous: "extra-0", next: "extra-2" });
    expect(one.history.rows[0]).toMatchObject({
      action: "touchpoint.change",
      actor: "manager of inventoried",
    });
    expect(one.history.names.get("touchpoint extra-1")).toBe(one.row.name);
    expect(one.figure.now.value).toBeNull();
  });

  test("that does not exist is not found", async () => {
    const wanted = as("manager", (scope) =>
      loadTouchpoint(scope, touchpointPageInput.parse({ key: "nowhere" })),
    );
    expect((await refused(wanted)).code).toBe("notFound");
  });
});

describe("brand fit", () => {
  const rate = (said: object) => as("manager", (scope) => rateBrand(scope, rateBrandInput.parse(said)));
  const [day, dayAfter] = [-30, -29].map((days) => addDays(localDay(new Date(), "Europe/Berlin"), days));
  const visit = { touchpoint: "store-advice", by: "mystery", on: day };
  const brandFit = async () => {
    const brand = await as("manager", (scope) => loadBrand(scope, brandInput.parse({})));
    return brand.rated.find(({ key }) => key === "store-advice")?.fit ?? null;
  };

  beforeAll(async () => {
    for (const key of ["fair", "near"])
      await as("admin", (scope) =>
        createEntry(scope, createEntryInput.parse({ list: "brand-values", key, "names.en": key })),
      );
  });

  test("by customers and by visits stays apart", async () => {
    await rate({ ...visit, "scores.fair": "4", "scores.near": "2", note: "Greeted after four minutes." });
    await rate({ ...visit, on: dayAfter, "scores.fair": "5" });
    await rate({ ...visit, by: "customers", n: "40", "scores.all": "4.6" });
    const found = await brandFit();
    expect(found?.overall.customers).toEqual({ score: 4.6, n: 40, on: day });
    // Fair 4.5 of two visits, near 2 of one.
    expect(found?.overall.mystery).toEqual({ score: 3.25, n: 2, on: dayAfter });
    expect((await as("manager", (scope) => listVisits(scope))).map(({ scores }) => scores.length)).toEqual([
      1, 2,
    ]);
  });

  test("what is wrong is refused at its field, and nothing is written", async () => {
    const before = await brandFit();
    expect((await refused(rate(visit))).details.fields).toEqual({ "scores.all": "rateSomething" });
    expect((await refused(rate({ ...visit, on: "2100-01-01", "scores.fair": "3" }))).details.fields).toEqual({
      on: "notInFuture",
    });
    expect((await refused(rate({ ...visit, by: "customers", "scores.fair": "3" }))).details.fields).toEqual({
      n: "fillIn",
    });
    const unknown = refused(rate({ ...visit, "scores.gone": "3" }));
    expect((await unknown).details.fields).toEqual({ "scores.gone": "unknownBrandValue" });
    expect(rateBrandInput.safeParse({ ...visit, "scores.fair": "6" }).success).toBe(false);
    expect(await brandFit()).toEqual(before);
  });

  test("a visit that was deleted comes back whole", async () => {
    const before = await brandFit();
    const [first] = await as("manager", (scope) => listVisits(scope));
    const deleted = await as("manager", (scope) => deleteRatings(scope, { ids: first?.ids ?? [] }));
    expect((await brandFit())?.overall.mystery?.n).toBe(1);
    await as("manager", (scope) => undoRatings(scope, undoRatingsInput.parse(deleted)));
    expect(await brandFit()).toEqual(before);
    const again = as("manager", (scope) => undoRatings(scope, undoRatingsInput.parse(deleted)));
    expect((await refused(again)).code).toBe("conflict");
  });
});

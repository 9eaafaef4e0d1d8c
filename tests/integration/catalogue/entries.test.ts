import { beforeAll, describe, expect, test } from "vitest";
import { admit } from "@/lib/auth/admission";
import type { Scope } from "@/lib/auth/scope";
import { withScope } from "@/lib/auth/scope";
import {
  changeEntry,
  createEntry,
  deleteEntry,
  retireEntry,
  sortEntries,
  undoEntry,
} from "@/lib/catalogue/mutations/edit-entries";
import {
  createProduct,
  deleteProduct,
  editProduct,
  retireProduct,
  undoProduct,
} from "@/lib/catalogue/mutations/edit-products";
import { listEntries } from "@/lib/catalogue/queries/list-entries";
import { listProducts } from "@/lib/catalogue/queries/list-products";
import { whatUses } from "@/lib/catalogue/queries/what-uses";
import { type CatalogueList, undoEntryInput } from "@/lib/catalogue/schema/admin";
import {
  createProductInput,
  editProductInput,
  productsInput,
  undoProductInput,
} from "@/lib/catalogue/schema/products";
import { AppError } from "@/lib/errors/app-error";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let here: TestWorkspace;

beforeAll(async () => {
  here = await foundWorkspace("lists");
}, 60_000);

const as = async <T>(role: "admin" | "manager", run: (scope: Scope) => Promise<T>): Promise<T> =>
  withScope(await admit(here.visitor(role)), run);

const entry = async (list: CatalogueList, key: string) =>
  (await as("admin", (scope) => listEntries(scope, { list, retired: "true" }))).entries.find(
    (one) => one.key === key,
  );

const undo = (list: CatalogueList, { before }: { before: string }) =>
  as("admin", (scope) => undoEntry(scope, undoEntryInput.parse({ list, before })));

const refused = async (running: Promise<unknown>): Promise<AppError> => {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It was not refused.");
  return error;
};

describe("a list that an admin keeps", () => {
  test("names have one field per language, and every change can be taken back", async () => {
    const list = "departments";
    const made = await as("admin", (scope) =>
      createEntry(scope, { list, key: "service", names: { en: "Service", de: "Kundendienst" } }),
    );
    expect(await entry(list, "service")).toMatchObject({ name: "Service", names: { de: "Kundendienst" } });
    const changed = await as("admin", (scope) =>
      changeEntry(scope, { list, key: "service", version: 1, names: { en: "Customer service", de: null } }),
    );
    expect((await entry(list, "service"))?.names).toEqual({ en: "Customer service" });
    await undo(list, changed);
    expect((await entry(list, "service"))?.names).toEqual({ en: "Service", de: "Kundendienst" });
    // The creation itself was followed by two more changes: what it made is no longer what it was.
    expect((await refused(undo(list, made))).reason).toBe("changedMeanwhile");
  });

  test("a key that is taken is refused at its field, and the other name stays", async () => {
    const again = as("admin", (scope) =>
      createEntry(scope, { list: "channels", key: "phone", names: { en: "Mine" } }),
    );
    expect((await refused(again)).details.fields).toEqual({ key: "keyTaken" });
    expect((await entry("channels", "phone"))?.name).toBe("Phone");
  });

  test("the second of two editors hears who was first, and may save anyway", async () => {
    const list = "channels";
    const edit = (name: string, anyway?: "yes") =>
      as("admin", (scope) =>
        changeEntry(scope, { list, key: "chat", version: 1, anyway, names: { en: name } }),
      );
    await edit("Live chat");
    const error = await refused(edit("Chatbot"));
    expect([error.code, error.reason, error.details.values]).toEqual([
      "conflict",
      "changedMeanwhileBy",
      { name: "admin of lists" },
    ]);
    await edit("Chatbot", "yes");
    expect((await entry(list, "chat"))?.name).toBe("Chatbot");
  });

  test("what history needs cannot be deleted, only retired; it keeps its name there", async () => {
    await here.asSystem(async ({ db, workspaceId }) => {
      const phone = await db.channel.findFirstOrThrow({ where: { workspaceId, key: "phone" } });
      await db.touchpoint.create({
        data: { workspaceId, key: "hotline", name: "Hotline", channelId: phone.id },
      });
    });
    const named = { list: "channels", key: "phone" } as const;
    const usage = await as("manager", (scope) => whatUses(scope, named));
    expect(usage).toEqual({ uses: [{ kind: "touchpoints", count: 1, isMore: false }], canDelete: false });
    expect((await refused(as("admin", (scope) => deleteEntry(scope, named)))).reason).toBe("onlyRetire");
    const retired = await as("admin", (scope) => retireEntry(scope, named));
    expect(await entry("channels", "phone")).toMatchObject({ isRetired: true, name: "Phone" });
    await undo("channels", retired);
    expect(await entry("channels", "phone")).toMatchObject({ isRetired: false });
  });

  test("a phase is not retired while touchpoints stand in it", async () => {
    const named = { list: "phases", key: "usage" } as const;
    const stand = (key: string | null) =>
      here.asSystem(async ({ db, workspaceId }) => {
        const phase = key ? await db.phase.findFirstOrThrow({ where: { workspaceId, key } }) : null;
        await db.touchpoint.updateMany({
          where: { workspaceId, key: "hotline" },
          data: { phaseId: phase?.id ?? null },
        });
      });
    await stand("usage");
    expect((await refused(as("admin", (scope) => retireEntry(scope, named)))).reason).toBe(
      "phaseHasTouchpoints",
    );
    await stand(null);
    const retired = await as("admin", (scope) => retireEntry(scope, named));
    await undo("phases", retired);
  });

  test("what nothing uses goes, and comes back whole", async () => {
    const named = { list: "channels", key: "sms" } as const;
    const before = await entry("channels", "sms");
    const gone = await as("admin", (scope) => deleteEntry(scope, named));
    expect(await entry("channels", "sms")).toBeUndefined();
    await undo("channels", gone);
    expect((await entry("channels", "sms"))?.names).toEqual(before?.names);
  });

  test("the three phases and the fixed moments of truth stay; parts stand under their phase", async () => {
    for (const [list, key] of [
      ["phases", "active"],
      ["moments-of-truth", "malfunction"],
    ] as const) {
      expect((await refused(as("admin", (scope) => retireEntry(scope, { list, key })))).reason).toBe(
        "staysInUse",
      );
      expect((await refused(as("admin", (scope) => deleteEntry(scope, { list, key })))).code).toBe(
        "conflict",
      );
    }
    const under = (parent: string) =>
      as("admin", (scope) =>
        createEntry(scope, { list: "phases", key: "trial", names: { en: "Trial" }, parent }),
      );
    expect((await refused(under("awareness"))).details.fields).toEqual({ parent: "unknownPhase" });
    await under("acquisition");
    const keys = (await as("admin", (scope) => listEntries(scope, { list: "phases" }))).entries.map(
      ({ key }) => key,
    );
    expect(keys.slice(0, 6)).toEqual([
      "acquisition",
      "awareness",
      "consideration",
      "decision",
      "trial",
      "active",
    ]);
  });

  test("an order is kept, and taken back by the order before", async () => {
    const keys = async () =>
      (await as("admin", (scope) => listEntries(scope, { list: "moments-of-truth" }))).entries.map(
        ({ key }) => key,
      );
    const before = await keys();
    const list = "moments-of-truth";
    const back = await as("admin", (scope) => sortEntries(scope, { list, order: before.toReversed() }));
    expect(await keys()).toEqual(before.toReversed());
    await as("admin", (scope) => sortEntries(scope, { list, order: JSON.parse(back.order) as string[] }));
    expect(await keys()).toEqual(before);
  });
});

describe("products", () => {
  const product = async (key: string) =>
    (await as("admin", (scope) => listProducts(scope, productsInput.parse({ open: key, retired: "true" }))))
      .opened;
  const takeBack = ({ before }: { before: string }) =>
    as("admin", (scope) => undoProduct(scope, undoProductInput.parse({ before })));
  const edited = (raw: Record<string, unknown>) =>
    as("admin", (scope) => editProduct(scope, editProductInput.parse(raw)));

  test("have a name, a group and a price, the second of two editors is told, and a change is taken back", async () => {
    await as("admin", (scope) =>
      createEntry(scope, { list: "product-groups", key: "devices", names: { en: "Devices" } }),
    );
    const made = await as("admin", (scope) =>
      createProduct(
        scope,
        createProductInput.parse({ key: "router", "names.en": "Router", group: "devices", price: "129.90" }),
      ),
    );
    expect(await product("router")).toMatchObject({
      ...{ name: "Router", priceMinor: 12_990, version: 1, orderLines: 0 },
      group: { key: "devices", name: "Devices" },
    });
    const change = await edited({ key: "router", version: "1", "names.en": "Router X", price: "99" });
    expect(await product("router")).toMatchObject({ name: "Router X", priceMinor: 9_900, group: null });
    const second = edited({ key: "router", version: "1", "names.en": "Another" });
    expect((await refused(second)).code).toBe("conflict");
    await takeBack(change);
    expect(await product("router")).toMatchObject({ name: "Router", priceMinor: 12_990 });
    expect((await refused(takeBack(made))).reason).toBe("changedMeanwhile");
    const again = as("admin", (scope) =>
      createProduct(scope, createProductInput.parse({ key: "router", "names.en": "Twice" })),
    );
    expect((await refused(again)).details.fields).toEqual({ key: "keyTaken" });
  });

  test("are searched and narrowed to a group; what an order names is retired and never deleted", async () => {
    await as("admin", async ({ db, workspaceId }) => {
      const customer = await db.customer.create({ data: { workspaceId, externalId: "buyer", name: "B" } });
      const router = await db.product.findFirstOrThrow({ where: { workspaceId, key: "router" } });
      await db.order.create({
        data: {
          ...{
            workspaceId,
            externalId: "o1",
            customerId: customer.id,
            status: "completed",
            totalMinor: 100n,
          },
          ...{ orderedAt: new Date("2026-01-05T10:00:00Z"), day: new Date("2026-01-05") },
          lines: { create: { position: 0, productId: router.id, quantity: 1, amountMinor: 100n } },
        },
      });
    });
    const keys = async (input: object) =>
      (await as("admin", (scope) => listProducts(scope, productsInput.parse(input)))).products.map(
        ({ key }) => key,
      );
    expect(await keys({ q: "ROUT" })).toEqual(["router"]);
    expect(await keys({ group: ["devices"] })).toEqual(["router"]);
    expect(await keys({ q: "nothing like it" })).toEqual([]);
    expect((await product("router"))?.orderLines).toBe(1);
    const gone = as("admin", (scope) => deleteProduct(scope, { key: "router" }));
    expect((await refused(gone)).reason).toBe("onlyRetire");
    const retired = await as("admin", (scope) => retireProduct(scope, { key: "router" }));
    expect(await keys({})).toEqual([]);
    await takeBack(retired);
    expect(await keys({})).toEqual(["router"]);
  });
});

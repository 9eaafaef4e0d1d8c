import { describe, expect, it } from "vitest";
import type { AppError } from "@/lib/errors/app-error";
import { undoImport } from "@/lib/imports/mutations/undo-import";
import type { ImportView } from "@/lib/imports/queries/get-import";
import { sentenceOf } from "@/lib/language/translator";
import { fingerprint } from "@/tests/support/canaries";
import { ownImports, type Said } from "./workspace";

const imports = ownImports();

const undo = (workspace: number, { id }: ImportView) =>
  imports.inScope(workspace, (scope) => undoImport(scope, { id }));
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "taken back",
    ({ reason, code, details }: AppError) =>
      `${code} ${reason ?? ""} ${details.things?.join(", ") ?? ""}`.trim(),
  );

/** Rows that matter, without counters of versions and times. */
async function stateOf(workspace: number) {
  const all = await fingerprint(imports.database().ownerUrl, workspace);
  const {
    import: _,
    // That somebody imported and took back stays written down.
    audit_entry,
    import_error,
    stored_file,
    // Nor do months forget that something was changed in them until they are counted anew.
    score_mark,
    order_mark,
    customer_mark,
    customer,
    touchpoint,
    order,
    contract,
    contact,
    ...rest
  } = all;
  const rows = await imports.inScope(workspace, async ({ db, workspaceId }) => {
    const query = { where: { workspaceId }, orderBy: { id: "asc" as const }, omit: { updatedAt: true } };
    const versioned = { ...query, omit: { updatedAt: true, version: true } };
    return [
      await db.customer.findMany(versioned),
      await db.touchpoint.findMany(versioned),
      await db.order.findMany(query),
      await db.contract.findMany(query),
      await db.contact.findMany(query),
    ];
  });
  return { ...rest, rows };
}

const customers: Said = { kind: "customers", mapping: { externalId: "id", name: "name" } };
const orders: Said = {
  kind: "orders",
  mapping: {
    externalId: "no",
    customer: "who",
    orderedAt: "at",
    "lines.product": "sku",
    "lines.productGroup": "group",
    "lines.amount": "amount",
  },
  options: { createMissing: ["customers", "products"] },
};
const feedback: Said = {
  mapping: {
    submissionKey: "key",
    customer: "who",
    touchpoint: "where",
    answeredAt: "at",
    answers: [{ metric: "nps", column: "nps" }],
  },
  options: { createMissing: ["customers", "touchpoints"], defaults: { technique: "survey" } },
};
const contracts: Said = {
  kind: "contracts",
  mapping: { externalId: "id", customer: "who", plan: "plan", startedOn: "from", monthlyRevenue: "fee" },
  options: { createMissing: ["customers"] },
};

describe("taking an import back", () => {
  it("leaves everything as it was before", async () => {
    const workspace = await imports.newWorkspace();
    await imports.run(workspace, customers, "id,name\n1,Ann\n2,Bob\n");
    await imports.run(
      workspace,
      orders,
      "no,who,at,sku,group,amount\nA,1,2024-01-01,x,g,1\nA,1,2024-01-01,y,,2\nB,2,2024-01-01,x,,3\n",
    );
    await imports.run(workspace, contracts, "id,who,plan,from,fee\nk,1,Basic,2024-01-01,9\n");
    const before = await stateOf(workspace);
    for (const [said, file] of [
      [customers, "id,name\n1,Anna\n3,Cid\n1,Annika\n"],
      [orders, "no,who,at,sku,group,amount\nA,1,2024-01-01,z,new,9\nC,7,2024-01-01,x,,1\n"],
      [contracts, "id,who,plan,from,fee\nk,9,Pro,2024-02-01,10\nl,1,Pro,2024-02-01,10\n"],
      [feedback, "key,who,where,at,nps\n1,1,shop,2024-01-01,9\n2,5,web,2024-01-01,9\n"],
      [{ kind: "touchpoints", mapping: { key: "key", channel: "channel" } }, "key,channel\nt1,phone\n"],
    ] as const) {
      const done = await imports.run(workspace, said, file);
      expect(await stateOf(workspace)).not.toEqual(before);
      expect(await undo(workspace, done)).toMatchObject({ id: done.id, status: "undone" });
      expect(await stateOf(workspace)).toEqual(before);
      expect(await refusal(undo(workspace, done))).toBe("conflict importUndone");
    }
  });

  it("makes room for the same file again", async () => {
    const workspace = await imports.newWorkspace();
    const file = "key,who,where,at,nps\n,1,shop,2024-01-01,9\n,1,shop,2024-01-01,9\n";
    await undo(workspace, await imports.run(workspace, feedback, file));
    expect((await imports.run(workspace, feedback, file)).created).toBe(2);
  });

  it("is refused once something else builds on it", async () => {
    const workspace = await imports.newWorkspace();
    const first = await imports.run(workspace, customers, "id,name\n1,Ann\n2,Bob\n");
    const second = await imports.run(workspace, feedback, "key,who,where,at,nps\n1,1,shop,2024-01-01,9\n");
    const third = await imports.run(workspace, customers, "id,name\n2,Bobby\n");
    const before = await stateOf(workspace);
    expect(await refusal(undo(workspace, first))).toBe("conflict importBuiltOn customer, feedback");
    expect(await stateOf(workspace)).toEqual(before);
    await imports.inScope(workspace, ({ db, workspaceId }) =>
      db.customer.update({
        where: { workspaceId_externalId: { workspaceId, externalId: "2" } },
        data: { name: "Robert", updatedAt: new Date(Date.now() + 1000) },
      }),
    );
    expect(await refusal(undo(workspace, third))).toBe("conflict importBuiltOn customer");
    await imports.inScope(workspace, async ({ db, workspaceId }) => {
      const touchpoint = await db.touchpoint.findFirstOrThrow({ where: { workspaceId, key: "shop" } });
      await db.marker.create({
        data: { workspaceId, on: new Date("2024-01-01"), title: "!", touchpointId: touchpoint.id },
      });
    });
    expect(await refusal(undo(workspace, second))).toBe("conflict importBuiltOn marker");
    await imports.inScope(workspace, ({ db, workspaceId }) =>
      db.marker.deleteMany({ where: { workspaceId } }),
    );
    const tag = await imports.inScope(workspace, async ({ db, workspaceId }) => {
      const { id } = await db.feedback.findFirstOrThrow({ where: { workspaceId } });
      const { id: tagId } = await db.tag.create({ data: { workspaceId, name: "read" } });
      return db.feedbackTag.create({ data: { workspaceId, feedbackId: id, tagId } });
    });
    expect(await refusal(undo(workspace, second))).toBe("conflict importBuiltOn feedback_tag");
    await imports.inScope(workspace, ({ db, workspaceId }) =>
      db.feedbackTag.deleteMany({ where: { workspaceId, tagId: tag.tagId } }),
    );
    expect(await refusal(undo(workspace, second))).toBe("taken back");
  });

  it("never takes with it what somebody wrote down about a customer, and names it in the reader's language", async () => {
    const workspace = await imports.newWorkspace();
    const done = await imports.run(workspace, customers, "id,name\n1,Ann\n");
    await imports.inScope(workspace, async ({ db, workspaceId }) => {
      const { id } = await db.customer.findFirstOrThrow({ where: { workspaceId } });
      await db.needStatement.create({
        data: {
          workspaceId,
          customerId: id,
          kind: "wish",
          text: "Call me in the evening",
          source: "talk",
          on: new Date(),
        },
      });
    });
    const error = await undo(workspace, done).then(
      () => null,
      (refused: AppError) => refused,
    );
    if (!error) throw new Error("It was taken back.");
    expect(sentenceOf(error, "de").message).toContain("(Aussagen von Kunden)");
    expect(sentenceOf(error, "en").message).toContain("(what customers said matters to them)");
    expect(
      await imports.inScope(workspace, ({ db, workspaceId }) =>
        db.needStatement.count({ where: { workspaceId } }),
      ),
    ).toBe(1);
  });

  it("waits until the import has ended, and knows nothing of other workspaces", async () => {
    const workspace = await imports.newWorkspace();
    const other = await imports.newWorkspace();
    const importId = await imports.start(workspace, customers, "id,name\n1,Ann\n");
    const queued = await imports.view(workspace, importId);
    expect(await refusal(undo(workspace, queued))).toBe("conflict importNotFinished");
    const done = await imports.finish(workspace, importId);
    expect(await refusal(undo(other, done))).toBe("notFound");
    expect(await refusal(undo(workspace, done))).toBe("taken back");
  });
});

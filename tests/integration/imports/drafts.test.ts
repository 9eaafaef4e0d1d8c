import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  createDraft,
  describeDraft,
  discardDraft,
  mapDraft,
  startDraft,
} from "@/lib/imports/mutations/drafts";
import { loadDraft, loadNewImport } from "@/lib/imports/queries/load-draft-pages";
import { fieldName } from "@/lib/imports/rules/draft-form";
import { bytesInMemory } from "@/lib/imports/rules/read-records";
import { fingerprint } from "@/tests/support/canaries";
import { workbookOf } from "@/tests/support/zip";
import { hasSharedData, ownImports, sharedFile } from "./workspace";

const imports = ownImports();

const upload = (workspace: number, file: Buffer | string, name = "file.csv") =>
  imports.inScope(workspace, (scope) =>
    createDraft(scope, {}, { ...bytesInMemory(Buffer.from(file)), name }),
  );
const page = (workspace: number, id: string, step: "file" | "mapping" | "check") =>
  imports.inScope(workspace, (scope) => loadDraft(scope, { id, step }));

/** The form of the second step as the page fills it in, with some fields filled in differently. */
async function formOf(workspace: number, id: string, changes: Record<string, string | string[]> = {}) {
  const { choices, columns } = await page(workspace, id, "mapping");
  const filled = choices.flatMap((choice, at) =>
    Object.entries(choice).map(([part, value]) => [
      fieldName(columns[at]?.index ?? 0, part as "target"),
      value,
    ]),
  );
  return { draft: id, ...Object.fromEntries(filled), ...changes };
}

async function finish(workspace: number, publicId: string) {
  const { id } = await imports.inScope(workspace, ({ db, workspaceId }) =>
    db.import.findFirstOrThrow({ where: { workspaceId, publicId } }),
  );
  return imports.finish(workspace, id);
}

const shop =
  "Kundennr;Name;E-Mail;Telefon;Land;Kunde seit;Tarif\n17850.0;Ada;Ada@X.de;0171 5566778;Deutschland;01.02.2020;Fibre\n17851.0;Bob;kaputt;;Mars;13.02.2020;TV\n";

describe("a file that is brought in by hand", () => {
  it("is understood, mapped, tried out and imported", async () => {
    const workspace = await imports.newWorkspace();
    const { id } = await upload(workspace, shop, "kunden.csv");
    const first = await page(workspace, id, "check");
    expect(first).toMatchObject({
      step: "file",
      kind: "customers",
      file: "kunden.csv",
      problem: null,
      facts: { isWorkbook: false, encoding: "utf-8", delimiter: ";", header: 1 },
    });
    expect(first.columns.map(({ type }) => type)).toEqual([
      "number",
      "text",
      "text",
      "text",
      "text",
      "date",
      "text",
    ]);
    expect(first.columns[5]).toMatchObject({
      dateFormat: "DD.MM.YYYY",
      samples: ["01.02.2020", "13.02.2020"],
    });

    await imports.inScope(workspace, (scope) => describeDraft(scope, { draft: id, kind: "customers" }));
    const { choices } = await page(workspace, id, "mapping");
    expect(choices.map(({ target }) => target)).toEqual([
      "externalId",
      "name",
      "email",
      "phone",
      "country",
      "joinedOn",
      "attribute",
    ]);
    expect(choices[0]?.pattern).toBe("^(\\d+)(?:\\.0)?$");
    const form = await formOf(workspace, id);
    await imports.inScope(workspace, (scope) => mapDraft(scope, form));

    const before = await fingerprint(imports.database().ownerUrl, workspace);
    const { rehearsal } = await page(workspace, id, "check");
    // Trying it out leaves nothing behind.
    expect(await fingerprint(imports.database().ownerUrl, workspace)).toEqual(before);
    expect(rehearsal).toMatchObject({
      lines: 2,
      hasMore: false,
      counts: { created: 1, rejected: 1 },
      problems: [
        { line: 3, column: "E-Mail", value: "kaputt", reason: "importNotAnEmail" },
        { line: 3, column: "Land", value: "Mars", reason: "importUnknownCountry" },
      ],
      rows: [
        {
          line: 2,
          outcome: "created",
          values: {
            externalId: "17850",
            name: "Ada",
            email: "ada@x.de",
            country: "DE",
            joinedOn: "2020-02-01",
            attributes: { tarif: "Fibre" },
          },
        },
      ],
    });

    const started = await imports.inScope(workspace, (scope) =>
      startDraft(scope, { draft: id, saveAs: "Customers of the shop", again: false }),
    );
    expect(await finish(workspace, started.id)).toMatchObject({ status: "done", created: 1, rejected: 1 });
    expect((await imports.inScope(workspace, loadNewImport)).waiting).toEqual([]);
  });

  it("is offered the mapping that was saved for its columns, and tells what is there already", async () => {
    const workspace = await imports.newWorkspace();
    const file = "at,score,why\n2024-01-01,9,good\n2024-01-02,3,bad\n";
    const first = await upload(workspace, file);
    await imports.inScope(workspace, (scope) => describeDraft(scope, { draft: first.id, kind: "feedback" }));
    const form = await formOf(workspace, first.id, {
      "c0-target": "answeredAt",
      "c1-target": "answer",
      "c1-metric": "nps",
      "c1-scale": "0-10",
      "c2-target": "comment",
      "d-technique": "survey",
    });
    await imports.inScope(workspace, (scope) => mapDraft(scope, form));
    const done = await imports.inScope(workspace, (scope) =>
      startDraft(scope, { draft: first.id, saveAs: "Monthly", again: false }),
    );
    expect(await finish(workspace, done.id)).toMatchObject({ created: 2 });

    const second = await upload(workspace, `${file}2024-02-01,7,so so\n`);
    const { offered } = await page(workspace, second.id, "file");
    expect(offered).toMatchObject([{ name: "Monthly", kind: "feedback" }]);
    await imports.inScope(workspace, (scope) =>
      describeDraft(scope, { draft: second.id, kind: "feedback", saved: offered[0]?.id }),
    );
    const { rehearsal } = await page(workspace, second.id, "check");
    expect(rehearsal).toMatchObject({ counts: { created: 1, duplicate: 2 }, duplicates: [2, 3] });
    // The file says no time, so none is shown.
    expect(rehearsal?.rows.at(-1)).toMatchObject({ line: 4, values: { answeredAt: "2024-02-01" } });
    const again = await imports.inScope(workspace, (scope) =>
      startDraft(scope, { draft: second.id, saveAs: "", again: true }),
    );
    expect(await finish(workspace, again.id)).toMatchObject({ created: 3, duplicate: 0 });
  });

  it("may be a workbook, whose sheet can be chosen", async () => {
    const workspace = await imports.newWorkspace();
    const row = (...cells: string[]) =>
      `<row>${cells.map((cell) => `<c t="str"><v>${cell}</v></c>`).join("")}</row>`;
    const { id } = await upload(
      workspace,
      workbookOf({ sheet: row("key", "name") + row("web", "Web site") }),
      "x.xlsx",
    );
    expect((await page(workspace, id, "file")).facts).toMatchObject({ isWorkbook: true, sheets: ["Data"] });
    await imports.inScope(workspace, (scope) => describeDraft(scope, { draft: id, kind: "touchpoints" }));
    const form = await formOf(workspace, id);
    await imports.inScope(workspace, (scope) => mapDraft(scope, form));
    expect((await page(workspace, id, "check")).rehearsal).toMatchObject({ counts: { created: 1 } });
    const started = await imports.inScope(workspace, (scope) =>
      startDraft(scope, { draft: id, saveAs: "", again: false }),
    );
    expect(await finish(workspace, started.id)).toMatchObject({ status: "done", created: 1 });
    const left = await imports.inScope(workspace, ({ db, workspaceId }) =>
      Promise.all([
        db.fileChunk.count({ where: { workspaceId } }),
        db.storedFile.count({ where: { workspaceId } }),
      ]),
    );
    expect(left).toEqual([0, 1]);
  });

  it("that cannot be is refused with the field that says it, and keeps what was said before", async () => {
    const workspace = await imports.newWorkspace();
    const { id } = await upload(workspace, "no,day,fee\n1,01/02/2024,5\n2,03/02/2024,6\n");
    await imports.inScope(workspace, (scope) => describeDraft(scope, { draft: id, kind: "orders" }));
    const attempt = (changes: Record<string, string>) =>
      formOf(workspace, id, {
        "c0-target": "customer",
        "c1-target": "orderedAt",
        "c2-target": "total.amount",
        ...changes,
      })
        .then((form) => imports.inScope(workspace, (scope) => mapDraft(scope, form)))
        .then(
          () => "taken",
          (error) => [error.reason, error.details.fields],
        );
    expect(await attempt({ "c1-dateFormat": "" })).toEqual([
      "importDatesAmbiguous",
      { dateFormat: "importDatesAmbiguous" },
    ]);
    expect(await attempt({ "c0-target": "none", "c1-dateFormat": "DD/MM/YYYY" })).toEqual([
      "importNeedsField",
      { mapping: "importNeedsField" },
    ]);
    expect(await attempt({ "c0-pattern": "(a+)+$" })).toMatchObject([
      "importPatternForm",
      { "c0-target": "importPatternFormHere" },
    ]);
    expect(await attempt({ "c1-dateFormat": "DD/MM/YYYY", createMissing: "customers" })).toBe("taken");
    await imports.inScope(workspace, (scope) => discardDraft(scope, { draft: id }));
    const left = await imports.inScope(workspace, ({ db, workspaceId }) =>
      Promise.all([
        db.fileChunk.count({ where: { workspaceId } }),
        db.storedFile.count({ where: { workspaceId } }),
      ]),
    );
    expect(left).toEqual([0, 0]);
  });
});

describe.skipIf(!hasSharedData)("real files are understood", () => {
  it("a shop's order lines: ids with decimals, rules for what to leave out", {
    timeout: 180_000,
  }, async () => {
    const workspace = await imports.newWorkspace({ currency: "GBP" });
    const file = sharedFile("online_retail_first4months/online_retail_2010-12_2011-03.csv.gz");
    const { id } = await upload(workspace, file.subarray(0, file.lastIndexOf("\n", 3_000_000) + 1));
    expect(await page(workspace, id, "file")).toMatchObject({ kind: "orders", problem: null });
    await imports.inScope(workspace, (scope) => describeDraft(scope, { draft: id, kind: "orders" }));
    const { choices } = await page(workspace, id, "mapping");
    expect(choices.map(({ target }) => target)).toEqual([
      "externalId",
      "lines.product",
      "lines.productName",
      "lines.quantity",
      "orderedAt",
      "lines.unitPrice",
      "customer",
      "",
    ]);
    const form = await formOf(workspace, id, {
      createMissing: ["customers", "products"],
      "when-cancelled-column": "InvoiceNo",
      "when-cancelled-op": "beginsWith",
      "when-cancelled-value": "C",
      "skip0a-column": "CustomerID",
      "skip0a-op": "empty",
      "skip1a-column": "InvoiceNo",
      "skip1a-op": "notBeginsWith",
      "skip1a-value": "C",
      "skip1b-column": "Quantity",
      "skip1b-op": "lessOrEqual",
      "skip1b-value": "0",
    });
    await imports.inScope(workspace, (scope) => mapDraft(scope, form));
    const { rehearsal, problem } = await page(workspace, id, "check");
    expect([problem, rehearsal?.hasMore, rehearsal?.problems]).toEqual([null, true, []]);
    expect(rehearsal?.rows[0]?.values).toMatchObject({ customer: "17850", status: "completed" });
  });

  it("a survey: fourteen and more columns of answers", async () => {
    const workspace = await imports.newWorkspace();
    const file = readFileSync(
      path.resolve(import.meta.dirname, "../../../../shared/data/ecsi_mobi/mobi.csv"),
    );
    const { id } = await upload(workspace, file);
    expect((await page(workspace, id, "file")).kind).toBe("feedback");
    await imports.inScope(workspace, (scope) => describeDraft(scope, { draft: id, kind: "feedback" }));
    const { choices } = await page(workspace, id, "mapping");
    expect(choices.every(({ target, scale }) => target === "answer" && scale === "1-10")).toBe(true);
  });
});

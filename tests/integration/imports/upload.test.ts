import { readdirSync } from "node:fs";
import os from "node:os";
import { beforeAll, describe, expect, it } from "vitest";
import { runImport } from "@/lib/jobs/run-import";
import { handlerOf } from "@/tests/support/api";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "@/tests/support/world";
import { workbookOf, zipOf } from "@/tests/support/zip";

ownDatabase();

let here: TestWorkspace;
let key: string;
beforeAll(async () => {
  here = await foundWorkspace("here");
  key = await here.apiKey("manager");
});

type Answer = {
  status: number;
  body: Record<string, unknown> & { error?: { code: string; message: string; fields?: object } };
};

async function call(
  method: string,
  template: string,
  body?: BodyInit,
  params: Record<string, string> = {},
  token = key,
) {
  const request = new Request(`http://localhost/api/v1${template.replace("{id}", params.id ?? "")}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    body: body ?? null,
  });
  const response = await handlerOf(template, method)(request, { params: Promise.resolve(params) });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

async function upload(form: FormData | string, token?: string): Promise<Answer> {
  const { status, text } = await call("POST", "/imports", form, {}, token);
  return { status, body: JSON.parse(text) };
}

const mapping = { submissionKey: "id", answeredAt: "at", answers: [{ metric: "nps", column: "nps" }] };
const options = { defaults: { technique: "survey" } };

/** A form; `null` leaves a part out. */
function form(file: string | Buffer | null, parts: Record<string, unknown> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ kind: "feedback", mapping, options, ...parts })) {
    if (value !== null) data.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  if (file !== null) data.set("file", new Blob([Uint8Array.from(Buffer.from(file))]), "Ümläut =1.csv");
  return data;
}

/** A row of a sheet, its cells as texts. */
const row = (...cells: string[]) =>
  `<row>${cells.map((cell) => `<c t="str"><v>${cell}</v></c>`).join("")}</row>`;

const stored = () =>
  here.asSystem(async ({ db, workspaceId }) => {
    const where = { where: { workspaceId } };
    return [
      await db.storedFile.count(where),
      await db.fileChunk.count(where),
      await db.import.count(where),
      await db.feedback.count(where),
    ];
  });

const leftOver = () => readdirSync(os.tmpdir()).filter((name) => name.startsWith("lotse-upload-"));

const good = 'id,at,nps\n1,2024-01-01,9\n2,2024-01-01,=11\n3,2024-01-01,"-1"\n4,2024-01-01,@x\n';

describe("an upload", () => {
  it("is stored and queued; its counts, its errors and its undoing can be asked for", async () => {
    const answer = await upload(form(good));
    expect(answer).toMatchObject({
      status: 201,
      body: { kind: "feedback", status: "queued", file: "Ümläut =1.csv", totalLines: 4, lines: 0 },
    });
    const id = String(answer.body.id);
    const inner = await here.asSystem(({ db, workspaceId }) =>
      db.import.findFirstOrThrow({ where: { workspaceId, publicId: id } }),
    );
    await runImport.perform({ workspaceId: here.workspaceId, input: { importId: inner.id } }, () => false);

    const seen = JSON.parse((await call("GET", "/imports/{id}", undefined, { id })).text);
    expect(seen).toMatchObject({
      id,
      status: "done",
      lines: 4,
      created: 1,
      rejected: 3,
      skipped: 0,
      failure: null,
    });
    const list = JSON.parse((await call("GET", "/imports")).text);
    expect([list.data.map((one: { id: string }) => one.id), list.nextCursor]).toEqual([[id], null]);
    const errors = await call("GET", "/imports/{id}/errors.csv", undefined, { id });
    expect(errors.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(errors.text.split("\r\n")).toEqual([
      "line,column,value,reason",
      "3,nps,'=11,This is not a whole number.",
      "4,nps,'-1,This value is not on the scale.",
      "5,nps,'@x,This is not a whole number.",
      "",
    ]);
    expect(JSON.parse((await call("POST", "/imports/{id}/undo", undefined, { id })).text)).toMatchObject({
      status: "undone",
    });
    expect((await stored()).slice(1)).toEqual([0, 1, 0]);
  });

  it("may have its parts in any order", async () => {
    const data = new FormData();
    data.set("file", new Blob([good]), "C:\\data\\x.csv");
    data.set("options", new Blob([JSON.stringify(options)], { type: "application/json" }), "options.json");
    data.set("mapping", JSON.stringify(mapping));
    data.set("kind", "feedback");
    expect(await upload(data)).toMatchObject({ status: 201, body: { file: "x.csv" } });
  });

  it("may be a workbook; its errors name the rows of the sheet", async () => {
    const sheet = [
      row("id", "at", "nps"),
      row("x1", "2024-01-01", "9"),
      "<row/>",
      row("x2", "2024-01-01", "11"),
    ];
    const { status, body } = await upload(form(workbookOf({ sheet: sheet.join("") })));
    expect([status, body.totalLines]).toEqual([201, 2]);
    const id = String(body.id);
    const inner = await here.asSystem(({ db, workspaceId }) =>
      db.import.findFirstOrThrow({ where: { workspaceId, publicId: id } }),
    );
    await runImport.perform({ workspaceId: here.workspaceId, input: { importId: inner.id } }, () => false);
    const seen = JSON.parse((await call("GET", "/imports/{id}", undefined, { id })).text);
    expect(seen).toMatchObject({ status: "done", created: 1, rejected: 1, warnings: [] });
    const errors = await call("GET", "/imports/{id}/errors.csv", undefined, { id });
    expect(errors.text.split("\r\n")[1]).toBe("4,nps,11,This value is not on the scale.");
    expect(leftOver()).toEqual([]);
  });

  it("that is not in order gets a sentence, and nothing is stored", async () => {
    const before = await stored();
    const refused: [unknown, number, RegExp][] = [
      [form(null), 422, /choose a file/],
      [form(good, { kind: "expectations" }), 422, /expectations have no field “submissionKey”/],
      [form(good, { kind: "secrets" }), 422, /check the marked fields/],
      [form(good, { mapping: "{" }), 422, /mapping is not valid JSON/],
      [form(good, { mapping: `${"[".repeat(100)}${"]".repeat(100)}` }), 422, /mapping is not valid JSON/],
      [form(good, { mapping: null }), 422, /check the marked fields/],
      [form(good, { mapping: { ...mapping, salary: "id" } }), 422, /no field “salary”/],
      [
        form(good, { mapping: { ...mapping, customer: "Kunde" } }),
        422,
        /no column “Kunde”. Its columns are: id, at, nps/,
      ],
      [form(good, { options: { ...options, defaults: {} } }), 422, /technique is needed/],
      [form(good, { options: { ...options, timeZone: "Mars" } }), 422, /not a time zone/],
      [
        form(good, {
          mapping: { ...mapping, answers: [{ metric: "nps", column: "nps", touchpoint: "nowhere" }] },
        }),
        422,
        /no such touchpoints here: nowhere/,
      ],
      [form(`${good}5,"2024-01-01,9\n`), 422, /quotation mark that opens in line 6 is never closed/],
      [form(`${good}5,"2024"-01-01,9\n`), 422, /quotation marks in line 6 are broken/],
      [form("id,at,nps\n\n"), 422, /no lines below/],
      [form(""), 422, /is empty/],
      [form(Buffer.alloc(2000)), 422, /not a text file/],
      [form("PK\u0003\u0004xl/workbook.xml"), 422, /workbook is damaged/],
      [form(zipOf([{ name: "a.txt", bytes: "a" }])), 422, /no workbook that can be read/],
      [form(workbookOf({ sheet: row("id", "at", "nps") })), 422, /no lines below/],
      [
        form(workbookOf({ sheet: row("id", "at", "nps") }), { options: { ...options, sheet: "May" } }),
        422,
        /no sheet “May”. Its sheets are: Data/,
      ],
      [form(`id,at,nps\n1,2024-01-01,${"9".repeat(10_000_000)}\n`), 422, /longer than a million characters/],
      [form("x".repeat(3_000_000)), 422, /longer than a million characters/],
      [
        form(Buffer.from("id,at,nps\n\xff,2024-01-01,9\n", "latin1"), {
          options: { ...options, encoding: "utf-8" },
        }),
        422,
        /not valid UTF-8/,
      ],
      ["no form at all", 400, /multipart\/form-data/],
    ];
    for (const [sent, status, sentence] of refused) {
      const answer = await upload(sent as FormData);
      expect([sentence.source, answer.status, answer.body.error?.message]).toEqual([
        sentence.source,
        status,
        expect.stringMatching(sentence),
      ]);
    }
    expect(await stored()).toEqual(before);
    expect(leftOver()).toEqual([]);
  });

  it("that ends early or holds several files is malformed", async () => {
    const whole = new Request("http://localhost", { method: "POST", body: form(good) });
    const type = whole.headers.get("content-type") ?? "";
    const bytes = Buffer.from(await whole.arrayBuffer());
    const cut = new Request("http://localhost/api/v1/imports", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": type },
      body: bytes.subarray(0, bytes.length - 60),
    });
    expect((await handlerOf("/imports", "POST")(cut, { params: Promise.resolve({}) })).status).toBe(400);
    const two = form(good);
    two.append("file", new Blob([good]), "second.csv");
    expect((await upload(two)).status).toBe(400);
    expect(leftOver()).toEqual([]);
  });

  it("of 513 MB is refused with a sentence while it is read: it is nowhere in memory, and nothing of it stays", async () => {
    const before = await stored();
    const whole = new Request("http://localhost", { method: "POST", body: form("id,at,nps\n") });
    const type = whole.headers.get("content-type") ?? "";
    const [start = "", end = ""] = (await whole.text()).split(/(?<=id,at,nps\n)/);
    const piece = Buffer.from("12345678,2024-01-01,9\n".repeat(47_662)).subarray(0, 1024 * 1024);
    let sent = 0;
    let most = 0;
    const resident = process.memoryUsage().rss;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent === 0) controller.enqueue(Buffer.from(start));
        most = Math.max(most, process.memoryUsage().rss - resident);
        if (sent++ < 513) return controller.enqueue(piece);
        controller.enqueue(Buffer.from(end));
        controller.close();
      },
    });
    const headers = { authorization: `Bearer ${key}`, "content-type": type };
    const request = new Request("http://localhost/api/v1/imports", {
      method: "POST",
      headers,
      body,
      duplex: "half",
    } as RequestInit);
    const response = await handlerOf("/imports", "POST")(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(413);
    expect((await response.json()).error.message).toMatch(/larger than 512 MiB/);
    expect(sent).toBeGreaterThan(512);
    expect(most).toBeLessThan(300 * 1024 * 1024);
    expect([await stored(), leftOver()]).toEqual([before, []]);
  }, 120_000);

  it("is for managers, and a workspace's own", async () => {
    expect(await upload(form(good), await here.apiKey("agent"))).toMatchObject({ status: 403 });
    expect(await upload(form(good), "lotse_0000000000000000000000000")).toMatchObject({ status: 401 });
    const there = await foundWorkspace("there");
    const { body } = await upload(form(good));
    const foreign = await there.apiKey("admin");
    for (const [method, address] of [
      ["GET", "/imports/{id}"],
      ["GET", "/imports/{id}/errors.csv"],
      ["POST", "/imports/{id}/undo"],
    ] as const) {
      expect([
        method,
        address,
        (await call(method, address, undefined, { id: String(body.id) }, foreign)).status,
      ]).toEqual([method, address, 404]);
    }
  });
});

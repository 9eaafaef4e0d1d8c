import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { PoolClient } from "pg";
import { describe, expect, it, test, vi } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { performImportStep } from "@/lib/imports/mutations/perform-step";
import { runImport } from "@/lib/jobs/run-import";
import { log } from "@/lib/log/log";
import { counts, countsOf, ownImports, type Said } from "./workspace";

const imports = ownImports();

/** Repeated lines, lines without a key, broken ones, ones to be skipped: all that has to survive an interruption. */
function surveyFile(lines: number): string {
  const rows = Array.from({ length: lines }, (_, i) => {
    const day = `2024-0${1 + (i % 9)}-1${i % 7}`;
    return `${i % 10 === 0 ? `k${i}` : ""},${i % 50},${day},${i % 997 === 0 ? "x" : i % 11},${i % 13 === 0 ? "skip" : ""}`;
  });
  return `key,who,at,nps,note\n${rows.join("\n")}\n`;
}

const survey: Said = {
  mapping: {
    submissionKey: "key",
    customer: "who",
    answeredAt: "at",
    answers: [{ metric: "nps", column: "nps" }],
  },
  options: {
    createMissing: ["customers"],
    defaults: { technique: "survey" },
    skipWhen: { column: "note", equals: "skip" },
    source: "survey",
  },
};

const orders: Said = {
  kind: "orders",
  mapping: {
    externalId: "no",
    customer: "who",
    orderedAt: "at",
    "lines.product": "sku",
    "lines.amount": "amount",
  },
  options: { createMissing: ["customers", "products"] },
};

/** Lines of an order stand far apart. */
function ordersFile(lines: number): string {
  const each = Math.ceil(lines / 3);
  const rows = Array.from({ length: lines }, (_, i) => {
    const order = i % each;
    return `o${order},${order % 100},2024-01-01,p${i % 40},${order % 500 === 499 && i < each ? "?" : `${i}.50`}`;
  });
  return `no,who,at,sku,amount\n${rows.join("\n")}\n`;
}

/** Everything that an import leaves behind, without what differs from one database to the next. */
async function stateOf(workspace: number): Promise<unknown> {
  return imports.inScope(
    workspace,
    (scope) => scope.db.$queryRaw`
      select
        (select md5(string_agg(concat_ws('|', "submissionKey", "contentHash", "day", c."externalId"), ',' order by "submissionKey" collate "C"))
          from feedback f join customer c on c."workspaceId" = f."workspaceId" and c."id" = f."customerId" where f."workspaceId" = ${workspace}) as feedback,
        (select count(*)::int from answer where "workspaceId" = ${workspace}) as answers,
        (select md5(string_agg(concat_ws('|', "externalId", "totalMinor", (select string_agg(concat_ws(':', p."key", l."amountMinor"), ' ' order by "position")
            from order_line l join product p on p."workspaceId" = l."workspaceId" and p."id" = l."productId"
            where l."workspaceId" = o."workspaceId" and l."orderId" = o."id")), ',' order by "externalId" collate "C"))
          from "order" o where "workspaceId" = ${workspace}) as orders,
        (select count(*)::int from import_order_line where "workspaceId" = ${workspace}) as "leftOver",
        (select count(*)::int from file_chunk where "workspaceId" = ${workspace}) as chunks`,
  );
}

/** The counts, the errors and the state of an import that nobody disturbs. */
async function undisturbed(said: Said, file: string) {
  const workspace = await imports.newWorkspace();
  const done = await imports.run(workspace, said, file);
  return {
    counts: countsOf(done),
    errors: await imports.errors(workspace, done),
    state: await stateOf(workspace),
  };
}

/** Three steps; what comes of it undisturbed is worked out once. */
const longSurvey = surveyFile(45_000);
let ofLongSurvey: ReturnType<typeof undisturbed> | undefined;
const expectedOfLongSurvey = () => {
  ofLongSurvey ??= undisturbed(survey, longSurvey);
  return ofLongSurvey;
};

async function outcomeOf(workspace: number, importId: number) {
  const done = await imports.finish(workspace, importId);
  expect(done).toMatchObject({ status: "done", failure: null });
  return {
    counts: countsOf(done),
    errors: await imports.errors(workspace, done),
    state: await stateOf(workspace),
  };
}

/** A scope whose next bulk transaction fails at its n-th statement, or, if it has fewer, before it commits. */
function breaking(scope: Scope, statement: number): Scope {
  return {
    ...scope,
    bulk: (work) =>
      scope.bulk(async (client) => {
        let left = statement;
        const proxy = new Proxy(client, {
          get(target, name) {
            if (name !== "query") return Reflect.get(target, name);
            return (...given: Parameters<PoolClient["query"]>) => {
              if (left-- === 0) throw new Error("The power is gone.");
              return target.query(...given);
            };
          },
        });
        await work(proxy);
        throw new Error("The power is gone.");
      }),
  };
}

describe("an import that is interrupted", () => {
  for (const [name, said, file] of [
    ["feedback", survey, longSurvey],
    ["orders of several lines", orders, ordersFile(45_000)],
  ] as const) {
    it(`goes on as if nothing had happened, wherever it was: ${name}`, { timeout: 240_000 }, async () => {
      const expected = await (file === longSurvey ? expectedOfLongSurvey() : undisturbed(said, file));
      const workspace = await imports.newWorkspace();
      const importId = await imports.start(workspace, said, file);
      const statements = [5, 9, 14, 20, 99, 7, 11, 25];
      for (let outcome = ""; outcome !== "done"; ) {
        const statement = statements.shift() ?? 99;
        const broken = await imports.inScope(workspace, (scope) =>
          performImportStep(breaking(scope, statement), importId),
        );
        expect(broken).toBe("again");
        outcome = await imports.step(workspace, importId);
      }
      expect(await outcomeOf(workspace, importId)).toEqual(expected);
    });
  }

  it("by kill -9, goes on in another process", { timeout: 240_000 }, async () => {
    const expected = await expectedOfLongSurvey();
    const workspace = await imports.newWorkspace();
    const importId = await imports.start(workspace, survey, longSurvey);
    const linesDone = async () => (await imports.view(workspace, importId)).lines;
    for (const least of [1, 20_001]) {
      const child = startProcess(workspace, importId);
      // Listened for from the start: on a fast machine the process may be through before it is killed.
      let isOver = false;
      const ended = once(child, "exit").then(() => {
        isOver = true;
      });
      while (!isOver && (await linesDone()) < least) await sleep(20);
      child.kill("SIGKILL");
      await ended;
    }
    expect((await imports.view(workspace, importId)).lines).toBeGreaterThan(0);
    expect(await outcomeOf(workspace, importId)).toEqual(expected);
  });

  it("is not done twice by two processes at once", { timeout: 240_000 }, async () => {
    const expected = await expectedOfLongSurvey();
    const workspace = await imports.newWorkspace();
    const importId = await imports.start(workspace, survey, longSurvey);
    const child = startProcess(workspace, importId);
    const ended = once(child, "exit");
    const linesDone = async () => (await imports.view(workspace, importId)).lines;
    await expect.poll(linesDone, { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
    const outcome = await outcomeOf(workspace, importId);
    await ended;
    expect(outcome).toEqual(expected);
  });

  it("again and again in a way nobody expected, ends with a reference and can be taken back", async () => {
    vi.spyOn(log, "error").mockImplementation(() => {});
    const workspace = await imports.newWorkspace();
    const importId = await imports.start(workspace, survey, surveyFile(10));
    const outcomes = [];
    for (let i = 0; i < 3; i++) {
      outcomes.push(
        await imports.inScope(workspace, (scope) => performImportStep(breaking(scope, 99), importId)),
      );
    }
    expect(outcomes).toEqual(["again", "again", "done"]);
    const view = await imports.view(workspace, importId);
    expect([view.status, view.failure]).toEqual(["failed", expect.stringContaining("die Kennung")]);
    expect(await imports.step(workspace, importId)).toBe("done");
    expect(countsOf(view)).toEqual(counts({}));
  });

  it("is a job like any other", async () => {
    const workspace = await imports.newWorkspace();
    const importId = await imports.start(workspace, survey, surveyFile(10));
    expect(await runImport.perform({ workspaceId: workspace, input: { importId } }, () => false)).toBe(
      "done",
    );
    expect((await imports.view(workspace, importId)).status).toBe("done");
  });
});

test("a row that is changed is dated when it is changed: whoever follows the list meanwhile is told of it", async () => {
  const workspace = await imports.newWorkspace();
  const said = { kind: "customers", mapping: { externalId: "id", name: "name" } };
  await imports.run(workspace, said, "id,name\n1,Old\n");
  const importId = await imports.start(workspace, said, "id,name\n1,New\n");
  let began = new Date();
  await imports.inScope(workspace, (scope) =>
    performImportStep(
      {
        ...scope,
        bulk: (work) =>
          scope.bulk(async (client) => {
            const { rows } = await client.query<{ at: Date }>("select now() as at, pg_sleep(0.3)");
            began = rows[0]?.at ?? began;
            return work(client);
          }),
      },
      importId,
    ),
  );
  const row = await imports.inScope(workspace, ({ db, workspaceId }) =>
    db.customer.findFirstOrThrow({ where: { workspaceId, externalId: "1" } }),
  );
  expect(row.name).toBe("New");
  expect(row.updatedAt.getTime() - began.getTime()).toBeGreaterThanOrEqual(300);
});

function startProcess(workspace: number, importId: number): ChildProcess {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const program = path.join(import.meta.dirname, "../../../scripts/bench/import-process.ts");
  return spawn(process.execPath, ["--import", tsx, program, String(workspace), String(importId)], {
    cwd: path.resolve(import.meta.dirname, "../../.."),
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env },
  });
}

import { expect } from "vitest";
import type { z } from "zod";
import { importOut } from "@/lib/imports/schema/requests";
import { runImport } from "@/lib/jobs/run-import";
import { handlerOf } from "./api";
import type { TestWorkspace } from "./world";

export type Told = z.output<typeof importOut>;

export type Upload = { kind: string; name?: string; mapping: unknown; options?: unknown };

/** Brings files in as a program does: uploaded by the REST API, worked through by the job, and asked for afterwards. */
export function uploaderOf(workspace: TestWorkspace) {
  let key: Promise<string> | null = null;

  async function send(method: string, template: string, id: string, body: FormData | null) {
    key ??= workspace.apiKey("manager");
    const request = new Request(`http://localhost/api/v1${template.replace("{id}", id)}`, {
      method,
      headers: { authorization: `Bearer ${await key}` },
      body,
    });
    const response = await handlerOf(template, method)(request, {
      params: Promise.resolve(id ? { id } : {}),
    } as object);
    const answer = await response.json();
    expect([response.status, response.ok ? null : answer]).toEqual([body ? 201 : 200, null]);
    return importOut.parse(answer);
  }

  return async function upload(
    { kind, name = "file.csv", mapping, options = {} }: Upload,
    file: Buffer | string,
  ): Promise<Told> {
    const form = new FormData();
    form.set("kind", kind);
    form.set("mapping", JSON.stringify(mapping));
    form.set("options", JSON.stringify(options));
    form.set("file", new Blob([Uint8Array.from(Buffer.from(file))]), name);
    const { id } = await send("POST", "/imports", "", form);
    const { id: importId } = await workspace.asSystem(({ db, workspaceId }) =>
      db.import.findFirstOrThrow({ where: { workspaceId, publicId: id } }),
    );
    await runImport.perform({ workspaceId: workspace.workspaceId, input: { importId } }, () => false);
    const told = await send("GET", "/imports/{id}", id, null);
    expect([told.status, told.failure, told.lines]).toEqual(["done", null, told.totalLines]);
    return told;
  };
}

import { beforeAll, describe, expect, test } from "vitest";
import { runImport } from "@/lib/jobs/run-import";
import { type Api, apiOf } from "../../support/api";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
let api: Api;
beforeAll(async () => {
  here = await foundWorkspace("here");
  api = apiOf(await here.apiKey("manager"));
});

const mapping = { externalId: "id", name: "name", email: "mail", phone: "phone", country: "country" };

async function importCustomers(csv: string, columns: object = mapping): Promise<void> {
  const form = new FormData();
  form.set("kind", "customers");
  form.set("mapping", JSON.stringify(columns));
  form.set("file", new Blob([csv]), "customers.csv");
  const sent = new Request("http://localhost", { method: "POST", body: form });
  const type = sent.headers.get("content-type") ?? "";
  const { status, body } = await api.send("POST", "/imports", {
    raw: new Uint8Array(await sent.arrayBuffer()),
    headers: { "content-type": type },
  });
  expect([status, body]).toMatchObject([201, { status: "queued" }]);
  const { id } = await here.asSystem(({ db, workspaceId }) =>
    db.import.findFirstOrThrow({ where: { workspaceId }, orderBy: { id: "desc" } }),
  );
  await runImport.perform({ workspaceId: here.workspaceId, input: { importId: id } }, () => false);
}

const foundBy = async (query: string): Promise<string[]> => {
  const { body } = await api.get(`/customers?${query}`);
  return (body as { data: { externalId: string }[] }).data.map(({ externalId }) => externalId);
};

describe("customers from a file are found like those from everywhere else", () => {
  test("by telephone, however it was written, with the country as of the file or from before", async () => {
    await api.post("/customers", { externalId: "known", country: "AT" });
    await importCustomers(
      [
        "id,name,mail,phone,country",
        "de,A,,0171 5566778,",
        "at,B,,0664 1234567,AT",
        "ch,C,,+41 (0)44 123 45 67,CH",
        "known,D,,0664 7654321,",
        "later,E,,0664 1111111,",
        "later,,,,AT",
      ].join("\n"),
    );
    for (const [typed, externalId] of [
      ["+49 171 5566778", "de"],
      ["0043 664 1234567", "at"],
      ["+41441234567", "ch"],
      ["+43 664 7654321", "known"],
      ["+43 664 1111111", "later"],
    ] as const)
      expect([typed, await foundBy(`phone=${encodeURIComponent(typed)}`)]).toEqual([typed, [externalId]]);
    // A country that is learnt by a file of its own counts for the number that was there.
    await importCustomers("id,country\nde,CH\n", { externalId: "id", country: "country" });
    expect(await foundBy(`phone=${encodeURIComponent("+41 171 5566778")}`)).toEqual(["de"]);
  });

  test("by e-mail address, whatever its case", async () => {
    await importCustomers("id,name,mail,phone,country\nm,M,Maria.Berg@Example.COM,,\n");
    expect(await foundBy("email=MARIA.berg@example.com")).toEqual(["m"]);
    expect((await api.get("/customers/ext:m")).body).toMatchObject({ email: "maria.berg@example.com" });
  });
});

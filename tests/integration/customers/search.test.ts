import { beforeAll, describe, expect, test } from "vitest";
import { saveCustomers } from "@/lib/customers/mutations";
import { searchCustomers } from "@/lib/customers/queries/search-customers";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let ours: TestWorkspace;

beforeAll(async () => {
  ours = await foundWorkspace("search");
  const other = await foundWorkspace("search-other");
  await ours.asSystem((scope) =>
    saveCustomers(scope, [
      {
        externalId: "C-1001",
        name: "Jürgen Müller",
        email: "j.mueller@example.com",
        phone: "0171 / 123 45-67",
      },
      { externalId: "C-1002", name: "Anna Mueller-Lüdenscheidt", phone: "+43 660 7654321", country: "AT" },
      { externalId: "F-77", kind: "company", name: "Bäckerei Weiß & Söhne" },
      { externalId: "C-1003", name: "Zoë O'Brien", company: "ext:F-77", email: "zoe@weiss.example" },
      { externalId: "C-1004", name: "Müller" },
      { externalId: "C-1005", name: "Łukasz Ørsted" },
      { externalId: "C-1006", email: "nobody@example.com" },
    ]),
  );
  await other.asSystem((scope) => saveCustomers(scope, [{ externalId: "X-1", name: "Jürgen Müller" }]));
});

const names = async (q: string) =>
  (await ours.asSystem((scope) => searchCustomers(scope, { q, limit: 10 }))).map(
    ({ name, externalId }) => name ?? externalId,
  );

describe("a customer is found", () => {
  test.each([
    ["müller", ["Müller", "Anna Mueller-Lüdenscheidt", "Jürgen Müller"]],
    ["Mueller", ["Müller", "Anna Mueller-Lüdenscheidt", "Jürgen Müller"]],
    ["MUL", ["Müller", "Anna Mueller-Lüdenscheidt", "Jürgen Müller"]],
    ["jürg mü", ["Jürgen Müller"]],
    ["müller, jürgen", ["Jürgen Müller"]],
    ["Mueller-Lü", ["Anna Mueller-Lüdenscheidt"]],
    ["lüden", ["Anna Mueller-Lüdenscheidt"]],
    ["weiss", ["Bäckerei Weiß & Söhne"]],
    ["Soehne", ["Bäckerei Weiß & Söhne"]],
    ["zoe", ["Zoë O'Brien"]],
    ["o'brien", ["Zoë O'Brien"]],
    ["brien", ["Zoë O'Brien"]],
    ["lukasz orsted", ["Łukasz Ørsted"]],
  ])("by name: %s", async (q, found) => expect(await names(q)).toEqual(found));

  test.each([
    ["j.muel", ["Jürgen Müller", "Anna Mueller-Lüdenscheidt", "Müller"]],
    ["J.Mueller@Example.com", ["Jürgen Müller"]],
    ["nobody@", ["C-1006"]],
    ["C-1003", ["Zoë O'Brien"]],
    ["c-100", 6],
  ])("by address or number: %s", async (q, found) => {
    const all = await names(q);
    if (typeof found === "number") expect(all).toHaveLength(found);
    else expect(all).toEqual(found);
  });

  test.each(["01711234567", "+49 171 1234567", "0049 (0)171 1234567", "0171 1234", "171/1234567", "4567"])(
    "by telephone number: %s",
    async (q) => expect(await names(q)).toContain("Jürgen Müller"),
  );
  test.each(["0660 7654321", "+43 660 76543", "7654321"])("of another country: %s", async (q) =>
    expect(await names(q)).toEqual(["Anna Mueller-Lüdenscheidt"]),
  );

  test("with the company and what tells them apart", async () => {
    const [found] = await ours.asSystem((scope) => searchCustomers(scope, { q: "zoë", limit: 10 }));
    expect(found).toEqual({
      id: expect.any(String),
      kind: "person",
      name: "Zoë O'Brien",
      company: "Bäckerei Weiß & Söhne",
      email: "zoe@weiss.example",
      phone: null,
      externalId: "C-1003",
    });
  });
});

test.each([
  "",
  "   ",
  "&",
  "'",
  "\\",
  "!:*",
  "' | '",
  "müller & !x",
  "10:",
  "'); drop table customer; --",
  "\u0000x",
])("%j is no trouble", async (q) => expect(await names(q.replace("\u0000", ""))).toEqual([]));

test("nobody is found over there", async () => {
  const found = await ours.asSystem((scope) => searchCustomers(scope, { q: "X-1", limit: 10 }));
  expect(found).toEqual([]);
});

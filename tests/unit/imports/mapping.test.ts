import { describe, expect, it } from "vitest";
import type { AppError } from "@/lib/errors/app-error";
import { inWords } from "@/lib/imports/rules/said";
import { mappingInput, optionsInput } from "@/lib/imports/schema/mapping";
import { sentenceOf } from "@/lib/language/translator";
import { planOf, recordsOf } from "./read-file";

const feedback = { answeredAt: "at", answers: [{ metric: "nps", column: "nps" }] };
const technique = { defaults: { technique: "survey" } };
const file = "id,at,nps\n1,2024-01-02,9\n";

const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: AppError) => sentenceOf(error, "en"),
  );

describe("a mapping", () => {
  it("meets its file by header, in any case, or by number", async () => {
    const plan = await planOf(
      "feedback",
      "ID , At,NPS\n1,2024-01-02,9\n",
      { ...feedback, submissionKey: 1 },
      technique,
    );
    expect([...plan.sources].map(([field, { column }]) => [field, column?.index])).toEqual([
      ["answeredAt", 1],
      ["submissionKey", 0],
      ["technique", undefined],
    ]);
  });

  it("is refused at once when the file lacks a column, naming it and those that it has", async () => {
    const missing = planOf(
      "feedback",
      file,
      { ...feedback, submissionKey: "key", customer: "who" },
      technique,
    );
    expect(await refusalOf(missing)).toEqual({
      message: "The file has no column “key”. Its columns are: id, at, nps.",
      fields: {
        "mapping.submissionKey": "The file has no such column.",
        "mapping.customer": "The file has no such column.",
      },
    });
    const beyond = planOf(
      "feedback",
      "1,2024-01-02,9\n",
      { ...feedback, answeredAt: 2, answers: [{ metric: "nps", column: 4 }] },
      {
        ...technique,
        header: 0,
      },
    );
    expect((await refusalOf(beyond))?.message).toBe(
      "The file has no column “4”: it has no header and 3 columns, counted from 1.",
    );
    const twice = planOf("feedback", "at,nps,nps\n2024-01-02,9,9\n", feedback, technique);
    expect((await refusalOf(twice))?.message).toContain("Several columns are called “nps”");
  });

  it("may name only fields of its kind, and must name those that are needed", async () => {
    expect(
      (await refusalOf(planOf("feedback", file, { ...feedback, email: "id" }, technique)))?.message,
    ).toMatch(/^feedback have no field “email”\. Fields: submissionKey, customer, /);
    expect((await refusalOf(planOf("feedback", file, feedback)))?.message).toContain(
      "The field technique is needed",
    );
    expect((await refusalOf(planOf("orders", file, { customer: "id", orderedAt: "at" })))?.message).toContain(
      "total.amount",
    );
    expect((await refusalOf(planOf("customers", file, { "attributes.__proto__": "id" })))?.message).toContain(
      "no field",
    );
    expect(
      (await refusalOf(planOf("contracts", file, { externalId: "id", cancelledOn: "at" }))) ?? "accepted",
    ).toBe("accepted");
  });

  it("has two header rows, or none", async () => {
    const two = "Q1,Q2\nWhen?,How likely?\n2024-01-02,9\n";
    const plan = await planOf(
      "feedback",
      two,
      { answeredAt: "Q1", answers: [{ metric: "nps", column: "How likely?" }] },
      {
        ...technique,
        header: 2,
      },
    );
    expect(await recordsOf(plan, two)).toEqual([{ line: 3, cells: ["2024-01-02", "9"] }]);
    const none = await planOf(
      "feedback",
      "2024-01-02,9\n",
      { answeredAt: "1", answers: [{ metric: "nps", column: 2 }] },
      {
        ...technique,
        header: 0,
      },
    );
    expect(none.form.start).toEqual({ offset: 0, line: 1 });
  });

  it("is refused where dates could be read in two ways, or not at all", async () => {
    const attempt = (date: string, options: object = {}) =>
      refusalOf(planOf("feedback", `at,nps\n${date},9\n`, feedback, { ...technique, ...options }));
    expect((await attempt("01/02/2024"))?.message).toContain("it is not clear which is the day");
    expect((await attempt("soon"))?.message).toContain("are not recognised");
    expect(await attempt("01/02/2024", { dateFormat: "DD/MM/YYYY" })).toBeNull();
    expect((await attempt("01/02/2024", { dateFormat: "whenever" }))?.message).toContain("is no date format");
  });

  it("cannot smuggle anything in", () => {
    const said = JSON.parse('{"__proto__": {"polluted": true}, "submissionKey": "id", "answers": []}');
    expect(mappingInput.parse(said).fields).toEqual({ submissionKey: "id" });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(mappingInput.safeParse({ submissionKey: true }).success).toBe(false);
    expect(mappingInput.safeParse({ answers: [{ metric: "nps", scale: "1-5", column: "x" }] }).success).toBe(
      false,
    );
    expect(optionsInput.safeParse({ skipWhen: { column: "a" } }).success).toBe(false);
    expect(optionsInput.safeParse({ unknown: 1 }).success).toBe(false);
    let deep: object = { column: "a", empty: true };
    for (let i = 0; i < 20; i++) deep = { not: deep };
    expect(optionsInput.safeParse({ skipWhen: deep }).success).toBe(false);
  });
});

describe("conditions", () => {
  it("compare cells as text and as numbers", async () => {
    const text = "id,who,n\nC1,,-1\n2,x,0\n3,x,10\n4,x,abc\n";
    const kept = async (skipWhen: object) => {
      const plan = await planOf("customers", text, { externalId: "id" }, { skipWhen, missing: ["abc"] });
      return (await recordsOf(plan, text))
        .filter(({ cells }) => !plan.skipWhen?.(cells))
        .map(({ cells }) => cells[0]);
    };
    expect(await kept({ column: "id", beginsWith: "C" })).toEqual(["2", "3", "4"]);
    expect(await kept({ column: "who", empty: true })).toEqual(["2", "3", "4"]);
    expect(await kept({ column: "n", empty: true })).toEqual(["C1", "2", "3"]);
    expect(await kept({ column: "n", lessOrEqual: 0 })).toEqual(["3", "4"]);
    expect(await kept({ column: "n", greater: 9, less: 11 })).toEqual(["C1", "2", "4"]);
    expect(await kept({ not: { column: "id", oneOf: ["2", 3] } })).toEqual(["2", "3"]);
    expect(
      await kept({
        all: [
          { column: 2, equals: "x" },
          {
            any: [
              { column: "n", equals: 0 },
              { column: "id", equals: 3 },
            ],
          },
        ],
      }),
    ).toEqual(["C1", "4"]);
    expect(
      (
        await refusalOf(
          planOf("customers", text, { externalId: "id" }, { skipWhen: { column: "no", empty: true } }),
        )
      )?.message,
    ).toContain("no column “no”");
  });
});

describe("a stored reason", () => {
  it("is said in the reader's language", () => {
    expect(inWords("importNotANumber", "de")).toBe("Das ist keine Zahl.");
    expect(inWords('importLineTooLong {"line":7}', "en")).toMatch(/^Line 7 is longer/);
  });
});

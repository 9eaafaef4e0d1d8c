import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reasons } from "@/lib/feedback/rules/codes";
import { contentHash } from "@/lib/feedback/rules/content-hash";
import { recordFeedbackInput } from "@/lib/feedback/schema";
import { identityPrefix, OccurrenceCounter } from "@/lib/imports/rules/identity";
import { LineProblems } from "@/lib/imports/rules/line-problems";
import { type FeedbackLine, feedbackReader } from "@/lib/imports/rules/read-feedback";
import { parseMoment } from "@/lib/period/local-day";
import { here, planOf, recordsOf } from "./read-file";

type Read = { lines: (FeedbackLine | null)[]; problems: LineProblems };

async function readAll(
  file: string,
  mapping: unknown,
  options: unknown = {},
  counter = new OccurrenceCounter(),
): Promise<Read> {
  const plan = await planOf("feedback", file, mapping, options);
  const read = feedbackReader(plan, counter);
  const problems = new LineProblems();
  const lines = (await recordsOf(plan, file)).map(({ line, cells }) => {
    problems.begin(line);
    return read(cells, line, problems);
  });
  return { lines, problems };
}

const mapping = {
  submissionKey: "key",
  customer: "customer",
  touchpoint: "touchpoint",
  occasion: "occasion",
  technique: "technique",
  answeredAt: "at",
  comment: "comment",
  language: "language",
  anonymous: "anonymous",
  answers: [
    { metric: "nps", column: "nps" },
    { metric: "ces", scale: "EASE_1_7", column: "ces", touchpoint: "hotline" },
    { metric: "rating", scale: "-2-2", dimension: "mood", column: "mood" },
  ],
};

const text = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "a",
    "größer",
    "line\nbreak",
    'quo"te',
    "nul\0l",
    "\u0090x",
    "\t",
    "=1+1",
    "<b>",
    "😀",
  ),
  fc.string({ maxLength: 12 }),
);
const line = fc.record({
  key: fc.oneof(fc.constantFrom("", "k".repeat(200), "k".repeat(201)), text),
  customer: fc.constantFrom("", "17850", "x y", "c".repeat(201)),
  touchpoint: fc.constantFrom("", "shop", "t".repeat(61)),
  occasion: fc.constantFrom("", "relationship", "contact", "birthday"),
  technique: fc.constantFrom("survey", "survey", "agent", "", "guess"),
  at: fc.constantFrom(
    "2024-02-29",
    "2024-02-30",
    "2024-03-31T00:30:00Z",
    "2024-06-01T12:00:00.5+05:30",
    "",
    "soon",
  ),
  comment: fc.oneof(text, fc.constantFrom("c".repeat(5000), "c".repeat(5001))),
  language: fc.constantFrom("", "de", "en-GB", "klingon!"),
  anonymous: fc.constantFrom("", "true", "false", "perhaps"),
  nps: fc.constantFrom("", "0", "10", "7", "11", "-1", "7.5", "nine"),
  ces: fc.constantFrom("", "1", "7", "0", "8"),
  mood: fc.constantFrom("", "-2", "2", "3"),
});
type Cells = typeof line extends fc.Arbitrary<infer T> ? T : never;

const number = (cell: string) => (cell === "" ? null : Number(cell));
const word = (cell: string) => (cell.trim() === "" ? undefined : cell);

/** The same line as somebody would post it. */
const posted = (cells: Cells) => ({
  submissionKey: word(cells.key),
  customer: cells.customer === "" ? undefined : `ext:${cells.customer}`,
  touchpoint: word(cells.touchpoint),
  occasion: word(cells.occasion),
  technique: word(cells.technique),
  answeredAt: cells.at,
  comment: cells.comment,
  language: word(cells.language),
  anonymous:
    cells.anonymous === ""
      ? undefined
      : (JSON.parse(/^(true|false)$/.exec(cells.anonymous)?.[0] ?? '"?"') as unknown),
  answers: [
    { metric: "nps", value: number(cells.nps) },
    { metric: "ces", scale: "EASE_1_7", touchpoint: "hotline", value: number(cells.ces) },
    { metric: "rating", scale: "-2-2", dimension: "mood", value: number(cells.mood) },
  ],
});

describe("a line of feedback", () => {
  it("is taken, and is the same record, exactly when the API takes it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (rows) => {
        const { lines, problems } = await readAll(stringify(rows, { header: true }), mapping, {
          dateFormat: "iso",
          delimiter: ",",
        });
        expect(lines).toHaveLength(rows.length);
        expect(problems.rejected).toBe(lines.filter((read) => read === null).length);
        for (const [i, cells] of rows.entries()) {
          const wanted = posted(cells);
          // A key of blanks or control characters is no key in a file, where a cell always has some text.
          // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
          if (cells.key.replace(/[\u0000-\u001f\u007f-\u009f]/g, "").trim() === "")
            delete wanted.submissionKey;
          const parsed = recordFeedbackInput.safeParse(wanted);
          const moment = parseMoment(cells.at, here.timeZone);
          const read = lines[i];
          expect([cells, read !== null]).toEqual([cells, parsed.success && moment !== null]);
          if (!parsed.success || !moment || !read) continue;
          expect(read.contentHash).toBe(contentHash(parsed.data, moment.at.toISOString()));
          expect(read.shared.split("\t")[0]).toBe(moment.day);
          if (parsed.data.submissionKey) expect(read.key).toBe(parsed.data.submissionKey);
          else expect(read.key.startsWith(identityPrefix)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("says what is wrong where", async () => {
    const file = "key,at,nps,why\nk1,2024-01-01,11,\n\nk2,soon,x,\nimport:1,2024-01-01,9,\n";
    const { problems } = await readAll(
      file,
      { submissionKey: "key", answeredAt: "at", comment: "why", answers: [{ metric: "nps", column: "nps" }] },
      { defaults: { technique: "survey" } },
    );
    expect(problems.list).toEqual([
      { line: 2, column: "nps", value: "11", reason: "valueOffScale" },
      { line: 4, column: "at", value: "soon", reason: "importNotAMoment" },
      { line: 4, column: "nps", value: "x", reason: "importNotAScore" },
      { line: 5, column: "key", value: "import:1", reason: "importReservedKey" },
    ]);
    expect(problems.rejected).toBe(3);
  });

  it("reads missing, not applicable and translated answers", async () => {
    const file = "at,a,b\n2024-01-01,NA,0\n2024-01-02,7.0,satisfied\n2024-01-03,-99,so so\n";
    const { lines } = await readAll(
      file,
      {
        answeredAt: "at",
        answers: [
          { metric: "nps", column: "a", missing: ["-99"] },
          { metric: "csat", column: "b", notApplicable: ["0"], values: { satisfied: 5, "*": 1 } },
        ],
      },
      { defaults: { technique: "survey" }, missing: ["NA"] },
    );
    expect(lines.map((read) => read?.answers.map(scoreOrReason))).toEqual([
      ["skipped", "not_applicable"],
      [7, 5],
      ["skipped", 1],
    ]);
  });
});

/** What stands in the two last columns of an answer on its way into the table. */
function scoreOrReason({ text }: FeedbackLine["answers"][number]): number | string {
  const [score = "", reason = ""] = text.trimEnd().split("\t").slice(3);
  return score === "\\N" ? reasons.nameOf(Number(reason)) : Number(score);
}

describe("the identity of a line without a key", () => {
  const file = "at,nps\n2024-01-01,9\n2024-01-01,9\n2024-01-02,9\n2024-01-01,9\n";
  const said = { answeredAt: "at", answers: [{ metric: "nps", column: "nps" }] };
  const keys = async (options: object = {}, counter?: OccurrenceCounter) =>
    (await readAll(file, said, { defaults: { technique: "survey" }, ...options }, counter)).lines.map(
      (read) => read?.key ?? "",
    );

  it("is what it says, where it comes from, and the how-manieth it is", async () => {
    const [first, second, other, third] = await keys();
    const bare = (key = "") => key.split(":").slice(0, 2).join(":");
    expect([second, third].map(bare)).toEqual([bare(first), bare(first)]);
    expect([first, second, other, third].map((key) => key?.split(":")[2])).toEqual(["1", "2", "1", "3"]);
    expect(bare(other)).not.toBe(bare(first));
    expect(await keys()).toEqual(await keys());
    expect(bare((await keys({ source: "another" }))[0])).not.toBe(bare(first));
  });

  it("goes on counting where it stopped", async () => {
    const counter = new OccurrenceCounter();
    await keys({}, counter);
    expect((await keys({}, counter)).map((key) => key.split(":")[2])).toEqual(["4", "5", "2", "6"]);
    expect(counter.total).toBe(8);
  });

  it("is counted for many", () => {
    const counter = new OccurrenceCounter();
    const digest = (n: number) => {
      const bytes = Buffer.alloc(32);
      bytes.writeUInt32LE(n % 7, 0);
      bytes.writeUInt32LE(n, 4);
      return bytes;
    };
    for (let n = 0; n < 20_000; n++) expect(counter.count(digest(n))).toBe(1);
    for (let n = 0; n < 20_000; n++) expect(counter.count(digest(n))).toBe(2);
  });
});

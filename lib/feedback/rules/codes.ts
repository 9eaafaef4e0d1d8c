/**
 * What an answer is, stored as small numbers in the hot tables. A code once given keeps its meaning for ever: new ones
 * go to the end.
 */
function codeBook<const Names extends readonly string[]>(names: Names, firstCode = 1) {
  type Name = Names[number];
  const codes = new Map<string, number>(names.map((name, index) => [name, index + firstCode]));
  return {
    names,
    codeOf(name: Name): number {
      const code = codes.get(name);
      if (code === undefined) throw new Error(`"${name}" has no code.`);
      return code;
    },
    nameOf(code: number): Name {
      const name = names[code - firstCode];
      if (name === undefined) throw new Error(`The code ${code} has no name.`);
      return name as Name;
    },
  };
}

export const metrics = codeBook(["nps", "csat", "ces", "rating", "sentiment"]);
export const scales = codeBook([
  "1-3",
  "1-4",
  "1-5",
  "1-6",
  "1-7",
  "1-8",
  "1-9",
  "1-10",
  "0-10",
  "EFFORT_1_5",
  "EFFORT_1_7",
  "EASE_1_5",
  "EASE_1_7",
  "-2-2",
]);
export const dimensions = codeBook([
  "experience",
  "expectation",
  "importance",
  "promise",
  "comparison",
  "mood",
  "image",
]);
export const occasions = codeBook(["relationship", "contact"]);
export const techniques = codeBook([
  "survey",
  "agent",
  "web",
  "text",
  "call",
  "social",
  "interview",
  "letter",
]);
export const reasons = codeBook(["skipped", "not_applicable"]);

export type Occasion = (typeof occasions.names)[number];
export type Technique = (typeof techniques.names)[number];
export type Dimension = (typeof dimensions.names)[number];
export type AskedMetric = Exclude<(typeof metrics.names)[number], "sentiment">;

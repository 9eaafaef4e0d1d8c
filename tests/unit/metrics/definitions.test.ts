import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import { measured, sign } from "@/lib/metrics/measured";

test("the dictionary quotes every definition word for word, and no others", () => {
  const readme = readFileSync(path.resolve("lib/metrics/README.md"), "utf8");
  for (const [id, { text }] of Object.entries(DEFINITIONS))
    expect(readme).toContain(`### ${id}\n\n> ${text}\n`);
  expect(readme.match(/^### /gm)).toHaveLength(Object.keys(DEFINITIONS).length);
});

test("a value takes its direction from the dictionary", () => {
  const found = { value: null, n: 0, interval: null, counts: {} };
  expect(measured("churn", found)).toEqual({
    ...found,
    definition: { id: "churn", parameters: {} },
    direction: "lower",
  });
  expect([sign("higher"), sign("lower")]).toEqual([1, -1]);
});

import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Violations in words: rule and the first places. */
export async function violations(page: Page): Promise<string[]> {
  // The page's own policy allows no foreign script tag; evaluating the source goes through the debugger instead.
  const { readFileSync } = await import("node:fs");
  await page.evaluate(readFileSync(axePath, "utf8"));
  return page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(where: Document, options: object): Promise<AxeResults> } })
      .axe;
    type AxeResults = { violations: { id: string; nodes: { target: string[] }[] }[] };
    const { violations: found } = await axe.run(document, { resultTypes: ["violations"] });
    return found.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ target }) => target.join(" "))
          .join(" | ")}`,
    );
  });
}

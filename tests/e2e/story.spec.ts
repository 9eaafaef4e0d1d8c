import { expect, type Page, test } from "@playwright/test";
import { people, signedIn } from "../support/e2e";

/** The demo company's story as somebody reads it: what was planted stands on the pages, in the fixed words. */

/** First days of the quarters around now: `quarter(-1)` began the last complete one. */
function quarter(back: number): string {
  const now = new Date();
  const month = Math.floor(now.getMonth() / 3) * 3 + back * 3;
  const first = new Date(Date.UTC(now.getFullYear(), month, 1));
  return first.toISOString().slice(0, 10);
}
const within = (from: number) => `from=${quarter(from)}&to=${quarter(from + 1)}`;

async function read(page: Page, path: string, said: (string | RegExp)[]): Promise<void> {
  await page.goto(`/w/wellanda${path}`);
  const main = page.getByRole("main");
  for (const words of said) await expect(main, path).toContainText(words);
}

test("the price change, the recovery and the churn are told on the overview", async ({ page }) => {
  await signedIn(page, people.viewer);
  await read(page, `?${within(-1)}`, ["+17.6", "1,241 answers", /16\.1 to \+?17\.6 \(\+1\.5\).*usual range/]);
  await read(page, `?${within(-4)}`, [/20\.3 to \+?11\.8 \(−8\.5\).*more than chance explains/]);
  await read(page, `?${within(-4)}&segment=price`, [/10\.8 to −20\.2/]);
  await page.goto(`/w/wellanda?${within(-4)}`);
  await page.getByRole("link", { name: /^Why.*Relationship NPS/ }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText(/20\.3 to \+?11\.8 \(−8\.5\).*more than chance explains/);
  await expect(main).toContainText(/Of the difference of −8\.5, −8\.\d come from other experience/);
  await read(page, `/retention?${within(-4)}`, ["3.8%", "8,528", /\bup\b/]);
  await read(page, `/retention?${within(-1)}`, ["3.1%", "8,778", "usual range"]);
});

const cells = [
  ["fault-hotline", "business", "96 answers", "missed"],
  ["moving", "families", "52 answers", "missed"],
  ["device-return", "", "63 answers", "missed"],
  ["help-chatbot", "seniors", "41 answers", "missed"],
  ["self-service-app", "seniors", "74 answers", "missed"],
  ["online-checkout", "digital", "125 answers", "met"],
  ["installation-visit", "families", "48 answers", "met"],
  ["store-advice", "seniors", "122 answers", "exceeded"],
  ["winback-call", "", "88 answers", "exceeded"],
] as const;

test("the planted gaps carry their verdicts on their pages", async ({ page }) => {
  await signedIn(page, people.viewer);
  for (const [touchpoint, segment, answers, verdict] of cells) {
    const of = segment ? `&segment=${segment}` : "";
    await read(page, `/expectations/${touchpoint}?${within(-1)}${of}`, [answers, verdict]);
  }
  await read(page, `/expectations/fault-hotline?${within(-1)}&segment=business`, [
    /expect 4\.6 of 5 .* experience 3\.0\. That is 1\.6 points short, (and|but) at least 1\.3/,
  ]);
  await read(page, `?${within(-1)}&segment=business&touchpoint=fault-hotline&measure=experience`, [
    "2.98",
    "96 answers",
  ]);
});

test("what worked, what did not, and where the money sits", async ({ page }) => {
  await signedIn(page, people.viewer);
  await page.goto("/w/wellanda/measures");
  await page.getByRole("link", { name: "Installation companion" }).first().click();
  await expect(page.getByRole("main")).toContainText(/0\.7 points, certainly more than 0\.3/);
  await page.goto("/w/wellanda/measures");
  await page.getByRole("link", { name: "Help chatbot" }).first().click();
  await expect(page.getByRole("main")).toContainText(/no effect visible.*smaller than 0\.3.*0\.6/i);
  await read(page, `/journey?${within(-1)}`, [/81\s?% of the budget/, "€392,000"]);
  await read(page, "/expectations/promises", ["117 of 226", "171 of 182"]);
  await read(page, `/touchpoints/moments?from=${quarter(-8)}&to=${quarter(-2)}`, ["5.6%", "13.2%", "371"]);
});

import { expect, test } from "@playwright/test";
import { people, signedIn } from "../support/e2e";

const families = "/w/wellanda/journey/map?persona=familie-aydin-vogt";

test("a card of the journey map is moved by keys, taken back, and leads to the comments behind it", async ({
  page,
}) => {
  await signedIn(page, people.manager);
  await page.goto(families);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Journey: Familie Aydin-Vogt");
  const onboarding = page.getByRole("grid", { name: "Touchpoints: Onboarding and delivery" });
  const usage = page.getByRole("grid", { name: "Touchpoints: Usage" });
  const visit = (list: typeof onboarding) => list.getByRole("row", { name: "Installation visit" });
  // A key pressed before the page has come to life is lost, as it is for people: pressed again until the card has moved.
  await expect(async () => {
    if (await visit(onboarding).isVisible()) {
      await visit(onboarding).focus();
      await page.keyboard.press("Alt+ArrowRight");
    }
    await expect(visit(onboarding)).toHaveCount(0, { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(visit(onboarding)).toBeVisible();
  await expect(usage.getByRole("row", { name: "Installation visit" })).toHaveCount(0);

  const said =
    (await visit(onboarding)
      .getByText(/^[\d,]+ answers$/)
      .textContent()) ?? "";
  const n = said.replace(" answers", "");
  await visit(onboarding).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/feedback\?.*touchpoint=installation-visit/);
  await expect(page.getByText(new RegExp(`\\b${n}\\b`)).first()).toBeVisible();
});

test("a note is written where it stands", async ({ page }) => {
  await signedIn(page, people.manager);
  await page.goto(families);
  await page.getByRole("button", { name: "Add a note: What they fear, Awareness" }).click();
  await page.keyboard.type("Missing the moment");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Missing the moment" })).toBeVisible();
});

test("what matters to a customer is noted by one key with the feedback it was said in", async ({ page }) => {
  await signedIn(page, people.agent);
  await page.goto("/w/wellanda/log");
  await page.getByRole("combobox", { name: "Customer" }).fill("Neuhaus");
  await expect(page.getByRole("option", { name: /Praxis Dr\. Neuhaus/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.press("2");
  await page.keyboard.press("F2");
  await page.keyboard.type("No calls before nine");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.goto("/w/wellanda/customers?q=Neuhaus");
  await page
    .getByRole("link", { name: /Praxis Dr\. Neuhaus/ })
    .first()
    .click();
  await expect(page.getByText("No calls before nine")).toBeVisible();
});

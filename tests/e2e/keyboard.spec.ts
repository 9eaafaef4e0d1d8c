import { expect, test } from "@playwright/test";
import { people, signedIn } from "../support/e2e";

test("the first key press offers to skip to the content", async ({ page }) => {
  await signedIn(page, people.manager);
  await page.goto("/w/wellanda");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
});

test("signing in needs no mouse", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("textbox", { name: "E-mail" })).toBeFocused();
  await page.keyboard.type(people.agent);
  await page.keyboard.press("Tab");
  await page.keyboard.type(process.env.LOTSE_TEST_PASSWORD ?? "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/w\/wellanda/);
});

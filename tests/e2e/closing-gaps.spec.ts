import { expect, test } from "@playwright/test";
import { people, signedIn } from "../support/e2e";

test("the worst gap becomes a measure that knows where it starts and what is expected", async ({ page }) => {
  await signedIn(page, people.manager);
  await page.goto("/w/wellanda/expectations");
  const worst = page.getByRole("figure", { name: "The largest certain gaps" });
  await worst.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Fault hotline");
  await page.getByRole("link", { name: "Make it a measure" }).click();
  const name = page.getByRole("textbox", { name: "Measure", exact: true });
  await expect(name).toHaveValue("Fault hotline: close the gap");
  await expect(page.getByRole("textbox", { name: "Start value" })).toHaveValue("2.98");
  await name.fill("Answer small businesses first");
  await page.getByRole("button", { name: "Create measure" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Answer small businesses first" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("2.98");
  await expect(page.getByRole("main")).toContainText("4.60");
});

test("a group that wants two things is split where its gap stands, and put together again", async ({
  page,
}) => {
  await signedIn(page, people.manager);
  await page.goto("/w/wellanda/expectations/loyalty-benefit?segment=price");
  const wishes = page.getByRole("region", { name: "Does this group want the same?" });
  await expect(wishes).toContainText("Preisgarantie: no");
  await expect(wishes).toContainText("The attribute explains 28");
  await wishes.getByRole("button", { name: "Split into two segments" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone.")).toBeVisible();
  await page.goto("/w/wellanda/expectations?view=map");
  await expect(page.getByRole("rowheader", { name: "Price-conscious", exact: true })).toBeVisible();
});

test("what customers want to know and find nothing about gets content, and loses it again", async ({
  page,
}) => {
  await signedIn(page, people.manager);
  await page.goto("/w/wellanda/journey/buying?show=gaps");
  const needs = page.getByRole("row").filter({ hasText: "nothing" });
  const before = await needs.count();
  expect(before).toBeGreaterThan(0);
  await needs
    .first()
    .getByRole("link", { name: /^Add step or content/ })
    .click();
  const drawer = page.getByRole("dialog", { name: "Add step or content" });
  for (const language of ["German", "English"])
    await drawer.getByRole("textbox", { name: `Name (${language})` }).fill("A guide of two pages");
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(needs).toHaveCount(before - 1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(needs).toHaveCount(before);
});

import { expect, test } from "@playwright/test";
import { people, signedIn } from "../support/e2e";

test("from the warning on the cover to a page, a goal from the catalogue, and back again", async ({
  page,
}) => {
  await signedIn(page, people.manager);
  await page.goto("/w/wellanda/journey");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Phase book");
  await expect(page.getByText(/of the budget sits in the active phase/)).toBeVisible();
  await page.getByRole("link", { name: "Decision", exact: true }).click();
  await expect(page).toHaveURL(/\/journey\/decision/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Decision");
  await expect(page.getByText("Where are you better?")).toBeVisible();

  const goal = "Customers can say in one sentence why they chose us";
  await expect(page.getByText(goal)).toHaveCount(0);
  await page.goto("/w/wellanda/journey/decision?pick=goals");
  const drawer = page.getByRole("dialog", { name: "Goals from the catalogue" });
  await drawer.getByText(goal).click();
  await drawer.getByRole("button", { name: "Take over" }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByText(goal)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(goal)).toHaveCount(0);
});

test("a customer is moved to another phase by keyboard, and the move is taken back", async ({ page }) => {
  await signedIn(page, people.agent);
  await page.goto("/w/wellanda/journey/board");
  const column = page.getByRole("listitem", { name: "Decision" });
  const card = column.getByRole("listitem").first();
  const name = (await card.getByRole("link").first().textContent()) ?? "";
  await card.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: "Usage" })).toBeVisible();
  await page.keyboard.type("Usage");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  const usage = page.getByRole("listitem", { name: "Usage" });
  await expect(usage.getByRole("listitem").first().getByRole("link").first()).toHaveText(name);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(column.getByRole("link", { name, exact: true }).first()).toBeVisible();
});

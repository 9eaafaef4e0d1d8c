import { expect, test } from "@playwright/test";
import { people, signedIn } from "../support/e2e";

/** One test, because it counts what nobody answers for and then changes it. */
test("what nobody answers for is found from the overview, read with the keyboard, and given to somebody", async ({
  page,
}) => {
  await signedIn(page, people.manager);
  await page.goto("/w/wellanda");
  await page.getByRole("link", { name: "2 touchpoints with nobody responsible" }).click();
  await expect(page).toHaveURL(/warning=ownerless/);
  const rows = page.getByRole("table").locator("[data-row-link]");
  await expect(rows).toHaveCount(2);
  await rows.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  const name = (await rows.nth(1).textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: name.replace(" ★", "") })).toBeVisible();
  await expect(page.getByText("Nobody is responsible.")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/review-portal\?.*warning=ownerless/);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/touchpoints\?.*warning=ownerless/);

  await page.getByRole("button", { name: /^Owner of Moving house/ }).click();
  await page.getByRole("option", { name: "Beate Lorenz" }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rows).toHaveCount(2);
});

test("the people behind a moment of truth are as many as the number says", async ({ page }) => {
  await signedIn(page, people.manager);
  await page.goto("/w/wellanda/touchpoints/moments");
  const malfunction = page.getByRole("region", { name: "Malfunction" }).getByRole("row", {
    name: /Handled badly/,
  });
  await expect(malfunction).toContainText("13.2%");
  await malfunction.getByRole("link", { name: "49 of 371" }).first().click();
  await expect(page).toHaveURL(/set=after-event/);
  await expect(page.getByText(/49 customers|of 49/).first()).toBeVisible();
});

import { expect, test } from "@playwright/test";
import { people, signIn } from "../support/e2e";

test("the printed demo sign-in opens the demo company", async ({ page }) => {
  await signIn(page, people.manager);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await expect(page).toHaveURL(/\/w\/wellanda$/);
});

test("a wrong password is a sentence, and what was typed stays", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "E-mail" }).fill(people.viewer);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("E-mail and password do not fit together.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveValue(people.viewer);
});

test("a page behind the door leads to the sign-in and back", async ({ page }) => {
  await page.goto("/w/wellanda/feedback");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("health and readiness answer", async ({ request }) => {
  expect((await request.get("/api/health")).status()).toBe(200);
  expect((await request.get("/api/ready")).status()).toBe(200);
});

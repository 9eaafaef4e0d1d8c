import { expect, type Page } from "@playwright/test";

export const demoPassword = process.env.LOTSE_TEST_PASSWORD ?? "";

/** Signs in through the page, as people do. */
export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: /e-?mail/i }).fill(email);
  await page.getByLabel(/^(password|passwort)$/i).fill(password);
  await page.getByRole("button", { name: /^(sign in|anmelden)$/i }).click();
  await expect(page).toHaveURL(/\/w\//);
}

export const people = {
  manager: "mara.lindner@wellanda.example",
  viewer: "jonas.petersen@wellanda.example",
  agent: "aylin.demir@wellanda.example",
  admin: "ralf.heuer@wellanda.example",
} as const;

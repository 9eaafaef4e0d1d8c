import { type Cookie, expect, type Page } from "@playwright/test";

export const demoPassword = process.env.LOTSE_TEST_PASSWORD ?? "";

/** Signs in through the page, as people do. */
export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: /e-?mail/i }).fill(email);
  await page.getByLabel(/^(password|passwort)$/i).fill(password);
  await page.getByRole("button", { name: /^(sign in|anmelden)$/i }).click();
  await expect(page).toHaveURL(/\/w\//);
}

const sessions = new Map<string, Cookie[]>();

/**
 * Signed in, wherever the page is: for tests that are about something else. Through the page for the first one of a
 * worker, by the same session for all others.
 */
export async function signedIn(page: Page, email: string): Promise<void> {
  const known = sessions.get(email);
  if (known) return page.context().addCookies(known);
  await signIn(page, email);
  const cookies = await page.context().cookies();
  sessions.set(
    email,
    cookies.filter(({ httpOnly }) => httpOnly),
  );
}

export const people = {
  manager: "mara.lindner@wellanda.example",
  viewer: "jonas.petersen@wellanda.example",
  agent: "aylin.demir@wellanda.example",
  admin: "ralf.heuer@wellanda.example",
} as const;

import { expect, test } from "@playwright/test";
import { people, signedIn, signIn } from "../support/e2e";

test("inviting somebody: a link to copy, which opens one membership", async ({ page, browser, baseURL }) => {
  const email = `new-${Date.now()}@wellanda.example`;
  await signedIn(page, people.admin);
  await page.goto("/w/wellanda/admin/members");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "E-mail" }).fill("not an address");
  await dialog.getByRole("button", { name: "Invite" }).click();
  await expect(dialog.getByText("This is not an e-mail address.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "E-mail" })).toHaveValue("not an address");
  await dialog.getByRole("textbox", { name: "E-mail" }).fill(email);
  await dialog.getByRole("button", { name: "Invite" }).click();
  const link = await dialog.getByLabel("Invitation link").inputValue();

  const context = await browser.newContext({ baseURL, locale: "en-GB" });
  const guest = await context.newPage();
  await guest.goto(link);
  await guest.getByRole("textbox", { name: "Your name" }).fill("New Person");
  await guest.getByLabel("Choose a password").fill("short");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByText("At least 10 characters.", { exact: true })).toBeVisible();
  await expect(guest.getByRole("textbox", { name: "Your name" })).toHaveValue("New Person");
  await guest.getByLabel("Choose a password").fill("long enough to remember");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest).toHaveURL(/\/w\/wellanda$/);
  await context.close();

  const again = await browser.newContext({ baseURL, locale: "en-GB" });
  const second = await again.newPage();
  await second.goto(link);
  await expect(second.getByRole("heading", { name: /used already/ })).toBeVisible();
  await again.close();

  await page.goto("/w/wellanda/admin/members");
  const row = page.getByRole("row").filter({ hasText: email });
  await row.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toHaveCount(1);
});

test("a key is shown once, works, and is refused after it is revoked", async ({ page, request }) => {
  const name = `key ${Date.now()}`;
  await signedIn(page, people.admin);
  await page.goto("/w/wellanda/admin/api-keys");
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("button", { name: "Create key" }).click();
  const key = await dialog.getByLabel("Key", { exact: true }).inputValue();
  const read = () => request.get("/api/v1/metrics/nps", { headers: { Authorization: `Bearer ${key}` } });
  expect((await read()).status()).toBe(200);
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByText(key)).toHaveCount(0);
  await page.getByRole("row").filter({ hasText: name }).getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(0);
  expect((await read()).status()).toBe(401);
});

test("language and theme are the person's own, on every device", async ({ page, browser, baseURL }) => {
  await signIn(page, "svenja.brandt@wellanda.example");
  await page.goto("/profile");
  await page.getByRole("button", { name: /Language/ }).click();
  await page.getByRole("option", { name: "Deutsch" }).click();
  await page.getByRole("button", { name: /Theme/ }).click();
  await page.getByRole("option", { name: "Dark" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Ihr Profil" })).toBeVisible();
  const context = await browser.newContext({ baseURL, locale: "en-GB" });
  const other = await context.newPage();
  await signIn(other, "svenja.brandt@wellanda.example");
  await expect(other.getByRole("heading", { level: 1, name: "Übersicht" })).toBeVisible();
  await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
  await context.close();
});

import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { people, signedIn } from "../support/e2e";

const purpose = "Ask how the first week went";
const contacts = "/w/wellanda/contacts";

/** Moves the day of an open form by whole years, which no end of a month can turn into another one. */
async function moveByYear(page: Page, key: "ArrowUp" | "ArrowDown"): Promise<void> {
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("link", { name: "Edit" }).click();
  const form = page.getByRole("dialog", { name: "Edit" });
  await form.getByRole("spinbutton", { name: /^year/ }).press(key);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
}

test("a contact is planned, moved, cancelled, planned again and missed, and other calendars read it", async ({
  page,
}) => {
  await signedIn(page, people.agent);
  await page.goto(`${contacts}?open=new`);
  const form = page.getByRole("dialog", { name: "Plan contact" });
  for (const language of ["German", "English"])
    await form.getByRole("textbox", { name: `Purpose (${language})` }).fill(purpose);
  await form
    .getByRole("button", { name: /Segment/ })
    .last()
    .click();
  await page.getByRole("option", { name: "Young families" }).click();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
  const waiting = page.getByRole("region", { name: "Due and missed" });
  await expect(waiting.getByRole("link", { name: purpose })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download calendar file (ICS)" }).click(),
  ]);
  expect(readFileSync(await file.path(), "utf8")).toContain(`SUMMARY:${purpose}`);

  await waiting.getByRole("link", { name: purpose }).click();
  await moveByYear(page, "ArrowUp");
  await expect(waiting.getByRole("link", { name: purpose })).toHaveCount(0);

  const month = new Date().toISOString().slice(5, 7);
  await page.goto(`${contacts}?month=${new Date().getFullYear() + 1}-${month}`);
  await page.getByRole("table").getByRole("link", { name: purpose }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel contact" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();

  // Found again in whatever month, long after the toast.
  await page.goto(contacts);
  await page.getByRole("region", { name: "Cancelled" }).getByRole("link", { name: purpose }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Plan again" }).click();
  await expect(page.getByRole("dialog").getByText("planned", { exact: true })).toBeVisible();
  await moveByYear(page, "ArrowDown");
  await waiting.getByRole("link", { name: purpose }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Missed" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(
    page.getByRole("table").getByRole("link", { name: new RegExp(`${purpose}.*missed`) }),
  ).toBeVisible();
});

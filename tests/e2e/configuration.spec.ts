import { expect, test } from "@playwright/test";
import { people, signedIn } from "../support/e2e";

test("the palette finds a page, a touchpoint and an action by keyboard alone, and remembers where one went", async ({
  page,
}) => {
  await signedIn(page, people.admin);
  await page.goto("/w/wellanda/feedback");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search or jump" });
  await expect(palette.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("audit");
  await expect(palette.getByRole("option", { name: "Audit log" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin\/audit$/);

  await page.keyboard.press("Control+k");
  await expect(
    palette.getByRole("group", { name: "Recent" }).getByRole("option", { name: "Audit log" }),
  ).toBeVisible();
  await page.keyboard.type("fault hotline");
  await expect(palette.getByRole("option", { name: /Fault hotline/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
});

test("a viewer's palette offers nothing that the role does not open", async ({ page }) => {
  await signedIn(page, people.viewer);
  await page.goto("/w/wellanda");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search or jump" });
  await expect(palette.getByRole("option", { name: "Feedback" })).toBeVisible();
  await expect(palette.getByRole("option", { name: "New touchpoint" })).toHaveCount(0);
  await expect(palette.getByRole("option", { name: "Audit log" })).toHaveCount(0);
});

test("keys: g and a letter goes, ? lists them, and none of them answers while somebody types", async ({
  page,
}) => {
  await signedIn(page, people.admin);
  await page.goto("/w/wellanda/admin/touchpoints");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await expect(help.getByText("New touchpoint")).toBeVisible();
  await expect(help.getByText("Search touchpoints")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("/");
  await page.keyboard.type("gn?");
  await expect(page.getByRole("searchbox", { name: "Search touchpoints" })).toHaveValue("gn?");
  await expect(page.getByText("No touchpoint fits")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search touchpoints" }).blur();
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await expect(page).toHaveURL(/\/w\/wellanda\/feedback/);
});

test("one cell of the list is changed in place and taken back", async ({ page }) => {
  await signedIn(page, people.manager);
  await page.goto("/w/wellanda/admin/touchpoints?q=radio");
  const cell = page.getByRole("button", { name: /^State of Radio and streaming spot/ });
  await expect(cell).toHaveText("controlled");
  await cell.click();
  await page.getByRole("option", { name: "aligned" }).click();
  await expect(cell).toHaveText("aligned");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cell).toHaveText("controlled");
});

test("two people edit one touchpoint: the second is told, keeps the text, and decides", async ({
  page,
  browser,
  baseURL,
}) => {
  await signedIn(page, people.admin);
  await page.goto("/w/wellanda/admin/touchpoints?q=review");
  await page.locator("[data-row-link]").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const opened = page.url().replace(baseURL ?? "", "");
  const context = await browser.newContext({ baseURL, locale: "en-GB" });
  const other = await context.newPage();
  await signedIn(other, people.manager);
  await other.goto(opened);
  const contacts = (one: typeof page) =>
    one.getByRole("dialog").getByRole("textbox", { name: "Contacts a month" });
  const before = await contacts(page).inputValue();
  await contacts(other).fill("4321");
  await other.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("dialog")).toBeHidden();
  await contacts(page).fill("1234");
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/Mara Lindner has changed this meanwhile/)).toBeVisible();
  await expect(contacts(page)).toHaveValue("1,234");
  // Once, at its field.
  await expect(page.getByText("Meanwhile: 4321")).toHaveCount(1);
  await page.getByRole("button", { name: "Save mine anyway" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.goto(opened);
  await expect(contacts(page)).toHaveValue("1,234");
  await contacts(page).fill(before);
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await context.close();
});

test("before a channel goes, what uses it is said; it is retired, and undo brings it back", async ({
  page,
}) => {
  await signedIn(page, people.admin);
  await page.goto("/w/wellanda/admin/lists/channels?open=letter");
  await page.getByRole("button", { name: "Retire or delete …" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByText(/History needs this/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await expect(dialog.getByRole("link", { name: /touchpoint/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Retire" }).click();
  await expect(page.getByText("“Letter” retired.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone.")).toBeVisible();
  await page.goto("/w/wellanda/admin/lists/channels");
  await expect(page.getByRole("row", { name: /Letter/ })).toBeVisible();
});

test("a list is sorted by keyboard and keeps its order", async ({ page }) => {
  await signedIn(page, people.admin);
  await page.goto("/w/wellanda/admin/lists/moments-of-truth");
  const rows = page.getByRole("grid").getByRole("row");
  const first = (await rows.first().textContent()) ?? "";
  // A key pressed before the page has come to life is lost, as it is for people: pressed again until the row has moved.
  const move = (key: string, from: number, to: number) =>
    expect(async () => {
      if ((await rows.nth(to).textContent()) !== first) {
        await rows.nth(from).focus();
        await page.keyboard.press(key);
      }
      await expect(rows.nth(to)).toHaveText(first, { timeout: 3_000 });
    }).toPass({ timeout: 60_000 });
  await move("Alt+ArrowDown", 0, 1);
  await expect(page.getByText("Order saved.")).toBeVisible();
  await page.reload();
  await expect(rows.nth(1)).toHaveText(first);
  await move("Alt+ArrowUp", 1, 0);
  await expect(page.getByText("Order saved.")).toBeVisible();
});

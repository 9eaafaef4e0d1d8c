import { existsSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { signIn } from "../support/e2e";
import { lotse } from "../support/server";
import { preparedContracts, telcoFile } from "../support/telco";

/** A real file of contracts through the wizard, as somebody brings it who has never seen it. */

test.skip(
  !existsSync(telcoFile),
  "The contracts of a telecoms provider are not here; they lie beside the project.",
);

const workspace = `telco-${Date.now() % 1_000_000}`;
const email = `manager@${workspace}.example`;
const password = "a password for the contracts";

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await lotse("workspace", "create", workspace, "--name", "Telco", "--locale", "en", "--currency", "USD");
  await lotse(
    { input: password },
    ...["user", "create", email, "--workspace", workspace, "--role", "manager", "--password-stdin"],
  );
});

test("uploaded, put right, tried out, and imported", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, email, password);
  await page.goto(`/w/${workspace}/imports`);
  await page.getByRole("link", { name: "Import a file" }).first().click();

  // Somebody left a line for the total between the lines.
  const [header = "", ...lines] = preparedContracts().split("\n");
  const file = [header, ...lines.slice(0, 2), "Total,,,,456116.60", ...lines.slice(2)].join("\n");
  const chosen = { name: "contracts.csv", mimeType: "text/csv", buffer: Buffer.from(file) };
  await page.locator("input[type=file]").setInputFiles(chosen);

  await expect(page.getByRole("heading", { name: "What we understood" })).toBeVisible();
  await expect(page.getByText("5 columns")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Contracts" })).toBeChecked();
  await expect(page.getByRole("row", { name: /^start/ }).getByRole("cell", { name: /^date/ })).toHaveText(
    "date, YYYY-MM-DD",
  );
  await page.getByRole("button", { name: "On to the columns" }).click();

  // The number of the customer is the number of the contract too; that was not guessed.
  await expect(page.getByRole("heading", { name: "Which column is what?" })).toBeVisible();
  await page.getByRole("button", { name: "Check what will become of it" }).click();
  await expect(page.getByText(/2,000 lines were tried and taken back: 2,000 not taken/)).toBeVisible();
  await expect(page.getByRole("row", { name: /^2 customer This is needed/ })).toBeVisible();
  await page.getByRole("link", { name: "Back", exact: true }).click();
  const column = page.getByRole("listitem").filter({ hasText: "7590-VHVEG" });
  await column.locator("summary").click();
  await column.getByRole("button", { name: /Also becomes/ }).click();
  await page.getByRole("option", { name: "customer", exact: true }).click();
  await page.getByRole("button", { name: "Check what will become of it" }).click();

  await expect(page.getByRole("heading", { name: "What will become of it" })).toBeVisible();
  await expect(
    page.getByText(/2,000 lines were tried and taken back: 1,999 created, 1 not taken/),
  ).toBeVisible();
  const problems = page.getByRole("table", { name: "Problems first" });
  await expect(problems.getByRole("row").nth(1)).toContainText("4");
  await expect(problems.getByText("This is needed and missing.").first()).toBeVisible();
  const stored = page.getByRole("table", { name: "Ten lines as they will be stored" });
  await expect(stored.getByRole("row")).toHaveCount(11);
  await expect(stored.getByRole("row").nth(1)).toContainText("7590-VHVEG");
  await page.getByLabel(/Save these settings/).fill("Contracts of the month");
  await page.getByRole("button", { name: "Import", exact: true }).click();

  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/);
  await expect(page.getByText("done, with errors")).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/7,044 lines.*7,043 created.*1 not taken/)).toBeVisible();
  await expect(
    page.getByRole("table", { name: "Lines that were not taken" }).getByRole("row").nth(1),
  ).toContainText("4");
});

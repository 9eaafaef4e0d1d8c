import { existsSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { signIn } from "../support/e2e";
import { lotse } from "../support/server";
import { preparedContracts, type Share, telcoFile, telcoReference } from "../support/telco";

/** A real file of contracts through the wizard, as somebody brings it who has never seen it. */

test.skip(
  !existsSync(telcoFile),
  "The contracts of a telecoms provider are not here; they lie beside the project.",
);

const workspace = `telco-${Date.now() % 1_000_000}`;
const email = `manager@${workspace}.example`;
const password = "a password for the contracts";

const inPercent = (share: number): string => `${(100 * share).toFixed(1)}%`;
const inThousands = (n: number): string => n.toLocaleString("en");
const leadOf = ({ k, n, p, wilson95: [low, high] }: Share): string =>
  `${inThousands(k)} of ${inThousands(n)} customers left: ${inPercent(p)}, range ${inPercent(low)} to ${inPercent(high)}.`;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await lotse("workspace", "create", workspace, "--name", "Telco", "--locale", "en", "--currency", "USD");
  await lotse(
    { input: password },
    ...["user", "create", email, "--workspace", workspace, "--role", "manager", "--password-stdin"],
  );
});

test("uploaded, put right, tried out, imported, looked at, known again, and taken back", async ({ page }) => {
  test.setTimeout(240_000);
  const reference = telcoReference();
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
  const stored = page.getByRole("table", { name: "Lines as they will be stored" });
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
  const imported = page.url();

  // Who left in February, of all and by plan, and how long customers stay: as the reference has it.
  await page.goto(`/w/${workspace}/retention?from=2020-02-01&to=2020-03-01`);
  await expect(page.getByText(leadOf(reference.churn))).toBeVisible();
  for (const [plan, churn] of Object.entries(reference.churn_by_Contract)) {
    await expect(page.getByRole("listitem").filter({ hasText: plan })).toContainText(inPercent(churn.p));
  }
  await page.goto(`/w/${workspace}/retention?view=survival&from=2020-01-01&to=2020-02-01`);
  await expect(
    page.getByText(`After a year ${inPercent(reference.km_all.S_at_months[12])} are still there.`),
  ).toBeVisible();

  // Next month's file is known by its columns.
  await page.goto(`/w/${workspace}/imports/new`);
  await page.locator("input[type=file]").setInputFiles({ ...chosen, name: "next-month.csv" });
  await expect(page.getByRole("heading", { name: "We know these columns" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Contracts of the month (Contracts)" })).toBeChecked();

  await page.goto(imported);
  await page.getByRole("button", { name: "Take back" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("7,043 created records go");
  await dialog.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("taken back", { exact: true })).toBeVisible();
  await page.goto(`/w/${workspace}/retention?from=2020-02-01&to=2020-03-01`);
  await expect(page.getByText(/customers left/)).toHaveCount(0);
});

import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { signIn } from "../support/e2e";
import { api, apiKey, lotse } from "../support/server";

/**
 * The whole thread: a real survey file goes in through the API and through the command line, and a CX manager sees a
 * number that can be trusted and the people behind it.
 */
const source = path.resolve("../shared/data/botanic_nps_half/nps_odd_rows.csv.gz");
const password = "a password for the garden";

const mapping = {
  submissionKey: "id",
  customer: "id",
  comment: "explication",
  answers: [{ metric: "nps", column: "nps" }],
};
const options = {
  createMissing: ["customers"],
  missing: ["NA"],
  defaults: { occasion: "relationship", technique: "survey", answeredAt: "2026-05-15" },
};

test.describe.configure({ mode: "serial" });
test.skip(
  !existsSync(source),
  "The survey file of a garden retailer is not here; it lies beside the project, not in it.",
);

let key = "";
const workspace = `garden-${Date.now() % 1_000_000}`;
const email = `manager@${workspace}.example`;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await lotse("workspace", "create", workspace, "--name", "Garden", "--locale", "en");
  const link = await lotse(
    "user",
    "create",
    email,
    "--workspace",
    workspace,
    "--role",
    "manager",
    "--name",
    "Gardener",
  );
  const token = link.split("/").at(-1) ?? "";
  expect(token.length).toBeGreaterThan(20);
  resetLink = `/reset-password/${token}`;
  key = await apiKey(workspace);
});

let resetLink = "";

type ImportAnswer = {
  id: string;
  status: string;
  lines: number;
  created: number;
  duplicate: number;
  rejected: number;
  skipped: number;
};

async function finished(id: string): Promise<ImportAnswer> {
  for (let second = 0; second < 120; second++) {
    const { body } = await api(key, "GET", `/imports/${id}`);
    const found = body as ImportAnswer;
    if (!["queued", "running"].includes(found.status)) return found;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("The import did not end.");
}

test("the survey file comes in by the API", async ({ request }) => {
  test.setTimeout(120_000);
  const answer = await request.post("/api/v1/imports", {
    headers: { Authorization: `Bearer ${key}` },
    multipart: {
      kind: "feedback",
      mapping: JSON.stringify(mapping),
      options: JSON.stringify(options),
      file: { name: "nps.csv", mimeType: "text/csv", buffer: gunzipSync(readFileSync(source)) },
    },
  });
  expect(answer.status()).toBe(201);
  const done = await finished((await answer.json()).id);
  expect(done).toMatchObject({ status: "done", lines: 6_977, rejected: 0 });
});

test("the API says the number to the digit", async () => {
  const { body } = await api(key, "GET", "/metrics/nps?occasion=relationship");
  const { value, n, interval } = body as {
    value: number;
    n: number;
    interval: { low: number; high: number };
  };
  expect(n).toBe(6_806);
  expect(value).toBeCloseTo(52.747576, 6);
  expect(interval.low).toBeCloseTo(51.171365, 6);
  expect(interval.high).toBeCloseTo(54.277306, 6);
});

test("the same file by the command line creates nothing", async () => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(path.join(tmpdir(), "lotse-e2e-"));
  writeFileSync(path.join(folder, "nps.csv"), gunzipSync(readFileSync(source)));
  writeFileSync(path.join(folder, "map.json"), JSON.stringify(mapping));
  writeFileSync(path.join(folder, "options.json"), JSON.stringify(options));
  const said = await lotse(
    ...["import", "feedback", path.join(folder, "nps.csv"), "--workspace", workspace],
    ...["--mapping", path.join(folder, "map.json"), "--options", path.join(folder, "options.json")],
  );
  expect(said).toMatch(/6,?977/);
  const { body } = await api(key, "GET", "/metrics/nps?occasion=relationship");
  expect((body as { n: number }).n).toBe(6_806);
});

test("the page shows it, and leads from the tile to the 606 critics", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(resetLink);
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Your new password is set.")).toBeVisible();
  await signIn(page, email, password);
  await page.goto(`/w/${workspace}?from=2026-05-01&to=2026-06-01`);

  const tile = page.getByRole("article").filter({ hasText: "Relationship NPS" });
  await expect(tile.getByText("+53", { exact: true })).toBeVisible();
  await expect(tile.getByText("Range +51 to +55")).toBeVisible();
  await tile.getByRole("button", { name: /How is this computed/ }).click();
  await expect(page.getByRole("dialog").getByText(/\+51\.1\s–\s\+54\.3/)).toBeVisible();
  await page.keyboard.press("Escape");
  // While it closes it still takes the clicks beside it.
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await tile.getByRole("link", { name: /6,806 answers/ }).click();
  await expect(page.getByText("6,806 answers: exactly those behind “Relationship NPS”.")).toBeVisible();
  await page.goBack();

  await page
    .getByRole("link", { name: /Critics/ })
    .first()
    .click();
  await expect(page).toHaveURL(/score=0/);
  await expect(page.getByText("606 answers: exactly those behind “Relationship NPS”.")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(51);

  await page.getByRole("row").nth(1).getByRole("link").click();
  await expect(page.getByRole("heading", { name: /Feedback of 15 May 2026/ })).toBeVisible();
  await expect(page.getByText(/^[0-6] of 10$/)).toBeVisible();
});

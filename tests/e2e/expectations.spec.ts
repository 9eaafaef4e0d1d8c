import { expect, test } from "@playwright/test";
import { people, signedIn } from "../support/e2e";

/** As somebody who has read nothing: by names that are on the screen, from the overview in at most four clicks. */
test("the worst certain gap, the comments behind it and its owner are four clicks away at most", async ({
  page,
}) => {
  await signedIn(page, people.viewer);
  await page.goto("/w/wellanda");
  // 1: where expectations are.
  await page
    .getByRole("navigation")
    .getByRole("link", { name: /^(Erwartungen|Expectations)$/ })
    .first()
    .click();
  const worst = page.getByRole("figure", { name: /größten sicheren Lücken|largest certain gaps/ });
  // 2: the first of the worst.
  await worst.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/Störungshotline|Fault hotline/);
  await expect(
    page.getByText(/Es fehlen 1,6 Punkte, mindestens aber 1,3|1\.6 points short, and at least 1\.3/).first(),
  ).toBeVisible();
  // Its owner stands there.
  await expect(page.getByText("Beate Lorenz").first()).toBeVisible();
  // 3: what one of them said.
  const comments = page.getByRole("region", { name: /Was sie sagen|What they say/ });
  await comments.getByRole("listitem").first().getByRole("link").click();
  await expect(page).toHaveURL(/\/feedback\/[0-9a-f-]{36}/);
});

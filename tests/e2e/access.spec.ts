import { expect, test } from "@playwright/test";
import { people, signedIn, signIn } from "../support/e2e";

const adminPages = ["/w/wellanda/admin/members", "/w/wellanda/admin/api-keys"];

test("a role without the right gets a sentence and status 403, on every way to the page", async ({
  page,
}) => {
  await signedIn(page, people.viewer);
  for (const path of adminPages) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole("heading", { name: "Your role does not allow this" })).toBeVisible();
  }
  await page.goto("/w/wellanda");
  await expect(page.getByRole("link", { name: "Members" })).toHaveCount(0);
});

test("no protected byte by prefetch, by component payload or by an encoded path", async ({
  page,
  request,
}) => {
  const secret = "ralf.heuer@wellanda.example";
  const headers: Record<string, string>[] = [
    {},
    { RSC: "1" },
    { RSC: "1", "Next-Router-Prefetch": "1" },
    { "x-middleware-subrequest": "middleware" },
  ];
  const paths = [...adminPages, "/w/wellanda/%61dmin/members", "/w/wellanda/admin/members.rsc"];
  await signedIn(page, people.viewer);
  for (const visitor of [request, page.request]) {
    for (const path of paths) {
      for (const header of headers) {
        const answer = await visitor.get(path, { headers: header, maxRedirects: 0, failOnStatusCode: false });
        expect([path, (await answer.text()).includes(secret)]).toEqual([path, false]);
      }
    }
  }
});

test("an unknown workspace and somebody else's are the same page", async ({ page }) => {
  await signedIn(page, people.viewer);
  const answer = await page.goto("/w/nobodys");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "This does not exist here" })).toBeVisible();
});

test("signing out ends the session on the server, not only in the browser", async ({ page, context }) => {
  await signIn(page, people.agent);
  // The form takes the caret when it is there; a menu that was open before would close.
  await expect(page.getByRole("combobox", { name: "Customer" })).toBeFocused();
  const cookies = await context.cookies();
  await page.getByRole("button", { name: /Account of Aylin/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await context.addCookies(cookies);
  await page.goto("/w/wellanda");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("every answer carries the security headers and a request id", async ({ request }) => {
  for (const path of ["/sign-in", "/api/v1/metrics/nps", "/nothing-here"]) {
    const headers = (await request.get(path)).headers();
    expect(headers["content-security-policy"]).toContain("script-src 'self' 'nonce-");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["x-request-id"]).toMatch(/^[\w-]{8,}$/);
    expect(headers["x-powered-by"]).toBeUndefined();
  }
});

test("the address after sign-in is never somebody else's", async ({ page }) => {
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example"]) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByRole("textbox", { name: "E-mail" }).fill(people.viewer);
    await page.getByLabel("Password").fill(process.env.LOTSE_TEST_PASSWORD ?? "");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/w\/wellanda$/);
  }
});

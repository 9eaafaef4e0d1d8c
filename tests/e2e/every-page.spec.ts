import { expect, type Page, test } from "@playwright/test";
import en from "@/lib/language/messages/en.json" with { type: "json" };
import { violations } from "../support/axe";
import { people, signedIn } from "../support/e2e";

const open = [
  "/sign-in",
  "/forgot-password",
  "/reset-password/nothing",
  "/invitation/nothing",
  "/share/nothing",
];
const inside = [
  "/w/wellanda",
  "/w/wellanda/breakdown",
  "/w/wellanda/compare",
  "/w/wellanda/compare?a.segment=business&a.period=last-quarter&b.segment=seniors&measure=csat&by=touchpoint",
  "/w/wellanda/touchpoints",
  "/w/wellanda/touchpoints?column=channel&column=planned&column=contacts&warning=ownerless",
  "/w/wellanda/touchpoints/moments",
  "/w/wellanda/touchpoints/brand",
  "/w/wellanda/touchpoints/brand?open=new",
  "/w/wellanda/touchpoints/fault-hotline",
  "/w/wellanda/admin/lists/brand-values",
  "/w/wellanda/expectations",
  "/w/wellanda/expectations?view=map",
  "/w/wellanda/expectations?view=map&phase=usage",
  "/w/wellanda/expectations/fault-hotline?segment=business",
  "/w/wellanda/expectations/fault-hotline?segment=business&open=set",
  "/w/wellanda/feedback",
  "/w/wellanda/feedback/tags",
  "/w/wellanda/log",
  "/w/wellanda/segments",
  "/w/wellanda/segments/new",
  "/w/wellanda/customers",
  "/w/wellanda/customers?column=attribute:x&column=kind&q=a",
  "/w/wellanda/customers/0190a000-0000-7000-8000-000000000000",
  "/w/wellanda/personas",
  "/w/wellanda/personas?open=new",
  "/w/wellanda/personas/praxis-dr-neuhaus",
  "/w/wellanda/journey/map",
  "/w/wellanda/journey/map?segment=business&side=to-be",
  "/w/wellanda/retention",
  "/w/wellanda/retention?view=cohorts",
  "/w/wellanda/retention?view=survival",
  "/w/wellanda/retention?view=repurchase&period=last-12-months",
  "/w/wellanda/drivers",
  "/w/wellanda/expectations/promises",
  "/w/wellanda/expectations/promises?open=new",
  "/w/wellanda/drivers?outcome=image&period=all",
  "/w/wellanda/report",
  "/w/wellanda/share-links",
  "/w/wellanda/journey",
  "/w/wellanda/journey/usage",
  "/w/wellanda/journey/onboarding?edit=mindset",
  "/w/wellanda/journey/decision?goal=new",
  "/w/wellanda/journey/cancelled?pick=goals",
  "/w/wellanda/journey/usage?pick=measures",
  "/w/wellanda/journey/onboarding?sort=goals",
  "/w/wellanda/contacts",
  "/w/wellanda/contacts?open=new",
  "/w/wellanda/journey/buying",
  "/w/wellanda/journey/buying?need=new&phase=consideration",
  "/w/wellanda/journey/buying?sort=decision",
  "/w/wellanda/journey/steps",
  "/w/wellanda/journey/board",
  "/w/wellanda/measures",
  "/w/wellanda/measures/new?touchpoint=moving&from=gap",
  "/w/wellanda/measures/0190a000-0000-7000-8000-000000000000",
  "/w/wellanda/measures/0190a000-0000-7000-8000-000000000000/edit",
  "/w/wellanda/findings",
  "/w/wellanda/imports",
  "/w/wellanda/start",
  "/w/wellanda/admin/touchpoints",
  "/w/wellanda/admin/touchpoints?open=fault-hotline",
  "/w/wellanda/admin/products",
  "/w/wellanda/admin/products?open=new",
  "/w/wellanda/admin/markers",
  "/w/wellanda/admin/settings",
  "/w/wellanda/admin/settings/time-zone?zone=Pacific%2FAuckland",
  "/w/wellanda/admin/audit",
  "/w/wellanda/admin/lists/phases",
  "/w/wellanda/admin/lists/departments",
  "/w/wellanda/admin/lists/channels?open=phone",
  "/w/wellanda/imports/new",
  "/w/wellanda/admin/members",
  "/w/wellanda/admin/api-keys",
  "/w/wellanda/admin/demo",
  "/w/wellanda/tour",
  "/profile",
  "/workspaces",
  "/w/wellanda/feedback/0190a000-0000-7000-8000-000000000000",
];

/** What stands in the place of a text that does not exist: its key, like `brand.ties.loosely`. */
const rawKey = new RegExp(`\\b(?:${Object.keys(en).join("|")})(?:\\.[a-z]\\w+)+\\b`);

/** Nothing of a page reaches beside the window; a chart takes a moment to find its new width. */
const fits = (page: Page, path: string): Promise<void> =>
  expect
    .configure({ soft: true })
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
      message: `${path} at ${page.viewportSize()?.width} px`,
      timeout: 2_000,
    })
    .toBeLessThanOrEqual(0);

/**
 * What every page owes everybody: no axe violation, one heading, a title, all texts, no error in the console, and no
 * sideways scrolling at its own width nor, once the window is made wide or narrow, at the other.
 */
async function check(page: Page, path: string, { width }: View): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page).toHaveTitle(/\S · Lotse$/);
  expect.soft([path, await violations(page)]).toEqual([path, []]);
  expect.soft([path, await page.getByText(rawKey).allTextContents()]).toEqual([path, []]);
  await fits(page, path);
  const other = width === 390 ? 1440 : 390;
  await page.setViewportSize({ width: other, height: 900 });
  await fits(page, path);
  await page.setViewportSize({ width, height: 900 });
}

/** Each theme, each language and each width once; the eight of all three show no more, and each takes minutes. */
const views = [
  { theme: "light", locale: "de", width: 390 },
  { theme: "dark", locale: "en", width: 1440 },
] as const;
type View = (typeof views)[number];

const atOnce = 16;
const stretches = Array.from({ length: Math.ceil(inside.length / atOnce) }, (_, i) =>
  inside.slice(i * atOnce, (i + 1) * atOnce),
);

for (const view of views) {
  const { theme, locale, width } = view;
  stretches.forEach((stretch, i) => {
    test(`every page, ${theme}, ${locale}, ${width} px, part ${i + 1}`, async ({ browser, baseURL }) => {
      test.setTimeout(240_000);
      const context = await browser.newContext({
        baseURL,
        viewport: { width, height: 900 },
        colorScheme: theme,
        locale: locale === "de" ? "de-DE" : "en-GB",
        reducedMotion: "reduce",
      });
      await context.addCookies([{ name: "lotse.theme", value: theme, url: baseURL ?? "" }]);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("console", (message) => {
        const isMissingPage = /status of 404/.test(message.text());
        if (message.type() === "error" && !isMissingPage) errors.push(`${page.url()} ${message.text()}`);
      });
      page.on("pageerror", (error) => errors.push(`${page.url()} ${error.message}`));
      if (i === 0) for (const path of open) await check(page, path, view);
      await signedIn(page, people.admin);
      for (const path of stretch) await check(page, path, view);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      expect(errors).toEqual([]);
      await context.close();
    });
  });
}

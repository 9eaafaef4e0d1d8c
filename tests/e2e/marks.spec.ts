import { expect, type Page, test } from "@playwright/test";
import { people, signedIn } from "../support/e2e";

/** Whatever is clicked on a chart leads to as many rows as it says. Which marks are tried is drawn, always the same ones. */
const pages = [
  { address: "/w/wellanda?period=last-12-months", sample: Number.POSITIVE_INFINITY },
  { address: "/w/wellanda/breakdown?by=touchpoint&measure=csat&period=last-12-months", sample: 4 },
  {
    address:
      "/w/wellanda/compare?a.segment=business&a.period=last-quarter&b.segment=seniors&measure=csat&by=touchpoint",
    sample: 4,
  },
];
const mostOfAll = 24;

type Mark = { href: string; said: string; n: number };

/** Links to lists with the number of rows that they, or the row of a table in which they stand, speak of. */
function marksOf(page: Page): Promise<Mark[]> {
  return page.evaluate(() => {
    const counted = /(\d[\d,]*) (?:answers?|customers?|records?)\b/g;
    const found: Mark[] = [];
    /** With a space between what stands in two cells. */
    const textOf = (element: Element | null): string => {
      const texts: string[] = [];
      const walker = document.createTreeWalker(element ?? document.createElement("p"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? "");
      return texts.join(" ").trim();
    };
    for (const link of document.querySelectorAll<SVGAElement | HTMLAnchorElement>("main a[href]")) {
      const href = link.getAttribute("href") ?? "";
      if (!/\/w\/wellanda\/(feedback|customers)\?/.test(href) || link.closest("header, nav")) continue;
      const row = link.closest("tr");
      const heads = [...(row?.closest("table")?.querySelectorAll("thead th") ?? [])];
      const counts = row?.children[heads.findIndex((head) => /^answers$/i.test(textOf(head)))];
      const own = link.getAttribute("aria-label") ?? textOf(link);
      const around = textOf(link.closest("li, tr"));
      const numbers = [
        own.replace(/^n (?=\d)(.*)$/, "$1 answers"),
        counts ? `${textOf(counts)} answers` : "",
        around,
      ]
        .map((text) => [...new Set([...text.matchAll(counted)].map(([, number]) => number))])
        .find((all) => all.length > 0);
      const [number, ...others] = numbers ?? [];
      if (number && others.length === 0)
        found.push({ href, said: own, n: Number(number.replaceAll(",", "")) });
    }
    return [...new Map(found.map((mark) => [mark.href, mark])).values()];
  });
}

/** A draw that is the same every time. */
function drawn<T>(items: readonly T[], size: number): T[] {
  const left = [...items];
  const chosen: T[] = [];
  for (let seed = 7; chosen.length < size && left.length > 0; ) {
    seed = (seed * 48_271) % 2_147_483_647;
    chosen.push(...left.splice(seed % left.length, 1));
  }
  return chosen;
}

/** What the list says of itself, in its first sentence. */
async function totalOf(page: Page, href: string): Promise<number> {
  const answer = await page.request.get(href);
  expect(answer.ok()).toBe(true);
  const text = (await answer.text()).replace(/<script[\s\S]*?<\/script>|<!--.*?-->/g, "");
  const lead = /<h1[\s\S]*?<\/header>/.exec(text)?.[0].replace(/<[^>]+>/g, " ") ?? "";
  const [, number] = /(\d[\d,]*) (?:answers?|customers?|records?)/.exec(lead) ?? [];
  return number === undefined ? Number.NaN : Number(number.replaceAll(",", ""));
}

test("every mark leads to as many rows as it says", async ({ page }) => {
  await signedIn(page, people.manager);
  for (const { address, sample } of pages) {
    await page.goto(address);
    await expect(page.locator("main h1")).toBeVisible();
    await expect.poll(async () => (await marksOf(page)).length).toBeGreaterThan(3);
    const marks = drawn(await marksOf(page), Math.min(sample, mostOfAll));
    const wrong: unknown[] = [];
    for (const mark of marks) {
      const total = await totalOf(page, mark.href);
      if (total !== mark.n) wrong.push({ address, ...mark, total });
    }
    expect(wrong).toEqual([]);
  }
});

import { expect, type Page, test } from "@playwright/test";
import { people, signedIn, signIn } from "../support/e2e";

/**
 * The promise of the agent's form: twenty seconds and no mouse. Every key that somebody has to press is counted, a
 * letter as one; the seconds are those of the machine and are noted, not judged: they belong to what else it does.
 */
class Keyboard {
  pressed = 0;
  constructor(private readonly page: Page) {}

  async type(text: string): Promise<void> {
    this.pressed += text.length;
    await this.page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    this.pressed += 1;
    await this.page.keyboard.press(key);
  }
}

const sentence = "Router lights are red again.";

for (const { name, width } of [
  { name: "at a desk", width: 1440 },
  { name: "on a phone", width: 390 },
]) {
  test(`feedback is noted without a mouse, ${name}: customer, mood, a sentence, and the caret waits for the next`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await signIn(page, people.agent);
    // An agent's day begins here.
    await expect(page).toHaveURL(/\/w\/wellanda\/log$/);
    const customer = page.getByRole("combobox", { name: "Customer" });
    await expect(customer).toBeFocused();
    const keys = new Keyboard(page);
    const begun = Date.now();

    await keys.type("neuhaus");
    await expect(page.getByRole("option", { name: /Praxis Dr\. Neuhaus/ })).toBeVisible();
    await keys.press("Enter");
    await keys.press("Enter");
    await keys.press("2");
    await keys.type(sentence);
    await keys.press("Enter");

    await expect(page.getByText("Saved.")).toBeVisible();
    await expect(customer).toBeFocused();
    await expect(customer).toHaveValue("");
    const seconds = (Date.now() - begun) / 1_000;
    // Beside the name and the sentence: take the customer, take the touchpoint, the mood, save.
    expect(keys.pressed - "neuhaus".length - sentence.length).toBe(4);
    test.info().annotations.push({ type: "seconds of the machine", description: seconds.toFixed(1) });
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("textbox", { name: "What was it about?" })).toHaveValue(sentence);
  });
}

test("a call opens the form with the customer, whichever way the number is written", async ({ page }) => {
  await signedIn(page, people.agent);
  await page.goto(`/w/wellanda/log?phone=${encodeURIComponent("+49 221 4710 206")}`);
  await expect(page.getByRole("combobox", { name: "Customer" })).toHaveValue(/Praxis Dr\. Neuhaus/);
});

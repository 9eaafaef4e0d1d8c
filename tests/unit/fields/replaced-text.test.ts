import { expect, test } from "vitest";
import { replacedText } from "@/lib/fields/texts";

const both = { de: "14 Gäste", en: "14 guests" };
const row = { translations: { outcome: both, purpose: { de: "Einladung", en: "Invitation" } } };

test("a text that somebody wrote anew takes the place of all languages, and of no other field", () => {
  expect(replacedText(row, "outcome", both.de, { said: "15 guests", locale: "en" })).toEqual({
    text: "15 guests",
    translations: { purpose: row.translations.purpose },
  });
  expect(replacedText(row, "outcome", both.de, { said: null, locale: "de" }).text).toBeNull();
});

test("what the reader saw and left as it was stays in both languages", () => {
  expect(replacedText(row, "outcome", both.de, { said: both.en, locale: "en" })).toEqual({
    text: both.de,
    translations: row.translations,
  });
  const plain = { translations: null };
  expect(replacedText(plain, "outcome", "done", { said: "done", locale: "en" })).toEqual({
    text: "done",
    translations: null,
  });
});

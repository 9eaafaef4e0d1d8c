import { expect, test } from "vitest";
import { attributeName } from "@/lib/format/attributes";

test("the key of an attribute is read as words", () => {
  expect(
    [
      "home_owner",
      "homeOwner",
      "kinderImHaushalt",
      "preisgarantie",
      "NPS_2024",
      "vip-since",
      "kundeSeit",
      "größe",
      "_",
    ].map(attributeName),
  ).toEqual([
    "Home owner",
    "Home Owner",
    "Kinder im Haushalt",
    "Preisgarantie",
    "NPS 2024",
    "Vip since",
    "Kunde seit",
    "Größe",
    "_",
  ]);
});

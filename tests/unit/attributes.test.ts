import { expect, test } from "vitest";
import { attributeName } from "@/lib/format/attributes";

test("the key of an attribute is read as words", () => {
  expect(
    ["home_owner", "homeOwner", "preisgarantie", "NPS_2024", "vip-since", "größe", "_"].map(attributeName),
  ).toEqual(["Home owner", "Home owner", "Preisgarantie", "NPS 2024", "Vip since", "Größe", "_"]);
});

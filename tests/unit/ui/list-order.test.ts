import { describe, expect, test } from "vitest";
import { moved, placedAt } from "@/components/ui/list-order";

const order = ["a", "b", "c", "d"];

describe("the order of a list", () => {
  test("one row moves up and down and stops at the ends", () => {
    expect(moved(order, "b", -1)).toEqual(["b", "a", "c", "d"]);
    expect(moved(order, "b", 1)).toEqual(["a", "c", "b", "d"]);
    expect(moved(order, "a", -1)).toEqual(order);
    expect(moved(order, "d", 1)).toEqual(order);
    expect(moved(order, "x", 1)).toEqual(order);
  });

  test("dropped rows keep their order among each other", () => {
    expect(placedAt(order, ["c", "a"], "d", "after")).toEqual(["b", "d", "a", "c"]);
    expect(placedAt(order, ["d"], "b", "before")).toEqual(["a", "d", "b", "c"]);
    expect(placedAt(order, ["a"], "a", "after")).toEqual(order);
  });
});

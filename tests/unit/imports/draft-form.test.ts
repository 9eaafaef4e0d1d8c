import { describe, expect, it } from "vitest";
import { hiddenConditions } from "@/lib/imports/rules/draft-form";
import { rulesOf } from "@/lib/imports/rules/draft-rules";

const column = (name: string, equals: string) => ({ column: name, equals });
const three = { all: [column("a", "1"), column("b", "2"), column("c", "3")] };

describe("conditions that the form cannot show", () => {
  it("are left as they are", () => {
    expect(rulesOf(three)).toBeNull();
    expect(hiddenConditions({ skipWhen: three, statusWhen: { cancelled: three } })).toEqual({
      skipWhen: three,
      statusWhen: { cancelled: three },
    });
  });

  it("are none where the form shows all of them: what it says then counts", () => {
    const shown = { any: [column("a", "1"), { all: [column("b", "2"), column("c", "3")] }] };
    expect(rulesOf(shown)).toHaveLength(2);
    expect(hiddenConditions({ skipWhen: shown, statusWhen: { cancelled: column("a", "C") } })).toEqual({});
    expect(hiddenConditions({})).toEqual({});
  });
});

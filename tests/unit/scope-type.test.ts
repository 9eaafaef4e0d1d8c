import { expectTypeOf, test } from "vitest";
import type { Admission, Scope } from "@/lib/auth/scope";
import { listMembers } from "@/lib/members/queries";

/** The first lock: rooms take a Scope, and only lib/auth can make one. `npm test` compiles this file. */
test("nothing that only looks like a scope opens a room", () => {
  type LookAlike = Admission & Pick<Scope, "db" | "bulk">;
  expectTypeOf<LookAlike>().not.toExtend<Scope>();
  expectTypeOf<Admission>().not.toExtend<Scope>();
  expectTypeOf(listMembers).parameter(0).toEqualTypeOf<Scope>();
});

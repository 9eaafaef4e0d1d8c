import { expect, test } from "vitest";
import { askTogether } from "@/lib/auth/ask-together";

/** A look takes until it is let go, and answers what is true when it begins. */
function world() {
  const waiting: (() => void)[] = [];
  const state = { truth: 1, looks: 0 };
  const ask = askTogether(async (question: string) => {
    const seen = `${question}${state.truth}`;
    state.looks++;
    await new Promise<void>((resolve) => waiting.push(resolve));
    if (state.truth === 0) throw new Error("away");
    return seen;
  });
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await null;
  };
  return { state, ask, settle, letGo: () => waiting.shift()?.() };
}

test("whoever asks while a look is under way is told what is true after they have asked, by one look for all", async () => {
  const { state, ask, settle, letGo } = world();
  const first = ask("a");
  state.truth = 2;
  const others = Promise.all([ask("a"), ask("a"), ask("a")]);
  expect(state.looks).toBe(1);
  letGo();
  expect(await first).toBe("a1");
  await settle();
  state.truth = 3;
  const late = ask("a");
  letGo();
  expect(await others).toEqual(["a2", "a2", "a2"]);
  await settle();
  letGo();
  expect([await late, state.looks]).toEqual(["a3", 3]);
  const alone = ask("a");
  letGo();
  expect([await alone, state.looks]).toEqual(["a3", 4]);
});

test("other questions do not wait, and a look that fails is not the end", async () => {
  const { state, ask, settle, letGo } = world();
  const [a, b] = [ask("a"), ask("b")];
  const next = ask("a");
  expect(state.looks).toBe(2);
  state.truth = 0;
  letGo();
  await expect(a).rejects.toThrow("away");
  await settle();
  state.truth = 5;
  letGo();
  expect(await b).toBe("b1");
  letGo();
  expect(await next).toBe("a0");
});

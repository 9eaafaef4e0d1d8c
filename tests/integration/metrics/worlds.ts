import fc from "fast-check";
import { beforeAll } from "vitest";
import type { Period } from "@/lib/metrics/day";
import type { CustomerFilter } from "@/lib/retention/queries/traits";
import type { Edges } from "@/lib/retention/rules/edges";
import type { DatedTrait } from "@/lib/retention/rules/figure";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";
import { keysOf, type Person, peopleOf, type TraitFilter, wantedKeys } from "./by-hand";
import {
  commonDays,
  dayOfWorld,
  groupKeys,
  type Planted,
  phaseKeys,
  plans,
  plantFacts,
  someFacts,
} from "./facts";

export type World = { workspace: TestWorkspace; people: Person[]; planted: Planted };

/** Three workspaces of random facts, the same in every run. */
export function ownWorlds(): (n: number) => World {
  const database = ownDatabase();
  const worlds: World[] = [];
  beforeAll(async () => {
    for (const seed of [1, 2, 3]) {
      const facts = someFacts(seed);
      const workspace = await foundWorkspace(`world-${seed}`);
      const planted = await plantFacts(database.current?.ownerUrl ?? "", workspace.workspaceId, facts);
      worlds.push({ workspace, people: peopleOf(facts), planted });
    }
  }, 120_000);
  return (n) => {
    const world = worlds[n];
    if (!world) throw new Error(`There is no world ${n}.`);
    return world;
  };
}

export const anyWorld = fc.integer({ min: 0, max: 2 });

export const anyPeriod: fc.Arbitrary<Period> = fc
  .oneof(
    fc.tuple(fc.integer({ min: -20, max: 230 }), fc.integer({ min: 1, max: 150 })),
    fc.constantFrom(...commonDays.slice(0, -1)).map((from) => [from, 30] as const),
  )
  .map(([from, length]) => ({ from: dayOfWorld(from), to: dayOfWorld(from + length) }));

export const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2, nil: undefined });
const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const numbers = (keys: readonly string[]) => some(keys.map((_, n) => n));

export const anyFilter: fc.Arbitrary<TraitFilter> = fc.oneof(
  fc.constant<TraitFilter>({}),
  fc
    .record({
      plan: optional(some(plans)),
      phase: optional(numbers(phaseKeys)),
      "product-group": optional(numbers(groupKeys)),
    })
    .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))),
);

/** Names of the facts as inner ids. */
export const inIds = ({ planted }: World, given: TraitFilter): CustomerFilter => ({
  ...(given.plan ? { plan: given.plan } : {}),
  ...(given.phase ? { phase: given.phase.map((n) => planted.phaseIds[n] ?? 0) } : {}),
  ...(given["product-group"]
    ? { "product-group": given["product-group"].map((n) => planted.groupIds[n] ?? 0) }
    : {}),
});

/** An inner id in an answer as the name of the facts. */
export const keyOf = ({ planted }: World, trait: DatedTrait, key: string | null): string | null => {
  if (key === null || trait === "plan") return key;
  const [ids, keys] = trait === "phase" ? [planted.phaseIds, phaseKeys] : [planted.groupIds, groupKeys];
  return keys[ids.indexOf(Number(key))] ?? "unknown";
};

export const periodsOf = ({ days, keys }: Edges): Period[] =>
  keys.map((_, b) => ({ from: days[b] ?? "", to: days[b + 1] ?? "" }));

/** The groups that can be told apart: all values, or those that the filter names. */
export const groupsAsked = (given: TraitFilter, trait: DatedTrait): (string | null)[] =>
  wantedKeys(given, trait) ?? keysOf[trait];

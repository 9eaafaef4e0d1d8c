import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type RowTable, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import type { AppError } from "@/lib/errors/app-error";
import { Lookup, missing, refuse } from "@/lib/fields/refusals";
import { type CatalogueTable, getEntry, resolveKeys } from "./queries";
import { isReservedKey, renamed } from "./rules";
import { type Entry, type EntryInput, entryInput, type Phase, phaseInput } from "./schema";

type EntryState = {
  key: string;
  name: string;
  translations: Record<string, string> | null;
  position: number;
};

const columns = { key: "text", name: "text", translations: "jsonb", position: "int" } as const;

const tableOf = (table: CatalogueTable): RowTable<EntryState> => ({
  table,
  key: ["key"],
  columns,
  versioned: true,
});

/** What is added comes after what was set up by hand. */
const lastPosition = 1_000;

function changedEntry(scope: Scope, before: EntryState | null, said: EntryInput): EntryState | AppError {
  const lacking = before ? null : missing({ name: said.name });
  if (lacking) return lacking;
  return {
    key: said.key,
    ...renamed(before ?? { name: "", translations: null }, said.name, scope.workspaceLocale),
    position: before?.position ?? lastPosition,
  };
}

function postOf(table: CatalogueTable) {
  return postOneOrMany({
    item: entryInput,
    save: (scope, inputs) =>
      saveRows(
        scope,
        tableOf(table),
        inputs.map((said) => ({
          key: [said.key],
          change: (before) => changedEntry(scope, before, said),
        })),
      ),
    get: (scope, { id }) => getEntry<Entry>(scope, { table, id }),
  });
}

export const postDepartments = postOf("department");
export const postChannels = postOf("channel");
export const postMomentsOfTruth = postOf("moment_of_truth");
export const postProductGroups = postOf("product_group");

type PhaseState = EntryState & { parentId: number | null };

const phases: RowTable<PhaseState> = {
  ...tableOf("phase"),
  key: ["key"],
  columns: { ...columns, parentId: "int" },
  versioned: true,
} as RowTable<PhaseState>;

/** Two levels: a part of a phase is not divided again, and what has parts is not a part itself. */
async function savePhases(scope: Scope, inputs: readonly PhaseInput[]): Promise<Saved[]> {
  const parents = await findParents(scope, inputs);
  return saveRows(
    scope,
    phases,
    inputs.map((said) => ({
      key: [said.key],
      change: (before) => {
        if (before === null && isReservedKey("phases", said.key)) return refuse({ key: "phaseKeyReserved" });
        const lookup = new Lookup();
        const parent = lookup.find(parents.known, said.parent, "parent", "unknownPhase");
        if (
          parent &&
          (parent.parentId !== null || said.parent === said.key || parents.withParts.has(said.key))
        )
          return refuse({ parent: "phaseLevels" });
        const entry = lookup.refusal() ?? changedEntry(scope, before, said);
        if (!("key" in entry)) return entry;
        return {
          ...entry,
          parentId: parent === undefined ? (before?.parentId ?? null) : (parent?.id ?? null),
        };
      },
    })),
  );
}

type PhaseInput = EntryInput & { parent?: string | null | undefined };

async function findParents(scope: Scope, inputs: readonly PhaseInput[]) {
  const ids = await resolveKeys(
    scope,
    "phase",
    inputs.flatMap(({ key, parent }) => [key, parent]),
  );
  const rows = await scope.db.$queryRaw<
    { key: string; id: number; parentId: number | null; parts: number }[]
  >(
    Prisma.sql`
      select p."key", p."id", p."parentId", count(c."id")::int as parts
      from phase p left join phase c on c."workspaceId" = p."workspaceId" and c."parentId" = p."id"
      where p."workspaceId" = ${scope.workspaceId} and p."id" = any(${[...ids.values()]}::int[])
      group by p."workspaceId", p."id"`,
  );
  return {
    known: new Map(rows.map((row) => [row.key, row])),
    withParts: new Set(rows.filter(({ parts }) => parts > 0).map(({ key }) => key)),
  };
}

export const postPhases = postOneOrMany({
  item: phaseInput,
  save: savePhases,
  get: (scope, { id }) => getEntry<Phase>(scope, { table: "phase", id }),
});

import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { renamed } from "@/lib/catalogue/rules";
import { Prisma } from "@/lib/db/generated/client";
import { changeRow, type RowTable, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import { AppError, notFound } from "@/lib/errors/app-error";
import { Lookup, missing, saidOr } from "@/lib/fields/refusals";
import { getTouchpoint, touchpointNamed } from "./queries";
import {
  type ChangeTouchpointInput,
  type TouchpointInput,
  type TouchpointOut,
  touchpointInput,
} from "./schema";

type TouchpointState = {
  key: string;
  name: string;
  translations: Record<string, string> | null;
  phaseId: number | null;
  channelId: number | null;
  departmentId: number | null;
  productGroupId: number | null;
  momentOfTruthId: number | null;
  planned: boolean | null;
  position: number;
  retiredAt: string | null;
};

const touchpoints: RowTable<TouchpointState> = {
  table: "touchpoint",
  key: ["key"],
  columns: {
    key: "text",
    name: "text",
    translations: "jsonb",
    phaseId: "int",
    channelId: "int",
    departmentId: "int",
    productGroupId: "int",
    momentOfTruthId: "int",
    planned: "boolean",
    position: "int",
    retiredAt: "timestamptz",
  },
  versioned: true,
};

/** What is added comes after what was set up by hand. */
const lastPosition = 10_000;

const unplaced = {
  name: "",
  translations: null,
  phaseId: null,
  channelId: null,
  departmentId: null,
  productGroupId: null,
  momentOfTruthId: null,
  planned: null,
  position: lastPosition,
};

type Said = Omit<TouchpointInput, "key">;

async function placesOf(scope: Scope, inputs: readonly Said[]) {
  const [phase, channel, department, productGroup, momentOfTruth] = [
    await resolveKeys(
      scope,
      "phase",
      inputs.map((one) => one.phase),
    ),
    await resolveKeys(
      scope,
      "channel",
      inputs.map((one) => one.channel),
    ),
    await resolveKeys(
      scope,
      "department",
      inputs.map((one) => one.department),
    ),
    await resolveKeys(
      scope,
      "product_group",
      inputs.map((one) => one.productGroup),
    ),
    await resolveKeys(
      scope,
      "moment_of_truth",
      inputs.map((one) => one.momentOfTruth),
    ),
  ];
  return (said: Said) => {
    const lookup = new Lookup();
    const ids = {
      phaseId: lookup.find(phase, said.phase, "phase", "unknownPhase"),
      channelId: lookup.find(channel, said.channel, "channel", "unknownChannel"),
      departmentId: lookup.find(department, said.department, "department", "unknownDepartment"),
      productGroupId: lookup.find(productGroup, said.productGroup, "productGroup", "unknownProductGroup"),
      momentOfTruthId: lookup.find(
        momentOfTruth,
        said.momentOfTruth,
        "momentOfTruth",
        "unknownMomentOfTruth",
      ),
    };
    return lookup.refusal() ?? ids;
  };
}

type Places = Awaited<ReturnType<typeof placesOf>>;

function changed(
  scope: Scope,
  before: TouchpointState,
  said: Said,
  places: Places,
): TouchpointState | AppError {
  const ids = places(said);
  if (ids instanceof AppError) return ids;
  return {
    ...before,
    ...renamed(before, said.name, scope.workspaceLocale),
    phaseId: saidOr(ids.phaseId, before.phaseId),
    channelId: saidOr(ids.channelId, before.channelId),
    departmentId: saidOr(ids.departmentId, before.departmentId),
    productGroupId: saidOr(ids.productGroupId, before.productGroupId),
    momentOfTruthId: saidOr(ids.momentOfTruthId, before.momentOfTruthId),
    planned: saidOr(said.planned, before.planned),
  };
}

export async function saveTouchpoints(scope: Scope, inputs: readonly TouchpointInput[]): Promise<Saved[]> {
  const places = await placesOf(scope, inputs);
  return saveRows(
    scope,
    touchpoints,
    inputs.map((said) => ({
      key: [said.key],
      change: (before) => {
        const lacking = before ? null : missing({ name: said.name });
        // Naming a retired one brings it back.
        const base = { ...(before ?? { ...unplaced, key: said.key }), retiredAt: null };
        return lacking ?? changed(scope, base, said, places);
      },
    })),
  );
}

export const postTouchpoints = postOneOrMany({
  item: touchpointInput,
  save: saveTouchpoints,
  get: getTouchpoint,
});

/** @throws AppError `notFound`, `invalid`, or `conflict` when somebody else changed it since `version` */
export async function changeTouchpoint(
  scope: Scope,
  { id, version, ...said }: ChangeTouchpointInput,
): Promise<TouchpointOut> {
  const which = touchpointNamed(id);
  if (version !== undefined) await holdVersion(scope, which, version);
  const places = await placesOf(scope, [said]);
  const saved = await changeRow(scope, touchpoints, which, (before) => changed(scope, before, said, places));
  if (!saved) throw notFound();
  return getTouchpoint(scope, saved);
}

async function holdVersion(scope: Scope, which: Prisma.Sql, version: number): Promise<void> {
  const [row] = await scope.db.$queryRaw<{ version: number }[]>(Prisma.sql`
    select t."version" from touchpoint t where t."workspaceId" = ${scope.workspaceId} and ${which} for no key update`);
  if (!row) throw notFound();
  if (row.version !== version) throw new AppError("conflict", "changedMeanwhile");
}

/** Nothing speaks of it: it goes. Otherwise it is retired, so that history keeps its name. @throws AppError `notFound` */
export async function deleteTouchpoint(scope: Scope, { id }: { id: string }): Promise<void> {
  const which = touchpointNamed(id);
  const { workspaceId, db } = scope;
  const unused = (table: string) =>
    Prisma.sql`not exists (select 1 from ${Prisma.raw(table)} x where x."workspaceId" = t."workspaceId" and x."touchpointId" = t."id")`;
  const parts = ["answer", "feedback", "contact", "marker"].map(unused);
  const gone = await db.$executeRaw(Prisma.sql`
    delete from touchpoint t where t."workspaceId" = ${workspaceId} and ${which} and ${Prisma.join(parts, " and ")}`);
  if (gone > 0) return;
  const retired = await db.$executeRaw(Prisma.sql`
    update touchpoint t set "retiredAt" = coalesce(t."retiredAt", now()), "version" = t."version" + 1,
      "updatedAt" = clock_timestamp()
    where t."workspaceId" = ${workspaceId} and ${which}`);
  if (retired === 0) throw notFound();
}

import { resolveMembers } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { renamed, renamedIn } from "@/lib/catalogue/rules";
import type { RowTable } from "@/lib/db/save-rows";
import { AppError } from "@/lib/errors/app-error";
import { Lookup, saidOr } from "@/lib/fields/refusals";
import type { TouchpointInput, TouchpointStateName } from "../schema";

export type TouchpointState = {
  key: string;
  name: string;
  translations: Record<string, string> | null;
  phaseId: number | null;
  channelId: number | null;
  departmentId: number | null;
  productGroupId: number | null;
  momentOfTruthId: number | null;
  ownerUserId: number | null;
  planned: boolean | null;
  state: TouchpointStateName;
  contactsPerMonth: number | null;
  position: number;
  retiredAt: string | null;
};

export const touchpoints: RowTable<TouchpointState> = {
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
    ownerUserId: "int",
    planned: "boolean",
    state: "text",
    contactsPerMonth: "int",
    position: "int",
    retiredAt: "timestamptz",
  },
  versioned: true,
};

/** What is added comes after what was set up by hand. */
const lastPosition = 10_000;

export const unplaced = {
  name: "",
  translations: null,
  phaseId: null,
  channelId: null,
  departmentId: null,
  productGroupId: null,
  momentOfTruthId: null,
  ownerUserId: null,
  planned: null,
  state: "listed",
  contactsPerMonth: null,
  position: lastPosition,
} satisfies Omit<TouchpointState, "key" | "retiredAt">;

export type Said = Omit<TouchpointInput, "key">;

/** Everything that the inputs name by key, looked up once for all of them. */
export async function placesOf(scope: Scope, inputs: readonly Said[]) {
  const [phase, channel, department, productGroup, momentOfTruth, owner] = [
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
    await resolveMembers(
      scope,
      inputs.flatMap((one) => one.owner ?? []),
    ),
  ];
  const retired = await retiredAmong(scope, [...phase.values()]);
  /** @param phaseBefore where it stands already, which may have been retired since */
  return (said: Said, phaseBefore: number | null) => {
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
      ownerUserId: lookup.find(owner, said.owner, "owner", "unknownMember"),
    };
    if (ids.phaseId && ids.phaseId !== phaseBefore && retired.has(ids.phaseId))
      lookup.refuse("phase", "retiredPhase");
    return lookup.refusal() ?? ids;
  };
}

/** Which of these phases are retired. */
export async function retiredAmong({ db, workspaceId }: Scope, phaseIds: number[]): Promise<Set<number>> {
  if (phaseIds.length === 0) return new Set();
  const rows = await db.phase.findMany({
    where: { workspaceId, id: { in: phaseIds }, retiredAt: { not: null } },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

export type Places = Awaited<ReturnType<typeof placesOf>>;

/** A touchpoint with what was said put into it; what was not said stays. */
export function changed(
  scope: Scope,
  before: TouchpointState,
  said: Said,
  places: Places,
): TouchpointState | AppError {
  const ids = places(said, before.phaseId);
  if (ids instanceof AppError) return ids;
  return {
    ...before,
    ...renamedIn(renamed(before, said.name, scope.workspaceLocale), said.names ?? {}, scope.workspaceLocale),
    phaseId: saidOr(ids.phaseId, before.phaseId),
    channelId: saidOr(ids.channelId, before.channelId),
    departmentId: saidOr(ids.departmentId, before.departmentId),
    productGroupId: saidOr(ids.productGroupId, before.productGroupId),
    momentOfTruthId: saidOr(ids.momentOfTruthId, before.momentOfTruthId),
    ownerUserId: saidOr(ids.ownerUserId, before.ownerUserId),
    planned: saidOr(said.planned, before.planned),
    state: said.state ?? before.state,
    contactsPerMonth: saidOr(said.contactsPerMonth, before.contactsPerMonth),
  };
}

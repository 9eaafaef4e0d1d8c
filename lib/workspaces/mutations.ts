import { addMember, createUser, createWorkspaceRow, isUnused } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { asSystem } from "@/lib/auth/system";
import { AppError } from "@/lib/errors/app-error";
import type { Locale } from "@/lib/language/locale";
import { type CatalogueRow, starterCatalogue } from "./rules/starter-catalogue";
import type { CreateWorkspaceInput, SetUpInput } from "./schema";

/** A new, empty workspace with the phases, channels and moments of truth that every one has. @returns its inner id */
export async function createWorkspace(input: CreateWorkspaceInput): Promise<number> {
  const workspaceId = await createWorkspaceRow(input);
  await asSystem(workspaceId, async (scope) => {
    const { phases, channels, momentsOfTruth } = starterCatalogue(input.locale);
    const inWorkspace = (rows: CatalogueRow[]) =>
      rows.map(({ parent: _, ...row }) => ({ ...row, workspaceId }));
    await scope.db.channel.createMany({ data: inWorkspace(channels) });
    await scope.db.momentOfTruth.createMany({ data: inWorkspace(momentsOfTruth) });
    await createPhases(scope, phases);
  });
  return workspaceId;
}

async function createPhases(scope: Scope, rows: CatalogueRow[]): Promise<void> {
  const { workspaceId } = scope;
  const without = ({ parent: _, ...row }: CatalogueRow) => ({ ...row, workspaceId });
  const parents = await scope.db.phase.createManyAndReturn({
    data: rows.filter((row) => !row.parent).map(without),
  });
  const idOf = new Map(parents.map((phase) => [phase.key, phase.id]));
  const subPhases = rows.filter((row) => row.parent);
  await scope.db.phase.createMany({
    data: subPhases.map((row) => ({ ...without(row), parentId: idOf.get(row.parent ?? "") ?? null })),
  });
}

/** The very first start without demo: the first admin and their workspace. Refused once anybody exists. */
export async function setUp(
  input: SetUpInput,
  locale: Locale,
): Promise<{ workspaceId: number; slug: string }> {
  if (!(await isUnused())) throw new AppError("forbidden", "alreadySetUp");
  const { workspaceName, workspaceSlug, name, email, password, ...rest } = input;
  const workspaceId = await createWorkspace({ slug: workspaceSlug, name: workspaceName, locale, ...rest });
  const userId = await createUser({ email, name, password, locale });
  await addMember(workspaceId, userId, "admin");
  return { workspaceId, slug: workspaceSlug };
}

import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { localName } from "@/lib/language/locale";

/** Who answers for a touchpoint: the department, and a person (the head of the department where nobody else is named). */
export type Owner = { department: string | null; person: string | null };

export async function readOwners(
  scope: Scope,
  touchpointIds: readonly number[],
): Promise<Map<number, Owner>> {
  const rows = await scope.db.touchpoint.findMany({
    where: { workspaceId: scope.workspaceId, id: { in: [...touchpointIds] } },
    select: {
      id: true,
      ownerUserId: true,
      department: { select: { name: true, translations: true, headName: true } },
    },
    take: 1_000,
  });
  const people = await peopleById(rows.flatMap(({ ownerUserId }) => ownerUserId ?? []));
  return new Map(
    rows.map(({ id, ownerUserId, department }) => [
      id,
      {
        department: department && localName(department, scope.locale),
        person: people.get(ownerUserId ?? 0)?.name ?? department?.headName ?? null,
      },
    ]),
  );
}

import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";

export type Owner = { userId: number; publicId: string; name: string; isActive: boolean };

/** People by their inner ids; whoever is gone from Lotse is missing. */
export const peopleOf = (ids: number[]) => (ids.length === 0 ? Promise.resolve(new Map()) : peopleById(ids));

/** Members as owners, in the order of their names; whoever left is marked, because measures may still name them. */
export async function listOwners({ db, workspaceId, locale }: Scope): Promise<Owner[]> {
  const members = await db.membership.findMany({
    where: { workspaceId },
    select: { userId: true, deactivatedAt: true },
    take: 1_000,
  });
  const people = await peopleById(members.map(({ userId }) => userId));
  return members
    .flatMap(({ userId, deactivatedAt }) => {
      const person = people.get(userId);
      return person
        ? [{ userId, publicId: person.publicId, name: person.name, isActive: deactivatedAt === null }]
        : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}
